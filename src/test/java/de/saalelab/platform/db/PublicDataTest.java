package de.saalelab.platform.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class PublicDataTest {
    /** Tables that no page for everybody is made from. Whoever adds a table decides here or in {@link PublicData}. */
    private static final Set<String> NOT_PUBLIC = Set.of(
            "idempotency_key",
            "outbox_event",
            "person",
            "person_joined",
            "device",
            "staff_account",
            "staff_role",
            "staff_session",
            "review_case",
            "ballot_mark",
            "booking",
            "inbox_message",
            "erasure",
            "flyway_schema_history");

    @Test
    void everyTableIsPublicOrNot() throws SQLException {
        DatabaseAddress address = TestPostgres.freshDatabase();
        Migrations.apply(address);
        Set<String> tables = new TreeSet<>();
        try (Connection connection = TestPostgres.connect(address);
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        Set<String> decided = new TreeSet<>(PublicData.allTables());
        decided.addAll(NOT_PUBLIC);

        assertThat(decided).containsExactlyInAnyOrderElementsOf(tables);
    }

    @Test
    void statementSaysWhatItWrites() {
        assertThat(PublicData.writtenBy("UPDATE idea_tally\n   SET supports = 1"))
                .containsExactly(PublicData.SUPPORTS);
        assertThat(PublicData.writtenBy("INSERT INTO slot (id) VALUES ($1) ON CONFLICT DO UPDATE SET a = 1"))
                .containsExactly(PublicData.CAFE);
        assertThat(PublicData.writtenBy(
                        "WITH gone AS (DELETE FROM event_pitch RETURNING ballot_id) UPDATE ballot SET version = 1"))
                .containsExactlyInAnyOrder(PublicData.EVENTS, PublicData.BALLOTS);
    }

    @Test
    void readingAndPrivateTablesChangeNoPage() {
        assertThat(PublicData.writtenBy("SELECT id FROM idea WHERE id = $1 FOR UPDATE"))
                .isEmpty();
        assertThat(PublicData.writtenBy("SELECT 1 FROM ballot_option ORDER BY 1 FOR NO KEY UPDATE OF ballot_option"))
                .isEmpty();
        assertThat(PublicData.writtenBy("INSERT INTO inbox_message (id) VALUES ($1)"))
                .isEmpty();
    }
}
