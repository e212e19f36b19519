package de.saalelab.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is sent, the right problem comes back and nothing has changed. */
class BadInputTest {
    private static final TestLab LAB = TestLab.shared();
    private long ideasBefore;
    private final Caller phone = LAB.citizen();

    @BeforeEach
    void count() {
        ideasBefore = LAB.number("SELECT count(*) FROM idea WHERE author = ?", phone.person());
    }

    @AfterEach
    void nothingChanged() {
        assertThat(LAB.number("SELECT count(*) FROM idea WHERE author = ?", phone.person()))
                .isEqualTo(ideasBefore);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "17",
                "\"text\"",
                "{} {}",
                "{\"title\":\"a\",\"title\":\"b\"}",
                "{\"title\":01}",
                "{\"title\":1e99999999999999999999999999999999999999999999}",
                "{title:1}",
                "<xml/>"
            })
    void brokenJsonIsToldSo(String body) {
        assertThat(post(body).problem()).isEqualTo("invalid-json");
    }

    @Test
    void tooDeepJsonIsToldSo() {
        assertThat(post("{\"a\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}").problem())
                .isEqualTo("invalid-json");
    }

    @Test
    void tooBigBodyIsToldSo() {
        JsonObject idea = Ideas.idea("Viel Text").put("text", "x".repeat(70_000));

        assertThat(post(idea.encode()).problem()).isEqualTo("body-too-large");
    }

    @Test
    void invalidUtf8IsToldSo() throws IOException, InterruptedException {
        byte[] body = Ideas.idea("Kaputt: \u00e4").encode().getBytes(StandardCharsets.ISO_8859_1);
        HttpResponse<String> response = raw("application/json", body);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("invalid-json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/xml",
                "application/x-www-form-urlencoded",
                "application/json; charset=iso-8859-1"
            })
    void otherContentTypesAreToldSo(String contentType) {
        Caller sender = phone.with("Content-Type", contentType)
                .with("Idempotency-Key", UUID.randomUUID().toString());

        assertThat(sender.post("/ideas", Ideas.idea("Falsches Format")).problem())
                .isEqualTo("unsupported-media-type");
    }

    @ParameterizedTest
    @CsvSource({
        "title, 1, type",
        "title, \"kurz\", length",
        "title, null, type",
        "text, \"zu kurz\", length",
        "category, \"weather\", enum",
        "municipality, \"A B\", pattern",
        "place, {}, required",
        "place, {\"latitude\":91;\"longitude\":0}, maximum",
        "callId, \"17\", format",
        "submit, \"yes\", type",
        "color, \"red\", unknown",
        "author, \"me\", unknown",
        "supports, 1000, unknown"
    })
    void wrongFieldIsNamed(String field, String value, String why) {
        String json = Ideas.idea("Ein guter Titel").encode();
        JsonObject idea = new JsonObject(json);
        idea.put(field, new io.vertx.core.json.JsonArray("[" + value.replace(';', ',') + "]").getValue(0));
        Answer answer = post(idea.encode());

        assertThat(answer.problem()).as(why).isEqualTo("invalid-request");
        assertThat(answer.json().getJsonArray("errors").getJsonObject(0).getString("pointer"))
                .startsWith("/" + field);
        assertThat(answer.json().getJsonArray("errors").getJsonObject(0).getString("detail"))
                .isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\u0000", "\\u0007", "\\u001b[31m", "\\u202e", "\\u2066", "\\ud800", "\\ufffe", "\\u0085"})
    void forbiddenCharactersAreToldSo(String escape) {
        String body = Ideas.idea("Titel mit PLATZ darin").encode().replace("PLATZ", escape);
        Answer answer = post(body);

        assertThat(answer.problem()).isEqualTo("invalid-text");
        assertThat(answer.json().getJsonArray("errors").getJsonObject(0).getString("pointer"))
                .isEqualTo("/title");
    }

    @Test
    void textOfSpacesOnlyIsToldSo() {
        assertThat(post(Ideas.idea(" ".repeat(30)).encode()).problem()).isEqualTo("invalid-text");
    }

    @Test
    void missingFieldsAreAllNamedAtOnce() {
        Answer answer = post("{}");

        assertThat(answer.json().getJsonArray("errors")).hasSize(4);
    }

    @Test
    void missingOrBadIdempotencyKeyIsToldSo() {
        assertThat(phone.post("/ideas", Ideas.idea("Ohne Schlüssel")).problem()).isEqualTo("invalid-request");
        assertThat(phone.with("Idempotency-Key", "short")
                        .post("/ideas", Ideas.idea("Kurz"))
                        .problem())
                .isEqualTo("invalid-request");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/ideas/17",
                "/ideas/00000000-0000-0000-0000-00000000000g",
                "/ideas/%00",
                "/ideas/..%2f..%2fetc",
                "/services/A_B"
            })
    void brokenIdIsToldSo(String path) {
        assertThat(phone.get(path).status()).isIn(400, 404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%2B5", "%D9%A3", "05", "5.0", "1e1", "0x5", "", "%205"})
    void numberThatJsonWouldNotTakeIsRefused(String limit) {
        assertThat(phone.get("/ideas?limit=" + limit).problem()).isEqualTo("invalid-request");
    }

    @Test
    void unknownPathAndMethodAreToldSo() {
        assertThat(phone.get("/no/such/thing").problem()).isEqualTo("not-found");
        assertThat(phone.send("PATCH", "/ideas", Optional.of("{}")).problem()).isEqualTo("method-not-allowed");
    }

    @Test
    void otherSchemeOfAuthorizationIsRefused() {
        assertThat(LAB.anonymous()
                        .with("Authorization", "Basic YTpi")
                        .get("/ideas")
                        .problem())
                .isEqualTo("unauthenticated");
        assertThat(LAB.anonymous().with("Authorization", "Bearer").get("/ideas").problem())
                .isEqualTo("unauthenticated");
    }

    @Test
    void problemsComeInTheReadersLanguage() {
        Caller english = phone.with("Accept-Language", "en-GB,en;q=0.9");
        Answer answer = english.get("/ideas/" + UUID.randomUUID());

        assertThat(answer.json().getString("title")).isEqualTo("There is no such idea");
        assertThat(answer.header("Content-Language")).contains("en");
        assertThat(phone.with("Accept-Language", "\u00e4;;;q=x").get("/ideas").status())
                .isEqualTo(200);
    }

    /** What is too long to be read is refused in the same form as all else, and then the connection is closed. */
    @ParameterizedTest
    @CsvSource({"431, headers-too-large, /, 9000", "414, uri-too-long, /?, 9000", "400, invalid-request, / /, 1"})
    void unreadableHeadsAreProblems(int status, String problem, String path, int length) throws IOException {
        String filler = "x".repeat(length);
        String head = path.equals("/") ? "GET / HTTP/1.1\r\nX-Big: " + filler : "GET " + path + filler + " HTTP/1.1";
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), LAB.port())) {
            OutputStream out = socket.getOutputStream();
            out.write(
                    (head + "\r\nHost: localhost\r\nAccept-Language: de\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer)
                    .matches("(?s)HTTP/1\\.[01] " + status + " .*")
                    .contains("Content-Type: application/problem+json")
                    .contains("/problems/" + problem);
        }
    }

    private Answer post(String body) {
        return phone.with("Idempotency-Key", UUID.randomUUID().toString()).send("POST", "/ideas", Optional.of(body));
    }

    private HttpResponse<String> raw(String contentType, byte[] body) throws IOException, InterruptedException {
        String token = LAB.anonymous()
                .send("POST", "/devices", Optional.empty())
                .json()
                .getString("token");
        HttpRequest request = HttpRequest.newBuilder(URI.create(LAB.url("/api/v1/ideas")))
                .header("Authorization", "Bearer " + token)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .header("Content-Type", contentType)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }
}
