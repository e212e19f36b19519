package de.saalelab.fuzz;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/**
 * A schema of the contract: what to make values from, and a judge of values that is another library than the server's own.
 *
 * @param document the schema, with references still in it
 */
record Shape(JsonObject document, Schema judge, Source source) {
    /** The contract that schemas are parts of. */
    static final class Source {
        private static final ObjectMapper MAPPER = new ObjectMapper();
        private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12,
                registry -> registry.schemaRegistryConfig(SchemaRegistryConfig.builder()
                        .formatAssertionsEnabled(true)
                        .build()));

        private final JsonObject contract;
        private final JsonNode components;

        Source(JsonObject contract) {
            this.contract = contract;
            this.components = node(contract.getJsonObject("components"));
        }

        Shape shape(JsonObject document) {
            ObjectNode alone = (ObjectNode) node(document);
            alone.set("components", components);
            return new Shape(document, REGISTRY.getSchema(alone), this);
        }

        /** What a reference points to; the thing itself when it is none. */
        JsonObject resolved(JsonObject object) {
            String reference = object.getString("$ref");
            if (reference == null) {
                return object;
            }
            JsonObject at = contract;
            for (String step : reference.substring(2).split("/", -1)) {
                at = at.getJsonObject(step);
            }
            return resolved(at);
        }

        private static JsonNode node(JsonObject object) {
            try {
                return MAPPER.readTree(object.encode());
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    JsonObject resolved() {
        return source.resolved(document);
    }

    Shape part(JsonObject schema) {
        return new Shape(schema, judge, source);
    }

    /** Why the JSON is outside of the schema; empty when it is not. */
    Optional<String> objection(String json) {
        var errors = judge.validate(json, InputFormat.JSON);
        return errors.isEmpty() ? Optional.empty() : Optional.of(errors.toString());
    }
}
