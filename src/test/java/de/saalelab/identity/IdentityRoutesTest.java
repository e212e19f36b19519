package de.saalelab.identity;

import static org.assertj.core.api.Assertions.assertThat;

import de.saalelab.app.Answer;
import de.saalelab.app.Caller;
import de.saalelab.app.TestLab;
import de.saalelab.platform.Role;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class IdentityRoutesTest {
    private static final TestLab LAB = TestLab.shared();

    @Test
    void phoneGetsCredentialWithoutSayingAnything() {
        Answer answer = LAB.anonymous().send("POST", "/devices", java.util.Optional.empty());

        assertThat(answer.status()).isEqualTo(201);
        Caller phone =
                LAB.anonymous().with("Authorization", "Bearer " + answer.json().getString("token"));
        assertThat(phone.get("/me").json().getJsonArray("roles")).isEqualTo(new JsonArray().add("citizen"));
    }

    @Test
    void tokenIsStoredOnlyAsHash() {
        Answer answer = LAB.anonymous().send("POST", "/devices", java.util.Optional.empty());
        String token = answer.json().getString("token");

        assertThat(LAB.number(
                        "SELECT count(*) FROM device WHERE token_hash = sha256(?::bytea)",
                        token.getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .isEqualTo(1);
        assertThat(LAB.number("SELECT count(*) FROM device WHERE device::text LIKE '%' || ? || '%'", token))
                .isZero();
    }

    @Test
    void unknownTokenIsRefusedEverywhere() {
        Caller stranger = LAB.anonymous().with("Authorization", "Bearer sld_" + "x".repeat(43));

        assertThat(stranger.get("/me").problem()).isEqualTo("unauthenticated");
        assertThat(stranger.get("/municipalities").problem()).isEqualTo("unauthenticated");
    }

    @Test
    void staffSignInAndOut() {
        Caller moderator = LAB.staff(Role.MODERATOR);

        Answer session = moderator.get("/session");
        assertThat(session.json().getJsonArray("roles")).isEqualTo(new JsonArray().add("moderator"));
        assertThat(moderator.delete("/session").status()).isEqualTo(204);
        assertThat(moderator.get("/session").problem()).isEqualTo("unauthenticated");
    }

    @Test
    void wrongNameAndWrongPasswordLookTheSame() {
        Answer unknown = LAB.anonymous()
                .post(
                        "/sessions",
                        new JsonObject()
                                .put("login", "nobody-" + UUID.randomUUID())
                                .put("password", "x"));

        assertThat(unknown.status()).isEqualTo(401);
        assertThat(unknown.problem()).isEqualTo("wrong-credentials");
    }

    @Test
    void cookieAloneChangesNothing() {
        Caller moderator = LAB.staff(Role.MODERATOR);

        assertThat(moderator.without("X-CSRF-Token").delete("/session").problem())
                .isEqualTo("csrf-token-missing");
        assertThat(moderator.get("/session").status()).isEqualTo(200);
    }

    @Test
    void municipalitiesAreThereFromTheFirstStart() {
        Answer answer = LAB.anonymous().get("/municipalities");

        assertThat(answer.items()).hasSize(15);
        assertThat(answer.header("Cache-Control"))
                .hasValueSatisfying(value -> assertThat(value).startsWith("public"));
        assertThat(LAB.anonymous()
                        .with("If-None-Match", answer.header("ETag").orElseThrow())
                        .get("/municipalities")
                        .status())
                .isEqualTo(304);
    }
}
