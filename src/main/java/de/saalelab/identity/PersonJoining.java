package de.saalelab.identity;

import de.saalelab.platform.PersonGone;
import de.saalelab.platform.db.Tx;
import de.saalelab.platform.http.KeptAnswers;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Makes two persons one. Locks both, lets each room hand over, moves the ways in and the kept answers, and removes the one that is no longer needed.
 *
 * <p>What holds the first person already is waited for; what wants to hold it later finds it gone and is answered with {@link PersonGone}. Lock order:
 * persons by id, then room by room in the order of the list, each in its own order.
 */
public final class PersonJoining {
    private final List<PersonalHistory> rooms;
    private final KeptAnswers answers;
    private final Credentials credentials;
    private final PersonStore store = new PersonStore();

    public PersonJoining(List<PersonalHistory> rooms, KeptAnswers answers, Credentials credentials) {
        this.rooms = List.copyOf(rooms);
        this.answers = answers;
        this.credentials = credentials;
    }

    /**
     * Joins {@code from} to {@code into}. Again, when {@code from} is gone, it does nothing. The tokens of {@code from} mean {@code into} from the commit
     * on, in this process at once and in others as soon as they hear of it.
     *
     * @return what to do after the commit
     * @throws PersonGone when {@code into} is gone: it was itself joined to somebody at the same moment
     * @throws IllegalArgumentException when one of them is a member of staff, which the caller must not let happen
     */
    public Runnable join(Tx tx, UUID from, UUID into, Instant now) {
        if (from.equals(into)) {
            return () -> {};
        }
        List<UUID> there = store.lock(tx, from, into);
        if (!there.contains(into)) {
            throw new PersonGone();
        }
        if (store.anyStaff(tx, from, into)) {
            throw new IllegalArgumentException("Members of staff are never joined to anybody");
        }
        if (!there.contains(from)) {
            return () -> {};
        }
        List<Runnable> news =
                rooms.stream().map(room -> room.join(tx, from, into, now)).toList();
        answers.handOver(tx, from, into);
        store.moveDevices(tx, from, into);
        store.noteJoined(tx, from, into, now);
        store.remove(tx, from);
        // Before the commit: from here on nothing about these tokens is remembered, so nothing old can be when it has
        // committed.
        credentials.forget(from);
        return () -> {
            credentials.forget(from);
            news.forEach(Runnable::run);
        };
    }
}
