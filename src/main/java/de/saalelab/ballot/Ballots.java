package de.saalelab.ballot;

import de.saalelab.platform.db.Tx;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Ballots as features use them, inside their own transactions. A feature's things are options under their ids; the ballot knows nothing else of them than
 * the title that stands in the ranking.
 */
public final class Ballots {
    /** The constraint that refuses whatever comes after closing, with a {@link de.saalelab.platform.db.ConstraintViolated}. */
    public static final String CLOSED_IS_FINAL = "ballot_closed_is_final";

    private final BallotStore store = new BallotStore();
    private final MarkStore marks = new MarkStore();
    private final Counting counting = new Counting();
    private final BallotLive live;

    public Ballots(BallotLive live) {
        this.live = live;
    }

    /** Sets a ballot up, without options. */
    public void open(Tx tx, NewBallot ballot) {
        store.insert(tx, ballot);
    }

    /** Where the ballot stands; empty when there is none of that id. */
    public Optional<BallotState> state(Tx tx, UUID ballotId, Instant now) {
        return store.times(tx, ballotId).map(times -> BallotPolicy.state(times, now));
    }

    /** Adds an option. Tell {@link #announce} after the commit. */
    public BallotChange addOption(Tx tx, UUID ballotId, UUID optionId, String title) {
        store.insertOption(tx, ballotId, optionId, title);
        return new BallotChange(ballotId, store.raiseVersion(tx, ballotId));
    }

    /** Casts marks, each person's in order, without asking whether the ballot is open by time; returns how many were new and within the cap. */
    public int castAll(Tx tx, UUID ballotId, List<Mark> wishes, Instant now) {
        Map<UUID, List<Mark>> byVoter = new LinkedHashMap<>();
        wishes.forEach(mark -> byVoter.computeIfAbsent(mark.voter(), voter -> new ArrayList<>())
                .add(mark));
        int cap = store.cap(tx, ballotId);
        List<MarkStore.Cast> casts = new ArrayList<>();
        byVoter.values().forEach(mine -> {
            for (int i = 0; i < Math.min(cap, mine.size()); i++) {
                casts.add(new MarkStore.Cast(mine.get(i), i + 1, cap));
            }
        });
        List<Mark> added = marks.insert(tx, casts, now);
        if (!added.isEmpty()) {
            counting.settle(tx, added, List.of());
        }
        return added.size();
    }

    /** Tells those who watch. Only after the commit: news of what may yet be undone is none. */
    public void announce(BallotChange change) {
        live.changed(change);
    }
}
