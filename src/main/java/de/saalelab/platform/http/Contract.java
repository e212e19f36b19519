package de.saalelab.platform.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import de.saalelab.platform.Role;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.OpenAPIContract;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The contract in {@code api-spec/openapi.yaml}: its operations for the router, and who may call which. */
public final class Contract {
    private static final String RESOURCE = "/api-spec/openapi.yaml";
    private static final List<String> METHODS = List.of("get", "put", "post", "delete");

    /**
     * What the contract says about an operation beyond its input.
     *
     * @param operationId its name
     * @param anyone whether callers without a credential are let in
     * @param roles who else is
     * @param problems slugs of its own problems
     * @param impersonal whether the answer never depends on who asks
     */
    public record Rule(String operationId, boolean anyone, Set<Role> roles, Set<String> problems, boolean impersonal) {}

    /** Whoever comes first reads, and others wait for it: the JVM initializes a class once. */
    private static final class Reading {
        private static final JsonObject DOCUMENT = read();
    }

    private final OpenAPIContract view;
    private final Map<String, Rule> rules;

    private Contract(OpenAPIContract view, Map<String, Rule> rules) {
        this.view = view;
        this.rules = Map.copyOf(rules);
    }

    /** Loads the contract; fails when the library cannot serve it or an operation does not say who may call it. */
    public static Future<Contract> load(Vertx vertx) {
        Map<String, Rule> rules = rules(Reading.DOCUMENT);
        return OpenAPIContract.from(vertx, ContractView.of(Reading.DOCUMENT)).map(view -> new Contract(view, rules));
    }

    /** Reads the document only. That takes a while and needs nothing, so it may begin before anything else does; {@link #load} goes on from there. */
    public static void readAhead() {
        Reading.DOCUMENT.size();
    }

    /** The published document. */
    public static JsonObject read() {
        try (InputStream in = Contract.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is not in the artefact");
            }
            @SuppressWarnings("unchecked")
            Map<String, Object> document = new ObjectMapper(new YAMLFactory()).readValue(in, Map.class);
            return new JsonObject(document);
        } catch (IOException e) {
            throw new UncheckedIOException(RESOURCE + " cannot be read", e);
        }
    }

    /** The rule of every operation, by operationId. */
    public Map<String, Rule> rules() {
        return rules;
    }

    OpenAPIContract view() {
        return view;
    }

    /** Refuses to start when an operation has no handler or a handler no operation. */
    void requireSame(Set<String> handlers) {
        Set<String> missing = new TreeSet<>(rules.keySet());
        missing.removeAll(handlers);
        Set<String> unknown = new TreeSet<>(handlers);
        unknown.removeAll(rules.keySet());
        if (!missing.isEmpty() || !unknown.isEmpty()) {
            throw new IllegalStateException(
                    "Contract and handlers differ: without a handler " + missing + ", without an operation " + unknown);
        }
    }

    private static Map<String, Rule> rules(JsonObject published) {
        Map<String, Rule> rules = new HashMap<>();
        JsonObject paths = published.getJsonObject("paths");
        for (String path : paths.fieldNames()) {
            for (String method : METHODS) {
                JsonObject operation = paths.getJsonObject(path).getJsonObject(method);
                if (operation != null) {
                    Rule rule = rule(operation);
                    rules.put(rule.operationId(), rule);
                }
            }
        }
        return rules;
    }

    private static Rule rule(JsonObject operation) {
        String id = operation.getString("operationId");
        boolean anyone = false;
        Set<Role> roles = new HashSet<>();
        JsonArray named = operation.getJsonArray("x-roles", new JsonArray());
        if (named.isEmpty()) {
            throw new IllegalStateException("Operation " + id + " does not say in x-roles who may call it");
        }
        for (Object name : named) {
            if (name.equals("anyone")) {
                anyone = true;
            } else {
                roles.add(Role.ofKey(name.toString())
                        .orElseThrow(() -> new IllegalStateException(id + " names an unknown role " + name)));
            }
        }
        Set<String> problems = new LinkedHashSet<>();
        operation.getJsonArray("x-problems", new JsonArray()).forEach(slug -> problems.add(slug.toString()));
        boolean impersonal = operation.getJsonArray("security", new JsonArray()).isEmpty();
        return new Rule(id, anyone, Set.copyOf(roles), Set.copyOf(problems), impersonal);
    }
}
