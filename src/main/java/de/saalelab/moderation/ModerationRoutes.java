package de.saalelab.moderation;

import de.saalelab.platform.http.Call;
import de.saalelab.platform.http.Operations;
import de.saalelab.platform.http.ProblemType;
import de.saalelab.platform.http.Reply;
import de.saalelab.platform.http.Routes;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** The moderators' queue over HTTP. */
public final class ModerationRoutes implements Routes {
    private final ModerationService service;
    private final ModerationQueries queries;

    public ModerationRoutes(ModerationService service, ModerationQueries queries) {
        this.service = service;
        this.queries = queries;
    }

    @Override
    public void bind(Operations operations) {
        operations.read("listReviewCases", this::listReviewCases);
        operations.read("getReviewCase", this::getReviewCase);
        operations.write("decideReviewCase", this::decideReviewCase);
    }

    private Future<Reply> listReviewCases(Call call) {
        Optional<String> municipality = call.textIfAny("municipality");
        var queue = call.text("state").equals("open")
                ? queries.open(municipality, call.after(ModerationQueries.OLDEST), call.limit())
                : queries.decided(municipality, call.after(ModerationQueries.LATEST), call.limit());
        return queue.map(found ->
                Reply.ok(Reply.pageBody(found.page(), ModerationRoutes::json).put("open", found.waiting())));
    }

    private Future<Reply> getReviewCase(Call call) {
        return queries.find(call.id("caseId"))
                .map(found -> found.map(ModerationRoutes::reply).orElse(Reply.problem(ProblemType.CASE_NOT_FOUND)));
    }

    private Reply decideReviewCase(Call call) {
        UUID moderator = call.actor().personId();
        DecideCase command = new DecideCase(
                call.id("caseId"),
                moderator,
                call.expectedVersion(),
                Decision.ofKey(call.body().getString("decision")),
                Optional.ofNullable(call.body().getString("reason")));
        return switch (service.decide(command)) {
            case DecideOutcome.Decided decided -> reply(decided.decided());
            case DecideOutcome.NotFound notFound -> Reply.problem(ProblemType.CASE_NOT_FOUND);
            case DecideOutcome.AlreadyDecided already -> Reply.problem(ProblemType.CASE_ALREADY_DECIDED);
            case DecideOutcome.Stale stale -> Reply.problem(ProblemType.VERSION_STALE);
            case DecideOutcome.ReasonRequired required -> Reply.problem(ProblemType.REASON_REQUIRED);
        };
    }

    private static Reply reply(ReviewCase found) {
        return Reply.ok(json(found)).version(found.version());
    }

    private static JsonObject json(ReviewCase found) {
        JsonObject json = new JsonObject()
                .put("id", found.id().toString())
                .put(
                        "content",
                        new JsonObject()
                                .put("kind", found.content().kind())
                                .put("id", found.content().id().toString()))
                .put("title", found.title())
                .put("text", found.text())
                .put("state", found.state().name().toLowerCase(Locale.ROOT))
                .put("openedAt", found.openedAt().toString())
                .put("version", found.version());
        found.municipality().ifPresent(key -> json.put("municipality", key));
        found.ruling().ifPresent(ruling -> {
            json.put("decision", ruling.decision().key())
                    .put("decidedBy", ruling.decidedBy())
                    .put("decidedAt", ruling.decidedAt().toString());
            ruling.reason().ifPresent(reason -> json.put("reason", reason));
        });
        return json;
    }
}
