package de.saalelab.idea;

import de.saalelab.idea.IdeaCommands.CreateIdea;
import de.saalelab.idea.IdeaCommands.EditIdea;
import de.saalelab.idea.IdeaCommands.SupportIdea;
import de.saalelab.platform.GeoPoint;
import de.saalelab.platform.PersonGone;
import de.saalelab.platform.db.PublicData;
import de.saalelab.platform.http.Call;
import de.saalelab.platform.http.Operations;
import de.saalelab.platform.http.Problem;
import de.saalelab.platform.http.Problem.InputError;
import de.saalelab.platform.http.ProblemType;
import de.saalelab.platform.http.Reply;
import de.saalelab.platform.http.Routes;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Ideas over HTTP. */
public final class IdeaRoutes implements Routes {
    private final IdeaService service;
    private final IdeaQueries queries;
    private final SupportIntake supports;

    public IdeaRoutes(IdeaService service, IdeaQueries queries, SupportIntake supports) {
        this.service = service;
        this.queries = queries;
        this.supports = supports;
    }

    @Override
    public void bind(Operations operations) {
        operations.page("listIdeas", Set.of(PublicData.IDEAS, PublicData.SUPPORTS), this::listIdeas);
        operations.page("getIdea", Set.of(PublicData.IDEAS, PublicData.SUPPORTS), this::getIdea);
        operations.read("listMyIdeas", this::listMyIdeas);
        operations.write("createIdea", this::createIdea);
        operations.write("editIdea", this::editIdea);
        operations.write("withdrawIdea", this::withdrawIdea);
        operations.gathered("supportIdea", this::supportIdea);
        operations.gathered("withdrawSupport", this::withdrawSupport);
    }

    private Future<Reply> listIdeas(Call call) {
        IdeaList.Sort sort = IdeaList.Sort.ofKey(call.text("sort"));
        Optional<GeoPoint> near;
        try {
            near = call.textIfAny("near").map(GeoPoint::parse);
        } catch (IllegalArgumentException e) {
            return wrong("near", "validation.invalid");
        }
        if (sort == IdeaList.Sort.NEAR && near.isEmpty()) {
            return wrong("near", "validation.required");
        }
        if (sort == IdeaList.Sort.RELEVANCE && call.textIfAny("q").isEmpty()) {
            return wrong("q", "validation.required");
        }
        IdeaList wanted = new IdeaList(
                sort,
                near,
                call.idIfAny("call"),
                call.textIfAny("category"),
                call.textIfAny("municipality"),
                call.textIfAny("status"),
                call.textIfAny("q"),
                call.actor().person(),
                call.after(sort.key()),
                call.limit());
        return queries.list(wanted).map(page -> Reply.ok(IdeaDocuments.page(page)));
    }

    private Future<Reply> getIdea(Call call) {
        return queries.remembered(call.id("ideaId"), call.actor())
                .map(detail ->
                        detail.map(found -> Reply.ok(IdeaDocuments.idea(found.part(), found.count(), call.actor()))
                                .version(found.part().version())))
                .orElseGet(() -> queries.find(call.id("ideaId"), call.actor())
                        .map(found -> found.map(view -> reply(view, call))
                                .orElse(Reply.problem(ProblemType.IDEA_NOT_FOUND))));
    }

    private Future<Reply> listMyIdeas(Call call) {
        UUID me = call.actor().personId();
        return queries.ofAuthor(me, call.after(IdeaQueries.NEWEST), call.limit())
                .map(page -> Reply.page(page, view -> IdeaDocuments.idea(view, call.actor())));
    }

    private Reply createIdea(Call call) {
        CreateIdea command = new CreateIdea(call.actor().personId(), content(call.body()), submits(call.body()));
        return service.create(command, call.once(outcome -> switch (outcome) {
            case WriteOutcome.Written written -> {
                Idea idea = written.idea();
                yield Reply.created("/ideas/" + idea.id(), IdeaDocuments.idea(new IdeaView(idea, false), call.actor()))
                        .version(idea.version());
            }
            case WriteOutcome refused -> refusal(refused);
        }));
    }

