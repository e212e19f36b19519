package de.saalelab.identity;

import de.saalelab.platform.PersonGone;
import de.saalelab.platform.db.Tx;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Persons, for rooms that keep something of them. Who writes something of a person, on whatever their behalf, holds the person before anything else of
 * theirs: so a joining of two persons waits for what is under way, what comes later waits for the joining, and neither waits for the other in a circle.
 */
public final class Persons {
    private final PersonStore store = new PersonStore();

    /** Holds persons to the end of the transaction; tells those that are there. Travels together with the statements that follow. */
    public Tx.Later<UUID> hold(Tx tx, Collection<UUID> persons) {
        return store.hold(tx, persons);
    }

    /**
     * Holds one person to the end of the transaction.
     *
     * @throws PersonGone when there is no such person any more
     */
    public void require(Tx tx, UUID person) {
        if (hold(tx, List.of(person)).rows().isEmpty()) {
            throw new PersonGone();
        }
    }

    /** Who the person is now, held to the end of the transaction; empty when nobody is. */
    public Optional<UUID> today(Tx tx, UUID person) {
        UUID looked = person;
        while (hold(tx, List.of(looked)).rows().isEmpty()) {
            Optional<UUID> become = store.joinedInto(tx, person);
            if (become.isEmpty() || become.get().equals(looked)) {
                return Optional.empty();
            }
            looked = become.get();
        }
        return Optional.of(looked);
    }

    /**
     * Makes a person whom nobody is, to whom belongs what must stay counted and must lead to nobody.
     *
     * @param since not the moment of making, which others might know too
     */
    public UUID nameless(Tx tx, Instant since) {
        return store.insertNameless(tx, since);
    }
}
