package de.saalelab.app;

import static org.assertj.core.api.Assertions.assertThat;

import de.saalelab.platform.http.Contract;
import de.saalelab.platform.http.ProblemType;
import de.saalelab.platform.text.Language;
import de.saalelab.platform.text.Texts;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What every operation of the contract must have. */
class ContractTest {
    private static final JsonObject CONTRACT = Contract.read();
    private static final Set<String> SLUGS = new HashSet<>(
            Arrays.stream(ProblemType.values()).map(ProblemType::slug).toList());

    private record Operation(String path, String method, JsonObject document) {
        String id() {
            return document.getString("operationId");
        }
    }

    @Test
    void everyOperationSaysWhatItIsForAndWhoMayCallIt() {
        assertThat(operations()).hasSizeGreaterThan(40).allSatisfy(operation -> {
            assertThat(operation.id()).as(operation.path()).matches("[a-z][a-zA-Z]+");
            assertThat(operation.document().getString("summary"))
                    .as(operation.id())
                    .isNotBlank();
            assertThat(operation.document().getJsonArray("x-roles"))
                    .as(operation.id())
                    .isNotEmpty();
            assertThat(operation.document().containsKey("x-problems"))
                    .as(operation.id())
                    .isTrue();
            assertThat(operation.document().containsKey("security"))
                    .as(operation.id())
                    .isTrue();
        });
    }

    @Test
    void everyBodyHasAnExample() {
        for (Operation operation : operations()) {
            JsonObject request = operation.document().getJsonObject("requestBody");
            if (request != null) {
                assertExamples(operation.id(), request.getJsonObject("content"));
            }
            JsonObject responses = operation.document().getJsonObject("responses");
            for (String status : responses.fieldNames()) {
                JsonObject content = responses.getJsonObject(status).getJsonObject("content");
                if (content != null) {
                    assertExamples(operation.id() + " " + status, content);
                }
            }
        }
    }

    @Test
    void everyTextFromOutsideIsBounded() {
        for (Operation operation : operations()) {
            JsonObject request = operation.document().getJsonObject("requestBody");
            if (request != null) {
                JsonObject json = request.getJsonObject("content").getJsonObject("application/json");
                assertBounded(operation.id(), resolved(json.getJsonObject("schema")));
            }
            for (Object parameter : operation.document().getJsonArray("parameters", new JsonArray())) {
                JsonObject found = resolved((JsonObject) parameter);
                assertBounded(operation.id() + " " + found.getString("name"), resolved(found.getJsonObject("schema")));
            }
        }
    }

    @Test
    void creatingPostsTakeAnIdempotencyKeyUnlessTheirDescriptionSaysWhyNot() {
        assertThat(operations())
                .filteredOn(operation -> operation.method().equals("post"))
                .filteredOn(operation ->
                        operation.document().getJsonObject("responses").containsKey("201"))
                .allSatisfy(operation -> {
                    boolean takesKey = operation.document().encode().contains("parameters/IdempotencyKey");
                    boolean excepted = Set.of("registerDevice", "signIn").contains(operation.id());
                    assertThat(takesKey || excepted).as(operation.id()).isTrue();
                });
    }

    @Test
    void editsOfVersionedThingsTakeIfMatch() {
        assertThat(operations())
                .filteredOn(operation -> operation.document().encode().contains("\"version-stale\""))
                .allSatisfy(operation ->
                        assertThat(operation.document().encode()).contains("parameters/IfMatch", "version-required"));
    }

    @Test
    void problemsOfTheContractAreThoseOfTheCatalogue() {
        Set<String> named = new HashSet<>();
        operations()
                .forEach(operation ->
                        operation.document().getJsonArray("x-problems").forEach(slug -> named.add(slug.toString())));

        assertThat(SLUGS).containsAll(named);
    }

    @Test
    void everyProblemHasWordsInGermanAndEnglish() {
        for (String slug : SLUGS) {
            for (Language language : List.of(Language.GERMAN, Language.ENGLISH)) {
                assertThat(Texts.has(language, "problem." + slug + ".title"))
                        .as(slug)
                        .isTrue();
                assertThat(Texts.has(language, "problem." + slug + ".detail"))
                        .as(slug)
                        .isTrue();
            }
        }
    }

    @Test
    void catalogueOfProblemsEqualsTheirTypes() throws IOException {
        String page = Files.readString(Path.of("src/site/markdown/problems.md"));
        Matcher rows = Pattern.compile("^\\| `?([a-z][a-z-]+)`? \\| (\\d{3}) \\|", Pattern.MULTILINE)
                .matcher(page);
        Set<String> listed = new HashSet<>();
        while (rows.find()) {
            listed.add(rows.group(1) + " " + rows.group(2));
        }

        assertThat(listed)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(ProblemType.values())
                        .map(type -> type.slug() + " " + type.status())
                        .toList());
    }

    private static void assertExamples(String where, JsonObject content) {
        for (String mediaType : content.fieldNames()) {
            assertThat(content.getJsonObject(mediaType).containsKey("example"))
                    .as(where)
                    .isTrue();
        }
    }

    private static void assertBounded(String where, JsonObject schema) {
        if ("string".equals(schema.getString("type"))) {
            boolean bounded = schema.containsKey("maxLength")
                    || schema.containsKey("enum")
                    || schema.containsKey("format")
                    || schema.containsKey("const");
            assertThat(bounded).as(where).isTrue();
        }
        if (schema.containsKey("properties")) {
            assertThat(schema.getValue("additionalProperties")).as(where).isEqualTo(false);
            JsonObject properties = schema.getJsonObject("properties");
            properties
                    .fieldNames()
                    .forEach(name -> assertBounded(where + "/" + name, resolved(properties.getJsonObject(name))));
        }
        if ("array".equals(schema.getString("type"))) {
            assertThat(schema.containsKey("maxItems")).as(where).isTrue();
            assertBounded(where + "[]", resolved(schema.getJsonObject("items")));
        }
    }

    private static JsonObject resolved(JsonObject schema) {
        String reference = schema.getString("$ref");
        if (reference == null) {
            return schema;
        }
        JsonObject at = CONTRACT;
        for (String step : reference.substring(2).split("/", -1)) {
            at = at.getJsonObject(step);
        }
        return at;
    }

    private static List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        JsonObject paths = CONTRACT.getJsonObject("paths");
        for (String path : paths.fieldNames()) {
            JsonObject item = paths.getJsonObject(path);
            for (String method : item.fieldNames()) {
                if (!method.equals("parameters")) {
                    operations.add(new Operation(path, method, item.getJsonObject(method)));
                }
            }
        }
        return operations;
    }
}
