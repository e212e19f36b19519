package de.saalelab.platform.db;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Reads every row of every table of an embedded PostgreSQL, long values included, and walks through the indexes; for trials of a backup. */
public final class WholeRead {
    private static final int LONGEST_ANSWER = 3_600;

    /** What was read. */
    public record Result(int tables, long rows, int indexes) {}

    private WholeRead() {}

    /**
     * Reads all of it. Adds the extension {@code amcheck}, so not for a database that stays in use.
     *
     * @throws BackupException naming what cannot be read
     */
    public static Result of(DatabaseAddress address) {
        try (Connection connection = PostgresSuperuser.connect(address, LONGEST_ANSWER)) {
            List<String> tables = names(connection, """
                    SELECT format('%I.%I', schemaname, tablename)
                      FROM pg_tables
                     WHERE schemaname NOT IN ('pg_catalog', 'information_schema')
                     ORDER BY 1
                    """);
            long rows = 0;
            for (String table : tables) {
                rows += read(connection, table);
            }
            return new Result(tables.size(), rows, indexes(connection));
        } catch (SQLException e) {
            throw new BackupException("The restored database cannot be read: %s.".formatted(e.getMessage()), e);
        }
    }

    /** As text, so that long values are read too. Names come from the catalogue, quoted by the database. */
    private static long read(Connection connection, String table) throws SQLException {
        try (Statement sql = connection.createStatement();
                ResultSet row = sql.executeQuery("SELECT count(length(t::text)) FROM " + table + " AS t")) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new BackupException(
                    "The table %s of the restored database cannot be read: %s.".formatted(table, e.getMessage()), e);
        }
    }

    private static int indexes(Connection connection) throws SQLException {
        try (Statement sql = connection.createStatement()) {
            sql.execute("CREATE EXTENSION IF NOT EXISTS amcheck");
        }
        List<String> checked = names(connection, """
                SELECT c.relname || coalesce(bt_index_check(c.oid)::text, '')
                  FROM pg_index AS i
                  JOIN pg_class AS c ON c.oid = i.indexrelid
                  JOIN pg_am AS am ON am.oid = c.relam AND am.amname = 'btree'
                 WHERE i.indisvalid AND c.relpersistence = 'p'
                """);
        return checked.size();
    }

    private static List<String> names(Connection connection, String query) throws SQLException {
        List<String> names = new ArrayList<>();
        try (Statement sql = connection.createStatement();
                ResultSet rows = sql.executeQuery(query)) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }
}
