package de.saalelab.platform.http;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * The part of the published contract that the router library accepts: it refuses media types such as {@code text/event-stream} and
 * {@code application/problem+json} in responses, relative server addresses and security schemes without its own handlers. Requests stay as published;
 * responses are held against the full contract by the tests.
 */
final class ContractView {
    private ContractView() {}

    static JsonObject of(JsonObject published) {
        JsonObject view = published.copy();
        leaveEmailToItsPattern(view);
        view.put("servers", new JsonArray().add(new JsonObject().put("url", "http://localhost" + ContractRouter.BASE)));
        view.remove("security");
        JsonObject components = view.getJsonObject("components");
        components.remove("securitySchemes");
        components.remove("responses");
        components.remove("headers");
        JsonObject paths = view.getJsonObject("paths");
        for (String path : paths.fieldNames()) {
            JsonObject item = paths.getJsonObject(path);
            item.fieldNames().stream()
                    .filter(name -> !name.equals("parameters"))
                    .map(item::getJsonObject)
                    .forEach(ContractView::reduce);
        }
        return view;
    }

    /** The library's look at the format fails on an empty text instead of saying no; in the contract a pattern stands beside it and says more. */
    private static void leaveEmailToItsPattern(JsonObject node) {
        if ("email".equals(node.getValue("format")) && node.containsKey("pattern")) {
            node.remove("format");
        }
        for (String name : node.fieldNames()) {
            if (node.getValue(name) instanceof JsonObject inner) {
                leaveEmailToItsPattern(inner);
            }
        }
    }

    private static void reduce(JsonObject operation) {
        operation.remove("security");
        operation.put("responses", new JsonObject().put("200", new JsonObject().put("description", "as published")));
    }
}
