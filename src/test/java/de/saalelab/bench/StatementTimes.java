package de.saalelab.bench;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * What PostgreSQL counted for each statement of the server so far; needs {@code pg_stat_statements}.
 *
 * @param byQuery by the statement's fingerprint
 */
record StatementTimes(Map<String, Times> byQuery) {
    /** How often it ran, how long that took together, and its text without values. */
    record Times(long calls, double millis, String text) {}

    static StatementTimes now(Sql sql) {
        Map<String, Times> byQuery = new HashMap<>();
        sql.rows("""
                        SELECT queryid::text, sum(calls)::text, sum(total_exec_time)::text, min(query)
                          FROM pg_stat_statements
                         WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
                           AND query !~ 'pg_stat_statements'
                         GROUP BY queryid
                        """)
                .forEach(row -> byQuery.put(
                        row.get(0), new Times(Long.parseLong(row.get(1)), Double.parseDouble(row.get(2)), row.get(3))));
        return new StatementTimes(byQuery);
    }

    /** What came since an earlier look, without the statements of these fingerprints. */
    StatementTimes since(StatementTimes earlier, Set<String> without) {
        Map<String, Times> more = new HashMap<>();
        byQuery.forEach((query, times) -> {
            Times before = earlier.byQuery.getOrDefault(query, new Times(0, 0, ""));
            if (times.calls() > before.calls() && !without.contains(query)) {
                more.put(
                        query,
                        new Times(times.calls() - before.calls(), times.millis() - before.millis(), times.text()));
            }
        });
        return new StatementTimes(more);
    }

    long calls() {
        return byQuery.values().stream().mapToLong(Times::calls).sum();
    }

    double millis() {
        return byQuery.values().stream().mapToDouble(Times::millis).sum();
    }

    /** Transactions that were opened by a statement of their own. */
    long begins() {
        return byQuery.values().stream()
                .filter(times -> times.text().regionMatches(true, 0, "BEGIN", 0, 5))
                .mapToLong(Times::calls)
                .sum();
    }
}
