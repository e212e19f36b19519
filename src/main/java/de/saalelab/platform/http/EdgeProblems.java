package de.saalelab.platform.http;

import de.saalelab.platform.text.Language;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Problems that arise before an operation is found, or outside of all of them. */
final class EdgeProblems {
    private static final Logger LOG = LoggerFactory.getLogger(EdgeProblems.class);
    /** What the body handler of Vert.x says of a body that broke off or is no HTTP. */
    private static final int BROKEN_BODY = 200;

    private static final Responder RESPONDER = new Responder();

    private EdgeProblems() {}

    static void mount(Router router) {
        router.errorHandler(BROKEN_BODY, context -> send(context, Problem.of(ProblemType.INVALID_REQUEST)));
        router.errorHandler(400, context -> send(context, Problem.of(ProblemType.INVALID_REQUEST)));
        router.errorHandler(404, context -> send(context, Problem.of(ProblemType.NOT_FOUND)));
        router.errorHandler(405, context -> send(context, Problem.of(ProblemType.METHOD_NOT_ALLOWED)));
        router.errorHandler(413, context -> send(context, Problem.of(ProblemType.BODY_TOO_LARGE)));
        router.errorHandler(415, context -> send(context, Problem.of(ProblemType.UNSUPPORTED_MEDIA_TYPE)));
        router.errorHandler(500, EdgeProblems::fault);
    }

    static void send(RoutingContext context, Problem problem) {
        RESPONDER.send(context, Reply.problem(problem), language(context.request()), false);
    }

    /** What is no HTTP, or too long to be read. */
    static void unreadable(HttpServerRequest request) {
        ProblemType type = switch (request.decoderResult().cause()) {
            case TooLongHttpLineException tooLong -> ProblemType.URI_TOO_LONG;
            case TooLongHttpHeaderException tooLong -> ProblemType.HEADERS_TOO_LARGE;
            default -> ProblemType.INVALID_REQUEST;
        };
        RESPONDER.sendAndClose(request, Problem.of(type), language(request));
    }

    private static void fault(RoutingContext context) {
        Problem problem = Problem.of(ProblemType.INTERNAL_ERROR);
        LOG.error("Outside of operations, {} failed", problem.incident(), context.failure());
        send(context, problem);
    }

    private static Language language(HttpServerRequest request) {
        String accepted = request.getHeader("Accept-Language");
        return accepted == null ? Language.GERMAN : Language.negotiate(accepted);
    }
}
