package de.saalelab.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.Validator;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainSchemaTest {
    private static final List<Object> VALUES = List.of(
            "",
            "a",
            "ab",
            "abc",
            "newest",
            "NEWEST",
            "17",
            "019ab3c2-1111-7c3e-9d55-0f6a2b1c3d4e",
            "019AB3C2-1111-7C3E-9D55-0F6A2B1C3D4E",
            "019ab3c2-1111-7c3e-9d55-0f6a2b1c3d4",
            "019ab3c2x1111-7c3e-9d55-0f6a2b1c3d4e",
            "019ab3c2-1111-7c3e-9d55-0f6a2b1c3d4g",
            "٠19ab3c2-1111-7c3e-9d55-0f6a2b1c3d4e",
            "𝒳𝒳",
            "a-b",
            "-a",
            "51.3,11.9",
            0,
            1,
            20,
            100,
            101,
            -1,
            Integer.MAX_VALUE,
            true,
            false,
            1.5);

    /** The rule that makes it safe: whatever is accepted at once, the library accepts too. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"string\",\"format\":\"uuid\"}",
                "{\"type\":\"string\",\"enum\":[\"newest\",\"near\"]}",
                "{\"type\":\"string\",\"minLength\":2,\"maxLength\":3}",
                "{\"type\":\"string\",\"pattern\":\"^[a-z0-9]+(-[a-z0-9]+)*$\"}",
                "{\"type\":\"integer\",\"format\":\"int32\",\"minimum\":1,\"maximum\":100,\"default\":20}",
                "{\"type\":\"boolean\",\"default\":false}"
            })
    void whatIsAcceptedAtOnceTheLibraryAcceptsToo(String json) {
        JsonSchema schema = JsonSchema.of(new JsonObject(json));
        Predicate<Object> plain = PlainSchema.of(schema).orElseThrow();
        Validator library = Validator.create(
                schema,
                new JsonSchemaOptions()
                        .setBaseUri("app://test")
                        .setDraft(Draft.DRAFT202012)
                        .setOutputFormat(OutputFormat.Flag));

        assertThat(VALUES).anyMatch(plain);
        for (Object value : VALUES) {
            if (plain.test(value)) {
                assertThat(library.validate(value).getValid())
                        .as("%s for %s", value, json)
                        .isTrue();
            }
        }
    }

    @Test
    void schemaWithSomethingElseIsLeftToTheLibrary() {
        assertThat(PlainSchema.of(JsonSchema.of(new JsonObject("{\"type\":\"string\",\"format\":\"date\"}"))))
                .isEmpty();
        assertThat(PlainSchema.of(JsonSchema.of(new JsonObject("{\"type\":\"string\",\"not\":{\"const\":\"a\"}}"))))
                .isEmpty();
    }

    @Test
    void idsAreToldFromWhatLooksLikeOne() {
        Random random = new Random(5);
        String id = "019ab3c2-1111-7c3e-9d55-0f6a2b1c3d4e";
        assertThat(PlainSchema.isUuid(id)).isTrue();
        for (int i = 0; i < 200; i++) {
            char[] broken = id.toCharArray();
            broken[random.nextInt(broken.length)] = "gxyz_ ".charAt(random.nextInt(6));
            assertThat(PlainSchema.isUuid(new String(broken))).isFalse();
        }
    }
}
