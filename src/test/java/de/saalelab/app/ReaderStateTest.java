package de.saalelab.app;

import static org.assertj.core.api.Assertions.assertThat;

import de.saalelab.platform.db.DatabaseAddress;
import de.saalelab.platform.db.TestPostgres;
import de.saalelab.rig.StatementTap;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a reader supports comes from memory where that is safe, and is never old. */
class ReaderStateTest {
    private static final DatabaseAddress DATABASE = TestPostgres.freshDatabase();

    @Test
    void ownSupportsComeFromMemoryAndAreNeverOld() {
        try (StatementTap tap = StatementTap.before(DATABASE.host(), DATABASE.port());
                TestLab lab = TestLab.start(DATABASE, tap)) {
            String idea = Ideas.publish(lab, lab.citizen(), Ideas.idea("Bank am Fluss"));
            Caller reader = lab.citizen();
            Caller neighbour = lab.citizen();
            expect(reader, idea, 0, false);
            assertThat(statementsOfReading(tap, reader, idea)).hasSizeBetween(1, 2);

            Await.until(() -> lab.wiring().changes().alone());
            reader.put("/ideas/" + idea + "/support");
            expect(reader, idea, 1, true);
            assertThat(statementsOfReading(tap, reader, idea)).isEmpty();
            expect(reader, idea, 1, true);
            neighbour.put("/ideas/" + idea + "/support");
            expect(reader, idea, 2, true);
            expect(neighbour, idea, 2, true);
            reader.delete("/ideas/" + idea + "/support");
            expect(reader, idea, 1, false);
            expect(neighbour, idea, 1, true);

            try (TestLab other = TestLab.second(lab)) {
                assertThat(lab.wiring().changes().alone()).isFalse();
                reader.at(other).put("/ideas/" + idea + "/support");
                expect(reader, idea, 2, true);
                expect(reader.at(other), idea, 2, true);
                reader.delete("/ideas/" + idea + "/support");
                expect(reader.at(other), idea, 1, false);
            }
        }
    }

    private static List<String> statementsOfReading(StatementTap tap, Caller reader, String idea) {
        tap.taken();
        reader.get("/ideas");
        reader.get("/ideas/" + idea);
        return tap.taken().stream()
                .filter(statement -> statement.contains("idea"))
                .toList();
    }

    private static void expect(Caller reader, String idea, int supports, boolean supported) {
        JsonObject alone = reader.get("/ideas/" + idea).json();
        JsonObject listed = reader.get("/ideas").json().getJsonArray("items").getJsonObject(0);
        for (JsonObject document : List.of(alone, listed)) {
            assertThat(document.getString("id")).isEqualTo(idea);
            assertThat(document.getInteger("supports")).isEqualTo(supports);
            assertThat(document.getBoolean("supported")).isEqualTo(supported);
        }
    }
}