    private Reply editIdea(Call call) {
        EditIdea command = new EditIdea(
                call.id("ideaId"),
                call.actor().personId(),
                call.expectedVersion(),
                content(call.body()),
                submits(call.body()));
        return switch (service.edit(command)) {
            case WriteOutcome.Written written -> reply(new IdeaView(written.idea(), false), call);
            case WriteOutcome refused -> refusal(refused);
        };
    }

    private Reply withdrawIdea(Call call) {
        return switch (service.withdraw(call.id("ideaId"), call.actor().personId())) {
            case WithdrawOutcome.Withdrawn withdrawn -> Reply.noContent();
            case WithdrawOutcome.NotFound notFound -> Reply.problem(ProblemType.IDEA_NOT_FOUND);
            case WithdrawOutcome.NotEditable notEditable -> Reply.problem(ProblemType.IDEA_NOT_EDITABLE);
        };
    }

    private Future<Reply> supportIdea(Call call) {
        return support(call, true);
    }

    private Future<Reply> withdrawSupport(Call call) {
        return support(call, false);
    }

    private Future<Reply> support(Call call, boolean give) {
        return supports.submit(new SupportIdea(call.id("ideaId"), call.actor().personId(), give))
                .map(outcome -> reply(call, outcome));
    }

    private static Reply reply(Call call, SupportOutcome outcome) {
        return switch (outcome) {
            case SupportOutcome.Standing standing ->
                Reply.ok(new JsonObject()
                        .put("ideaId", call.text("ideaId"))
                        .put("supports", standing.supports())
                        .put("supported", standing.supported()));
            case SupportOutcome.NotFound notFound -> Reply.problem(ProblemType.IDEA_NOT_FOUND);
            case SupportOutcome.Own own -> Reply.problem(ProblemType.IDEA_OWN);
            case SupportOutcome.SupporterGone gone -> throw new PersonGone();
        };
    }

    private static Reply refusal(WriteOutcome outcome) {
        return switch (outcome) {
            case WriteOutcome.Written written -> throw new IllegalStateException("A written idea is no refusal");
            case WriteOutcome.NotFound notFound -> Reply.problem(ProblemType.IDEA_NOT_FOUND);
            case WriteOutcome.NotEditable notEditable -> Reply.problem(ProblemType.IDEA_NOT_EDITABLE);
            case WriteOutcome.Stale stale -> Reply.problem(ProblemType.VERSION_STALE);
            case WriteOutcome.CallNotFound callNotFound -> Reply.problem(ProblemType.CALL_NOT_FOUND);
            case WriteOutcome.CallClosed callClosed -> Reply.problem(ProblemType.CALL_CLOSED);
            case WriteOutcome.UnknownMunicipality unknown -> Reply.problem(ProblemType.UNKNOWN_MUNICIPALITY);
            case WriteOutcome.TooManyOpen tooMany -> Reply.problem(ProblemType.TOO_MANY_OPEN_IDEAS);
        };
    }

    private static Reply reply(IdeaView view, Call call) {
        return Reply.ok(IdeaDocuments.idea(view, call.actor()))
                .version(view.idea().version());
    }

    private static Future<Reply> wrong(String parameter, String textKey) {
        InputError error = new InputError(parameter, textKey, List.of());
        return Future.succeededFuture(Reply.problem(Problem.of(ProblemType.INVALID_REQUEST, List.of(error))));
    }

    private static boolean submits(JsonObject body) {
        return body.getBoolean("submit", true);
    }

    private static IdeaContent content(JsonObject body) {
        JsonObject place = body.getJsonObject("place");
        return new IdeaContent(
                Optional.ofNullable(body.getString("callId")).map(UUID::fromString),
                body.getString("title"),
                body.getString("text"),
                body.getString("category"),
                body.getString("municipality"),
                Optional.ofNullable(place)
                        .map(given -> new Place(
                                new GeoPoint(given.getDouble("latitude"), given.getDouble("longitude")),
                                Optional.ofNullable(given.getString("name")))));
    }
}
