package de.saalelab.app;

import static org.assertj.core.api.Assertions.assertThat;

import de.saalelab.platform.db.DatabaseAddress;
import de.saalelab.platform.db.TestPostgres;
import de.saalelab.rig.StatementTap;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every statement that the server sends, from requests and from what runs beside them, finds its rows by an index where a table grows. */
class QueryPlansTest {
    private static final DatabaseAddress DATABASE = TestPostgres.freshDatabase();
    private static final StatementTap TAP = StatementTap.before(DATABASE.host(), DATABASE.port());
    private static final TestLab LAB = TestLab.start(DATABASE, TAP);
    private static final Set<String> STATEMENTS = new LinkedHashSet<>();

    @BeforeAll
    static void walkAndFill() throws IOException {
        LAB.demo();
        TAP.taken();
        for (Walk.Step step : Walk.of(LAB)) {
            assertThat(step.arranged().get().get().status())
                    .as(step.operationId())
                    .isLessThan(400);
        }
        live();
        LAB.wiring().tidy();
        LAB.wiring().ballots().closeDue();
        LAB.deliverEvents();
        TAP.taken().stream().filter(PlanCheck::explainable).forEach(STATEMENTS::add);
        try (InputStream script = QueryPlansTest.class.getResourceAsStream("/plans/fill.sql")) {
            LAB.execute(new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static void live() {
        Barcamps.Barcamp barcamp = Barcamps.open(LAB, 2);
        try (LiveClient stream = LiveClient.open(LAB, barcamp.topic())) {
            assertThat(stream.response().statusCode()).isEqualTo(200);
        }
    }

    @AfterAll
    static void stop() {
        LAB.close();
        TAP.close();
    }

    @Test
    void noStatementReadsAWholeTableThatGrows() throws SQLException {
        assertThat(STATEMENTS).hasSizeGreaterThan(80);
        assertThat(PlanCheck.findings(DATABASE, STATEMENTS, List.of())).isEmpty();
    }

    /** A plan made while a table was empty may run what stands in IN again for each row of the outer one, and lock more than its LIMIT. */
    @Test
    void noStatementLocksWhereItMayRunAgainForEveryRow() {
        Pattern again = Pattern.compile("(?s)\\bIN \\(\\s*SELECT.*FOR UPDATE");

        assertThat("UPDATE t SET a = 1 WHERE id IN ( SELECT id FROM t WHERE (b) LIMIT 1 FOR UPDATE SKIP LOCKED)")
                .containsPattern(again);
        assertThat(STATEMENTS).noneMatch(statement -> again.matcher(statement).find());
    }

    /** The control: without the index that a list walks along, the check is red. */
    @Test
    void missingIndexesAreFound() throws SQLException {
        for (String index : List.of(
                "idea_newest",
                "idea_tally_most_supported",
                "slot_free_soonest",
                "inbox_message_newest",
                "outbox_event_waiting",
                "review_case_queue",
                "booking_of_day",
                "device_last_seen")) {
            assertThat(PlanCheck.findings(DATABASE, STATEMENTS, List.of(index)))
                    .as("without " + index)
                    .isNotEmpty();
        }
    }
}
