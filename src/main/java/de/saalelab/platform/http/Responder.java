package de.saalelab.platform.http;

import de.saalelab.platform.text.Language;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.regex.Pattern;

/** Turns a reply into bytes: problem documents, ETags, conditional answers, cache rules. */
final class Responder {
    // Made once: the server writes such names and values to the wire without looking at them again.
    private static final CharSequence OPTIONS = HttpHeaders.createOptimized("X-Content-Type-Options");
    private static final CharSequence NOSNIFF = HttpHeaders.createOptimized("nosniff");
    private static final CharSequence POLICY = HttpHeaders.createOptimized("Content-Security-Policy");
    private static final CharSequence NOTHING =
            HttpHeaders.createOptimized("default-src 'none'; frame-ancestors 'none'");
    private static final CharSequence REFERRER = HttpHeaders.createOptimized("Referrer-Policy");
    private static final CharSequence NO_REFERRER = HttpHeaders.createOptimized("no-referrer");
    private static final CharSequence VARIES =
            HttpHeaders.createOptimized("Accept-Encoding, Accept-Language, Authorization, Cookie");
    private static final CharSequence GERMAN = HttpHeaders.createOptimized("de");
    private static final CharSequence ENGLISH = HttpHeaders.createOptimized("en");
    private static final CharSequence GZIPPED = HttpHeaders.createOptimized("gzip");
    private static final CharSequence JSON = HttpHeaders.createOptimized("application/json");
    private static final int PACK_FROM_BYTES = 1024;
    /** Named, and not with a weight of zero. */
    private static final Pattern GZIP = Pattern.compile("(?i)(^|[ ,])gzip(?! *; *q=0(\\.0*)? *(,|$))");

    /** Short: a shared cache takes the load of a rush, and nobody waits long for news. */
    private static final CharSequence SHARED =
            HttpHeaders.createOptimized("public, max-age=5, stale-while-revalidate=30");

    private static final CharSequence OWN = HttpHeaders.createOptimized("private, no-cache");
    private static final CharSequence NEVER = HttpHeaders.createOptimized("no-store");

    void send(RoutingContext context, Reply reply, Language language, boolean shareable) {
        HttpServerResponse response = context.response();
        if (response.ended() || response.closed()) {
            return;
        }
        describe(response, language);
        reply.headers().forEach(response::putHeader);
        if (reply.problem().isPresent()) {
            sendProblem(response, reply.problem().get(), language);
        } else if (reply.body().isEmpty()) {
            response.putHeader(HttpHeaders.CACHE_CONTROL, NEVER)
                    .setStatusCode(reply.status())
                    .end();
        } else {
            sendBody(context, reply, shareable);
        }
    }

    /** Answers what could not be read, and closes: where the next request would begin nobody knows. */
    void sendAndClose(HttpServerRequest request, Problem problem, Language language) {
        HttpServerResponse response = request.response();
        describe(response, language);
        response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        sendProblem(response, problem, language)
                .eventually(() -> request.connection().close());
    }

    private static void describe(HttpServerResponse response, Language language) {
        response.putHeader(OPTIONS, NOSNIFF)
                .putHeader(POLICY, NOTHING)
                .putHeader(REFERRER, NO_REFERRER)
                .putHeader(HttpHeaders.VARY, VARIES)
                .putHeader(HttpHeaders.CONTENT_LANGUAGE, language == Language.ENGLISH ? ENGLISH : GERMAN);
    }

    private static Future<Void> sendProblem(HttpServerResponse response, Problem problem, Language language) {
        problem.retryAfter().ifPresent(seconds -> response.putHeader("Retry-After", String.valueOf(seconds)));
        if (problem.type() == ProblemType.UNAUTHENTICATED) {
            response.putHeader("WWW-Authenticate", "Bearer realm=\"saalelab\"");
        }
        return response.setStatusCode(problem.type().status())
                .putHeader("Content-Type", "application/problem+json")
                .putHeader(HttpHeaders.CACHE_CONTROL, NEVER)
                .end(problem.document(language).toBuffer());
    }

    private static void sendBody(RoutingContext context, Reply reply, boolean shareable) {
        HttpServerResponse response = context.response();
        Body body = reply.body().orElseThrow();
        boolean read = context.request().method().equals(HttpMethod.GET) && reply.status() == 200;
        if (read || reply.version().isPresent()) {
            String etag = etag(reply, body);
            response.putHeader(HttpHeaders.ETAG, etag);
            if (read && etag.equals(context.request().getHeader(HttpHeaders.IF_NONE_MATCH))) {
                response.putHeader(HttpHeaders.CACHE_CONTROL, shareable ? SHARED : OWN)
                        .setStatusCode(304)
                        .end();
                return;
            }
        }
        response.putHeader(HttpHeaders.CACHE_CONTROL, read ? (shareable ? SHARED : OWN) : NEVER)
                .putHeader(HttpHeaders.CONTENT_TYPE, JSON)
                .setStatusCode(reply.status());
        if (shareable && body.bytes().length() >= PACK_FROM_BYTES && takesGzip(context)) {
            // Packed once for all readers; the server leaves alone what has an encoding.
            response.putHeader(HttpHeaders.CONTENT_ENCODING, GZIPPED).end(body.packed());
        } else {
            response.end(body.bytes());
        }
    }

    private static boolean takesGzip(RoutingContext context) {
        String accepted = context.request().getHeader(HttpHeaders.ACCEPT_ENCODING);
        return accepted != null && GZIP.matcher(accepted).find();
    }

    /** Strong: over the very bytes, so that each language and each reader's own state has its own. The version in front serves If-Match. */
    private static String etag(Reply reply, Body body) {
        return reply.version().isPresent()
                ? "\"v" + reply.version().getAsInt() + "-" + body.hash() + "\""
                : "\"" + body.hash() + "\"";
    }
}
