package de.saalelab.platform.http;

import de.saalelab.platform.text.Language;
import de.saalelab.platform.text.Texts;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.StaticHandler;
import java.time.Duration;

/** The pages that people see, the API's own page, and the pages that explain problems. Everything under a strict content security policy. */
final class WebPages {
    private static final String CONTENT_SECURITY_POLICY = String.join(
            "; ",
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self' data:",
            "font-src 'self'",
            "connect-src 'self'",
            "manifest-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'");
    private static final long YEAR_SECONDS = Duration.ofDays(365).toSeconds();

    void mount(Router router) {
        router.route().handler(WebPages::protect);
        router.get("/problems/catalogue.json").handler(WebPages::catalogue);
        router.getWithRegex("/problems/[a-z0-9-]+").handler(context -> context.reroute("/problem.html"));
        router.get("/api").handler(context -> context.reroute("/api.html"));
        router.get("/api-spec/*").handler(versioned("api-spec", 0));
        router.get("/vendor/swagger-ui/*").handler(versioned("META-INF/resources/webjars/swagger-ui", YEAR_SECONDS));
        router.route("/vendor/*")
                .method(HttpMethod.GET)
                .method(HttpMethod.HEAD)
                .handler(versioned("web/vendor", YEAR_SECONDS));
        router.getWithRegex("/[a-z0-9-]+")
                .handler(context -> context.reroute(context.request().path() + ".html"));
        router.route().method(HttpMethod.GET).method(HttpMethod.HEAD).handler(versioned("web", 0));
        router.get().handler(WebPages::notFound);
    }

    /** People who follow a dead link see a page; programs go on to the problem document. */
    private static void notFound(RoutingContext context) {
        String accepted = context.request().getHeader("Accept");
        if (accepted == null
                || !accepted.contains("text/html")
                || context.normalizedPath().startsWith("/api/")) {
            context.next();
            return;
        }
        context.vertx()
                .fileSystem()
                .readFile("web/404.html")
                .onSuccess(page -> context.response()
                        .setStatusCode(404)
                        .putHeader("Content-Type", "text/html; charset=utf-8")
                        .end(page))
                .onFailure(missing -> context.next());
    }

    private static StaticHandler versioned(String root, long maxAgeSeconds) {
        return StaticHandler.create(root)
                .setIndexPage("index.html")
                .setDirectoryListing(false)
                .setIncludeHidden(false)
                // Read-only files are called immutable; only those with a version in their path are.
                .setFilesReadOnly(maxAgeSeconds > 0)
                .setMaxAgeSeconds(maxAgeSeconds)
                .setDefaultContentEncoding("UTF-8");
    }

    private static void protect(RoutingContext context) {
        HttpServerResponse response = context.response();
        response.putHeader("Content-Security-Policy", CONTENT_SECURITY_POLICY)
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Referrer-Policy", "no-referrer")
                .putHeader("Permissions-Policy", "geolocation=(self), camera=(), microphone=()")
                .putHeader("Cross-Origin-Opener-Policy", "same-origin");
        context.next();
    }

    /** Every problem type with its words, for the page that explains them. */
    private static void catalogue(RoutingContext context) {
        String accepted = context.request().getHeader("Accept-Language");
        Language language = accepted == null ? Language.GERMAN : Language.negotiate(accepted);
        JsonArray all = new JsonArray();
        for (ProblemType type : ProblemType.values()) {
            all.add(new JsonObject()
                    .put("slug", type.slug())
                    .put("status", type.status())
                    .put("title", Texts.of(language, "problem." + type.slug() + ".title"))
                    .put("detail", Texts.of(language, "problem." + type.slug() + ".detail")));
        }
        context.response()
                .putHeader("Content-Type", "application/json")
                .putHeader("Cache-Control", "public, max-age=300")
                .putHeader("Vary", "Accept-Language")
                .end(all.toBuffer());
    }
}
