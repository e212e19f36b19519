package de.saalelab.ballot;

import de.saalelab.ballot.BallotPolicy.Verdict;
import de.saalelab.ballot.BallotStore.OptionKey;
import de.saalelab.ballot.Counting.Counted;
import de.saalelab.ballot.MarkCommand.Cast;
import de.saalelab.ballot.MarkCommand.TakeBack;
import de.saalelab.ballot.MarkStore.Voter;
import de.saalelab.identity.Persons;
import de.saalelab.platform.db.Tx;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * What several people want, done in one transaction: hold the people, read where each stands, rule, write what is allowed in one statement of each kind, count. Used once.
 */
final class MarkSet {
    private final List<MarkCommand> commands;
    private final Instant now;
    private final MarkStore store = new MarkStore();
    private final Counting counting = new Counting();
    private final Persons persons = new Persons();
    private final List<MarkStore.Cast> casts = new ArrayList<>();
    private final List<MarkStore.Move> moves = new ArrayList<>();
    private final List<Mark> takenBack = new ArrayList<>();

    MarkSet(List<MarkCommand> commands, Instant now) {
        this.commands = commands;
        this.now = now;
    }

    /** One outcome for each command; {@link MarkOutcome.Overtaken} where the person's own other request was faster. */
    List<MarkOutcome> settle(Tx tx) {
        Tx.Later<UUID> held =
                persons.hold(tx, commands.stream().map(MarkCommand::voter).toList());
        List<Found> standings = store.standings(tx, commands);
        Set<UUID> here = Set.copyOf(held.rows());
        List<Verdict> verdicts = new ArrayList<>();
        for (int i = 0; i < commands.size(); i++) {
            Verdict verdict = here.contains(commands.get(i).voter())
                    ? verdict(commands.get(i), standings.get(i))
                    : Verdict.NO_VOTER;
            verdicts.add(verdict);
            if (verdict == Verdict.CHANGE && standings.get(i) instanceof Found.There(Standing standing)) {
                plan(commands.get(i), standing);
            }
        }
        Written written = write(tx);
        Counted counted = counting.settle(tx, written.added(), written.removed());
        List<MarkOutcome> outcomes = new ArrayList<>();
        for (int i = 0; i < commands.size(); i++) {
            outcomes.add(outcome(commands.get(i), standings.get(i), verdicts.get(i), written, counted));
        }
        return outcomes;
    }

    private Verdict verdict(MarkCommand command, Found found) {
        return switch (found) {
            case Found.NoBallot noBallot -> Verdict.NO_BALLOT;
            case Found.NoOption noOption -> Verdict.NO_OPTION;
            case Found.There(Standing standing) ->
                switch (command) {
                    case Cast cast -> BallotPolicy.cast(standing, cast.optionId(), cast.from(), now);
                    case TakeBack takeBack -> BallotPolicy.takeBack(standing, takeBack.optionId(), now);
                };
        };
    }

    private void plan(MarkCommand command, Standing standing) {
        Mark mark = mark(command);
        switch (command) {
            case Cast cast
            when cast.from().isPresent() ->
                moves.add(new MarkStore.Move(
                        new Mark(cast.ballotId(), cast.voter(), cast.from().get()), cast.optionId()));
            case Cast cast -> casts.add(new MarkStore.Cast(mark, standing.freeNumber(), standing.marksPerPerson()));
            case TakeBack takeBack -> takenBack.add(mark);
        }
    }

    /** What was really written. */
    private record Written(List<Mark> added, List<Mark> removed, Set<Mark> done) {}

    private Written write(Tx tx) {
        List<Mark> added = new ArrayList<>();
        List<Mark> removed = new ArrayList<>();
        if (!moves.isEmpty()) {
            store.lock(tx, moves.stream().map(move -> Voter.of(move.from())).toList());
            List<Mark> moved = store.move(tx, moves, now);
            Set<Mark> arrived = new HashSet<>(moved);
            added.addAll(moved);
            moves.stream()
                    .filter(move -> arrived.contains(
                            new Mark(move.from().ballotId(), move.from().voter(), move.to())))
                    .forEach(move -> removed.add(move.from()));
        }
        Set<Mark> done = new HashSet<>(added);
        if (!takenBack.isEmpty()) {
            List<Mark> deleted = store.delete(tx, takenBack);
            removed.addAll(deleted);
            done.addAll(deleted);
        }
        if (!casts.isEmpty()) {
            List<Mark> inserted = store.insert(tx, casts, now);
            added.addAll(inserted);
            done.addAll(inserted);
        }
        return new Written(added, removed, done);
    }

    private static MarkOutcome outcome(
            MarkCommand command, Found found, Verdict verdict, Written written, Counted counted) {
        return switch (verdict) {
            case CHANGE ->
                written.done().contains(mark(command)) ? changed(command, found, counted) : new MarkOutcome.Overtaken();
            case UNCHANGED -> new MarkOutcome.Unchanged(unchanged(command, found));
            case NOT_OPEN -> new MarkOutcome.NotOpen();
            case CLOSED -> new MarkOutcome.Closed();
            case NO_MARKS_LEFT -> new MarkOutcome.NoMarksLeft();
            case NO_MARK_TO_MOVE -> new MarkOutcome.NoMarkToMove();
            case NO_OPTION -> new MarkOutcome.OptionNotFound();
            case NO_BALLOT -> new MarkOutcome.BallotNotFound();
            case NO_VOTER -> new MarkOutcome.VoterGone();
        };
    }

    private static MarkOutcome changed(MarkCommand command, Found found, Counted counted) {
        List<UUID> mine = counted.marksOf().getOrDefault(new Voter(command.ballotId(), command.voter()), List.of());
        int optionMarks = counted.optionMarks().getOrDefault(new OptionKey(command.ballotId(), command.optionId()), 0);
        long version = counted.versions().getOrDefault(command.ballotId(), 0L);
        return new MarkOutcome.Changed(
                myMarks(command, optionMarks, mine, standing(found).marksPerPerson()), version);
    }

    private static MyMarks unchanged(MarkCommand command, Found found) {
        Standing standing = standing(found);
        return myMarks(command, standing.optionMarks(), standing.mine(), standing.marksPerPerson());
    }

    private static Standing standing(Found found) {
        if (found instanceof Found.There(Standing standing)) {
            return standing;
        }
        throw new IllegalStateException("Only where ballot and option are there");
    }

    private static MyMarks myMarks(MarkCommand command, int optionMarks, List<UUID> mine, int cap) {
        return new MyMarks(command.ballotId(), command.optionId(), optionMarks, mine, cap - mine.size());
    }

    private static Mark mark(MarkCommand command) {
        return new Mark(command.ballotId(), command.voter(), command.optionId());
    }
}
