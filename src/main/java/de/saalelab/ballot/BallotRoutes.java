package de.saalelab.ballot;

import de.saalelab.platform.PersonGone;
import de.saalelab.platform.db.PublicData;
import de.saalelab.platform.http.Call;
import de.saalelab.platform.http.Operations;
import de.saalelab.platform.http.Problem;
import de.saalelab.platform.http.ProblemType;
import de.saalelab.platform.http.Reply;
import de.saalelab.platform.http.Routes;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.Set;

/** Ballots over HTTP. */
public final class BallotRoutes implements Routes {
    private final MarkIntake marks;
    private final BallotService service;
    private final BallotQueries queries;
    private final Clock clock;

    public BallotRoutes(MarkIntake marks, BallotService service, BallotQueries queries, Clock clock) {
        this.marks = marks;
        this.service = service;
        this.queries = queries;
        this.clock = clock;
    }

    @Override
    public void bind(Operations operations) {
        operations.page("getBallot", Set.of(PublicData.BALLOTS), this::getBallot);
        operations.gathered("castMark", this::castMark);
        operations.gathered("takeBackMark", this::takeBackMark);
        operations.write("closeBallot", this::closeBallot);
        operations.page("getBallotResults", Set.of(PublicData.BALLOTS), this::getBallotResults);
    }

    private Future<Reply> getBallot(Call call) {
        return queries.find(call.id("ballotId"), call.actor().person())
                .map(found -> found.map(ballot -> Reply.ok(
                                BallotDocuments.ballot(ballot, BallotPolicy.state(ballot.times(), clock.instant()))))
                        .orElse(Reply.problem(ProblemType.BALLOT_NOT_FOUND)));
    }

    private Future<Reply> castMark(Call call) {
        return marks.submit(new MarkCommand.Cast(
                        call.id("ballotId"), call.id("optionId"), call.actor().personId(), call.idIfAny("from")))
                .map(BallotRoutes::reply);
    }

    private Future<Reply> takeBackMark(Call call) {
        return marks.submit(new MarkCommand.TakeBack(
                        call.id("ballotId"), call.id("optionId"), call.actor().personId()))
                .map(BallotRoutes::reply);
    }

    private Reply closeBallot(Call call) {
        return service.close(call.id("ballotId"))
                .map(results -> Reply.ok(BallotDocuments.results(results)))
                .orElse(Reply.problem(ProblemType.BALLOT_NOT_FOUND));
    }

    private Future<Reply> getBallotResults(Call call) {
        return queries.results(call.id("ballotId"))
                .map(found -> found.map(results -> Reply.ok(BallotDocuments.results(results)))
                        .orElse(Reply.problem(ProblemType.BALLOT_NOT_FOUND)));
    }

    private static Reply reply(MarkOutcome outcome) {
        return switch (outcome) {
            case MarkOutcome.Changed changed -> Reply.ok(BallotDocuments.myMarks(changed.marks()));
            case MarkOutcome.Unchanged unchanged -> Reply.ok(BallotDocuments.myMarks(unchanged.marks()));
            case MarkOutcome.BallotNotFound notFound -> Reply.problem(ProblemType.BALLOT_NOT_FOUND);
            case MarkOutcome.OptionNotFound notFound -> Reply.problem(ProblemType.OPTION_NOT_FOUND);
            case MarkOutcome.NotOpen notOpen -> Reply.problem(ProblemType.BALLOT_NOT_OPEN);
            case MarkOutcome.Closed closed -> Reply.problem(ProblemType.BALLOT_CLOSED);
            case MarkOutcome.NoMarksLeft noMarksLeft -> Reply.problem(ProblemType.NO_MARKS_LEFT);
            case MarkOutcome.NoMarkToMove noMarkToMove -> Reply.problem(ProblemType.NO_MARK_TO_MOVE);
            case MarkOutcome.VoterGone gone -> throw new PersonGone();
            case MarkOutcome.Overtaken overtaken ->
                Reply.problem(Problem.of(ProblemType.OVERLOADED).retryAfter(1));
        };
    }
}
