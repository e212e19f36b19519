package de.saalelab.platform.erasure;

import de.saalelab.platform.db.Transactions;
import de.saalelab.platform.db.Tx;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads the register of one database and does its erasures again in another, which is an older state of the same one. */
public final class Erasures {
    private final Transactions transactions;
    private final Map<String, EraseRoutine> routines;
    private final ErasureRegister register = new ErasureRegister();
    private final ErasureStore store = new ErasureStore();

    public Erasures(Transactions transactions, List<EraseRoutine> routines) {
        this.transactions = transactions;
        this.routines =
                routines.stream().collect(Collectors.toUnmodifiableMap(EraseRoutine::kind, Function.identity()));
    }

    /** The whole register, oldest first. */
    public List<Erasure> all() {
        return transactions.run(store::all);
    }

    /**
     * Erases what another register names and this one does not, and notes it here; all of it or nothing. Done again, it changes nothing.
     *
     * @param newest the register of the newest state that there is
     * @return how many were missing here
     * @throws IllegalStateException when an entry has a kind that no room knows; then nothing is erased
     */
    public int replay(List<Erasure> newest) {
        return transactions.run(tx -> {
            Set<Subject> done = new HashSet<>();
            store.all(tx).forEach(erasure -> done.add(Subject.of(erasure)));
            List<Erasure> missing = newest.stream()
                    .filter(erasure -> !done.contains(Subject.of(erasure)))
                    .toList();
            missing.forEach(erasure -> erase(tx, erasure));
            return missing.size();
        });
    }

    private void erase(Tx tx, Erasure erasure) {
        EraseRoutine routine = routines.get(erasure.kind());
        if (routine == null) {
            throw new IllegalStateException("Nothing here knows how to erase the kind " + erasure.kind());
        }
        routine.erase(tx, erasure.subjectId());
        register.add(tx, erasure.kind(), erasure.subjectId(), erasure.erasedAt());
    }

    private record Subject(String kind, UUID id) {
        static Subject of(Erasure erasure) {
            return new Subject(erasure.kind(), erasure.subjectId());
        }
    }
}
