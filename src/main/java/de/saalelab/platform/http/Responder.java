package de.saalelab.platform.http;

import de.saalelab.platform.text.Language;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.Base64;

/** Turns a reply into bytes: problem documents, ETags, conditional answers, cache rules. */
final class Responder {
    private static final int ETAG_BYTES = 12;
    /** Short: a shared cache takes the load of a rush, and nobody waits long for news. */
    private static final String SHARED = "public, max-age=5, stale-while-revalidate=30";

    private static final String OWN = "private, no-cache";

    void send(RoutingContext context, Reply reply, Language language, boolean shareable) {
        HttpServerResponse response = context.response();
        if (response.ended() || response.closed()) {
            return;
        }
        response.putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
                .putHeader("Referrer-Policy", "no-referrer")
                .putHeader("Vary", "Accept-Encoding, Accept-Language, Authorization, Cookie")
                .putHeader("Content-Language", language == Language.SIMPLE_GERMAN ? "de" : language.tag());
        reply.headers().forEach(response::putHeader);
        if (reply.problem().isPresent()) {
            sendProblem(response, reply.problem().get(), language);
        } else if (reply.body().isEmpty()) {
            response.putHeader("Cache-Control", "no-store")
                    .setStatusCode(reply.status())
                    .end();
        } else {
            sendBody(context, reply, shareable);
        }
    }

    private static void sendProblem(HttpServerResponse response, Problem problem, Language language) {
        problem.retryAfter().ifPresent(seconds -> response.putHeader("Retry-After", String.valueOf(seconds)));
        if (problem.type() == ProblemType.UNAUTHENTICATED) {
            response.putHeader("WWW-Authenticate", "Bearer realm=\"saalelab\"");
        }
        response.setStatusCode(problem.type().status())
                .putHeader("Content-Type", "application/problem+json")
                .putHeader("Cache-Control", "no-store")
                .end(problem.document(language).toBuffer());
    }

    private static void sendBody(RoutingContext context, Reply reply, boolean shareable) {
        HttpServerResponse response = context.response();
        Buffer body = Buffer.buffer(reply.body().orElseThrow());
        boolean read = context.request().method().equals(HttpMethod.GET) && reply.status() == 200;
        if (read || reply.version().isPresent()) {
            String etag = etag(reply, body);
            response.putHeader("ETag", etag);
            if (read && etag.equals(context.request().getHeader("If-None-Match"))) {
                response.putHeader("Cache-Control", shareable ? SHARED : OWN)
                        .setStatusCode(304)
                        .end();
                return;
            }
        }
        response.putHeader("Cache-Control", read ? (shareable ? SHARED : OWN) : "no-store")
                .putHeader("Content-Type", "application/json")
                .setStatusCode(reply.status())
                .end(body);
    }

    /** Strong: over the very bytes, so that each language and each reader's own state has its own. The version in front serves If-Match. */
    private static String etag(Reply reply, Buffer body) {
        byte[] hash = Hashes.sha256().digest(body.getBytes());
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, ETAG_BYTES));
        return reply.version().isPresent()
                ? "\"v" + reply.version().getAsInt() + "-" + text + "\""
                : "\"" + text + "\"";
    }
}
