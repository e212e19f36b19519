package de.saalelab.idea;

import de.saalelab.platform.db.PublicData;
import de.saalelab.platform.http.Call;
import de.saalelab.platform.http.Operations;
import de.saalelab.platform.http.ProblemType;
import de.saalelab.platform.http.Reply;
import de.saalelab.platform.http.Routes;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Set;

/** Calls for ideas over HTTP. */
public final class CallRoutes implements Routes {
    private final IdeaQueries queries;

    public CallRoutes(IdeaQueries queries) {
        this.queries = queries;
    }

    @Override
    public void bind(Operations operations) {
        operations.page("listCalls", Set.of(PublicData.IDEAS), this::listCalls);
        operations.page("getCall", Set.of(PublicData.IDEAS), this::getCall);
    }

    private Future<Reply> listCalls(Call call) {
        return queries.calls(call.after(IdeaQueries.NEWEST), call.limit())
                .map(page -> Reply.page(page, CallRoutes::summary));
    }

    private Future<Reply> getCall(Call call) {
        return queries.findCall(call.id("callId"))
                .map(found -> found.map(ideaCall -> Reply.ok(summary(ideaCall).put("text", ideaCall.text())))
                        .orElse(Reply.problem(ProblemType.CALL_NOT_FOUND)));
    }

    private static JsonObject summary(IdeaCall call) {
        JsonObject json = new JsonObject()
                .put("id", call.id().toString())
                .put("title", call.title())
                .put("summary", call.summary())
                .put("phase", call.phase().key())
                .put("opensAt", call.opensAt().toString())
                .put("ideas", call.ideas());
        call.municipality().ifPresent(key -> json.put("municipality", key));
        call.closesAt().ifPresent(at -> json.put("closesAt", at.toString()));
        return json;
    }
}
