package de.saalelab.platform.http;

import de.saalelab.platform.db.Keyset;
import de.saalelab.platform.db.Page;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * What an operation answers, before it becomes bytes.
 *
 * @param status HTTP status
 * @param body the JSON text; empty for 204
 * @param version the resource's version, which makes its ETag usable with If-Match
 * @param headers further headers
 * @param problem set when this is a problem; status and body then follow from it
 */
public record Reply(
        int status, Optional<Body> body, OptionalInt version, Map<String, String> headers, Optional<Problem> problem) {
    public Reply {
        headers = Map.copyOf(headers);
    }

    /** 200 with a document. */
    public static Reply ok(JsonObject body) {
        return json(200, body);
    }

    /** 200 with a document that is text already. */
    public static Reply ok(Body body) {
        return new Reply(200, Optional.of(body), OptionalInt.empty(), Map.of(), Optional.empty());
    }

    /** 201 with the new thing; its address relative to the API's base, such as {@code /ideas/<id>}. */
    public static Reply created(String location, JsonObject body) {
        return json(201, body).header("Location", ContractRouter.BASE + location);
    }

    /** 201 for something that has no address of its own. */
    public static Reply created(JsonObject body) {
        return json(201, body);
    }

    /** 204. */
    public static Reply noContent() {
        return new Reply(204, Optional.empty(), OptionalInt.empty(), Map.of(), Optional.empty());
    }

    /** 200 with one page of a list. */
    public static <T> Reply page(Page<T> page, Function<T, JsonObject> json) {
        return ok(pageBody(page, json));
    }

    /** The document of a page, for lists that carry more than items. */
    public static <T> JsonObject pageBody(Page<T> page, Function<T, JsonObject> json) {
        JsonArray items = new JsonArray();
        page.items().forEach(item -> items.add(json.apply(item)));
        JsonObject body = new JsonObject().put("items", items);
        page.next().ifPresent(next -> body.put("next", Cursor.encode(next)));
        return body;
    }

    /** Where the next page begins, as it stands in documents. */
    public static String cursor(Keyset next) {
        return Cursor.encode(next);
    }

    /** A problem. */
    public static Reply problem(Problem problem) {
        return new Reply(
                problem.type().status(), Optional.empty(), OptionalInt.empty(), Map.of(), Optional.of(problem));
    }

    /** A problem with nothing to add. */
    public static Reply problem(ProblemType type) {
        return problem(Problem.of(type));
    }

    /** The same answer with a version, so that its ETag can be used with If-Match. */
    public Reply version(int version) {
        return new Reply(status, body, OptionalInt.of(version), headers, problem);
    }

    /** The same answer with one header more. */
    public Reply header(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Reply(status, body, version, more, problem);
    }

    private static Reply json(int status, JsonObject body) {
        return new Reply(status, Optional.of(new Body(body.encode())), OptionalInt.empty(), Map.of(), Optional.empty());
    }
}
