package de.saalelab.platform.erasure;

import de.saalelab.platform.db.Tx;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Where rooms note what they erase, in the transaction that erases it. */
public final class ErasureRegister {
    private final ErasureStore store = new ErasureStore();

    /** Notes one erasure; a second time changes nothing. */
    public void add(Tx tx, String kind, UUID subjectId, Instant now) {
        addAll(tx, kind, List.of(subjectId), now);
    }

    /** Notes several of one kind. */
    public void addAll(Tx tx, String kind, List<UUID> subjectIds, Instant now) {
        if (!subjectIds.isEmpty()) {
            store.insert(tx, kind, subjectIds, now);
        }
    }
}
