package de.saalelab.app;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;

/** What came back. */
public record Answer(HttpResponse<String> response) {
    public int status() {
        return response.statusCode();
    }

    public String body() {
        return response.body();
    }

    public JsonObject json() {
        return new JsonObject(response.body());
    }

    /** The items of a list. */
    public List<JsonObject> items() {
        JsonArray items = json().getJsonArray("items");
        return items.stream().map(JsonObject.class::cast).toList();
    }

    public Optional<String> header(String name) {
        return response.headers().firstValue(name);
    }

    /** The problem's slug; empty when this is no problem. */
    public String problem() {
        boolean problem = header("Content-Type").orElse("").startsWith("application/problem+json");
        return problem ? json().getString("type").replace("/problems/", "") : "";
    }
}
