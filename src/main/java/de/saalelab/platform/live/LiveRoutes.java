package de.saalelab.platform.live;

import de.saalelab.platform.http.Call;
import de.saalelab.platform.http.Operations;
import de.saalelab.platform.http.Problem;
import de.saalelab.platform.http.ProblemType;
import de.saalelab.platform.http.Reply;
import de.saalelab.platform.http.Routes;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/** Server-sent events over HTTP. */
public final class LiveRoutes implements Routes {
    private final LiveHub hub;

    public LiveRoutes(LiveHub hub) {
        this.hub = hub;
    }

    @Override
    public void bind(Operations operations) {
        operations.stream("streamLive", this::streamLive);
    }

    private Future<Reply> streamLive(Call call, HttpServerResponse response) {
        List<Optional<LiveTopic>> named = Stream.of(call.text("topics").split(",", -1))
                .map(LiveTopic::parse)
                .distinct()
                .toList();
        if (named.stream().anyMatch(Optional::isEmpty)) {
            return Future.succeededFuture(Reply.problem(ProblemType.UNKNOWN_TOPIC));
        }
        List<LiveTopic> topics = named.stream().flatMap(Optional::stream).toList();
        long[] known = EventIds.read(call.textIfAny("Last-Event-ID").orElse(""), topics.size());
        return hub.open(response, topics, known).compose(LiveRoutes::reply);
    }

    /** An open stream never completes as a reply. */
    private static Future<Reply> reply(OpenOutcome outcome) {
        return switch (outcome) {
            case OPENED -> Promise.<Reply>promise().future();
            case UNKNOWN_TOPIC -> Future.succeededFuture(Reply.problem(ProblemType.UNKNOWN_TOPIC));
            case FULL ->
                Future.succeededFuture(Reply.problem(Problem.of(ProblemType.OVERLOADED)
                        .retryAfter(2 + ThreadLocalRandom.current().nextInt(4))));
        };
    }
}
