package de.saalelab.app;

import de.saalelab.platform.db.DatabaseAddress;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/**
 * Asks PostgreSQL how it would run statements whatever their parameters are, and finds those that read the whole of a table that grows: by a sequential
 * scan although that was made as dear as can be, or by an index without a condition, unless a LIMIT stops it before anything has to be sorted.
 */
final class PlanCheck {
    /** Tables that grow with the number of people, or with the years. */
    private static final Set<String> GROWING = Set.of(
            "idempotency_key",
            "outbox_event",
            "person",
            "device",
            "staff_session",
            "review_case",
            "idea",
            "idea_support",
            "ballot_option",
            "ballot_mark",
            "event_pitch",
            "slot",
            "cafe_day",
            "booking",
            "inbox_message");

    /** Partial indexes over what waits now, which stays small however the tables grow: they may be counted through. */
    private static final Set<String> WAITING =
            Set.of("outbox_event_waiting", "review_case_one_open", "review_case_queue");

    /** Words of the statements that may sort for a LIMIT, and why no index can give that order. */
    private static final Map<String, String> SORTING = Map.of(
            "ORDER BY rank DESC",
                    "how well a text fits is known when the words are; only texts that hold them are ranked",
            "ORDER BY distance, starts_at",
                    "the distance is known when the place is; only free slots to come are sorted",
            "ORDER BY ballot_option.marks DESC", "the pitches of one event, and a count that changes with every mark");

    private PlanCheck() {}

    static boolean explainable(String statement) {
        return statement.startsWith("SELECT")
                || statement.startsWith("WITH")
                || statement.startsWith("INSERT")
                || statement.startsWith("UPDATE")
                || statement.startsWith("DELETE");
    }

    /**
     * What is wrong with which statement.
     *
     * @param without indexes to do without, in a transaction that is rolled back
     */
    static List<String> findings(DatabaseAddress database, Collection<String> statements, List<String> without)
            throws SQLException {
        List<String> findings = new ArrayList<>();
        try (Connection connection = connect(database);
                Statement sql = connection.createStatement()) {
            connection.setAutoCommit(false);
            sql.execute("SET LOCAL enable_seqscan = off");
            for (String index : without) {
                sql.execute("DROP INDEX " + index);
            }
            for (String statement : statements) {
                boolean maySort = SORTING.keySet().stream().anyMatch(statement::contains);
                for (String finding : inPlan(plan(sql, statement), Above.NOTHING)) {
                    if (!maySort || !finding.startsWith("Sort of")) {
                        findings.add(finding + " in\n" + statement);
                    }
                }
            }
            connection.rollback();
        }
        return findings;
    }

    /** As plain texts: with the driver's usual protocol, parameters would have to be bound, which EXPLAIN without values does not take. */
    private static Connection connect(DatabaseAddress database) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", database.user());
        properties.setProperty("password", database.password());
        properties.setProperty("preferQueryMode", "simple");
        return DriverManager.getConnection(database.jdbcUrl(), properties);
    }

    private static JsonObject plan(Statement sql, String statement) throws SQLException {
        try (ResultSet rows = sql.executeQuery("EXPLAIN (GENERIC_PLAN, FORMAT JSON) " + statement)) {
            rows.next();
            return new JsonArray(rows.getString(1)).getJsonObject(0).getJsonObject("Plan");
        }
    }

    /** What stands over a node: whether a LIMIT can stop it early, or it is only counted. */
    private enum Above {
        NOTHING,
        LIMIT,
        COUNT
    }

    private static List<String> inPlan(JsonObject node, Above above) {
        String type = node.getString("Node Type");
        List<String> findings = new ArrayList<>();
        String table = node.getString("Relation Name", "");
        boolean index = type.startsWith("Index") || type.equals("Bitmap Index Scan");
        boolean bitmap = type.equals("Bitmap Heap Scan");
        boolean insert = type.equals("ModifyTable");
        if (index || (GROWING.contains(table) && !bitmap && !insert)) {
            boolean guided = node.containsKey("Index Cond") || node.containsKey("TID Cond");
            boolean ordered = above == Above.LIMIT && type.startsWith("Index");
            boolean counted = above == Above.COUNT && WAITING.contains(node.getString("Index Name", ""));
            boolean small = !GROWING.contains(table) && !type.equals("Bitmap Index Scan");
            if (!guided && !ordered && !counted && !small) {
                findings.add("%s of the whole of %s".formatted(type, node.getString("Index Name", table)));
            }
        }
        if (type.equals("Sort") && above == Above.LIMIT && readsGrowing(node)) {
            findings.add("Sort of " + node.getJsonArray("Sort Key") + " for a LIMIT");
        }
        for (Object part : node.getJsonArray("Plans", new JsonArray())) {
            findings.addAll(inPlan((JsonObject) part, below(type, above, (JsonObject) part)));
        }
        return findings;
    }

    private static boolean readsGrowing(JsonObject node) {
        return GROWING.contains(node.getString("Relation Name", ""))
                || node.getJsonArray("Plans", new JsonArray()).stream()
                        .anyMatch(part -> readsGrowing((JsonObject) part));
    }

    private static Above below(String type, Above above, JsonObject part) {
        return switch (type) {
            case "Limit" -> Above.LIMIT;
            case "Aggregate" -> part.containsKey("Group Key") ? Above.NOTHING : Above.COUNT;
            case "Bitmap Heap Scan" -> above;
            case "Incremental Sort", "LockRows", "Result", "Subquery Scan", "Append" -> above;
            // The side that a nested loop walks along stops with it.
            case "Nested Loop" -> part.getString("Parent Relationship", "").equals("Outer") ? above : Above.NOTHING;
            default -> Above.NOTHING;
        };
    }
}
