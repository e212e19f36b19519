package de.saalelab.moderation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.saalelab.app.Answer;
import de.saalelab.app.Caller;
import de.saalelab.app.Crowd;
import de.saalelab.app.Ideas;
import de.saalelab.app.TestLab;
import de.saalelab.platform.Role;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

class ModerationTest {
    private static final TestLab LAB = TestLab.shared();

    @Test
    void oneOfManyModeratorsDecides() {
        String idea = Ideas.submit(LAB.citizen(), Ideas.idea("Alle wollen entscheiden"));
        String caseId = Ideas.caseOf(LAB, idea);
        Caller moderator = LAB.staff(Role.MODERATOR);
        String etag = moderator.get("/review-cases/" + caseId).header("ETag").orElseThrow();
        List<Callable<Answer>> decisions = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            JsonObject decision = i % 2 == 0
                    ? new JsonObject().put("decision", "publish")
                    : new JsonObject().put("decision", "decline").put("reason", "Gibt es schon.");
            decisions.add(
                    () -> moderator.with("If-Match", etag).put("/review-cases/" + caseId + "/decision", decision));
        }
        List<Answer> answers = Crowd.rush(decisions);

        assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 200)
                .allSatisfy(answer -> assertThat(answer.problem()).isEqualTo("case-already-decided"));
        assertThat(LAB.number(
                        "SELECT count(*) FROM outbox_event WHERE name IN ('idea.published.v1', 'idea.declined.v1') AND payload ->> 'ideaId' = ?",
                        idea))
                .isEqualTo(1);
    }

    @Test
    void queueShowsTheOldestFirstAndCountsTheRest() {
        Caller moderator = LAB.staff(Role.LAB_ADMIN);
        Ideas.submit(LAB.citizen(), Ideas.idea("Erste in der Reihe"));
        Ideas.submit(LAB.citizen(), Ideas.idea("Zweite in der Reihe"));
        Answer queue = moderator.get("/review-cases?limit=100");

        assertThat(queue.items()).extracting(item -> item.getString("openedAt")).isSorted();
        assertThat((long) queue.json().getInteger("open"))
                .isEqualTo(LAB.number("SELECT count(*) FROM review_case WHERE state = 'open'"));
    }

    @Test
    void decidedCasesTellWhoDecidedAndWhy() {
        String idea = Ideas.submit(LAB.citizen(), Ideas.idea("Schon einmal da gewesen"));
        Caller moderator = LAB.staff(Role.MODERATOR);
        JsonObject decline = new JsonObject().put("decision", "decline").put("reason", "Diese Idee gibt es schon.");
        Ideas.decide(moderator, Ideas.caseOf(LAB, idea), decline);

        JsonObject latest =
                moderator.get("/review-cases?state=decided&limit=1").items().getFirst();
        assertThat(latest.getString("reason")).isEqualTo("Diese Idee gibt es schon.");
        assertThat(latest.getString("decidedBy")).isEqualTo("Moderation");
    }

    /** A decision without a trace cannot be stored, whoever tries. */
    @Test
    void databaseRefusesDecisionWithoutTrace() {
        String idea = Ideas.submit(LAB.citizen(), Ideas.idea("Ohne Spur entschieden"));

        assertThatThrownBy(
                        () -> LAB.execute("UPDATE review_case SET state = 'decided' WHERE content_id = '" + idea + "'"))
                .hasStackTraceContaining("review_case_decided");
    }
}
