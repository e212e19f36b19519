package de.saalelab.chaos;

import de.saalelab.platform.db.DatabaseAddress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;

/** A connection behind the server's back, to arrange things and to compare. */
final class Sql implements AutoCloseable {
    private static final String LONGEST_SECONDS = "120";

    private final Connection connection;

    private Sql(Connection connection) {
        this.connection = connection;
    }

    static Sql connect(DatabaseAddress address) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", address.user());
        properties.setProperty("password", address.password());
        properties.setProperty("socketTimeout", LONGEST_SECONDS);
        return new Sql(DriverManager.getConnection(address.jdbcUrl(), properties));
    }

    /** Runs one statement; how many rows it changed. */
    int execute(String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = prepare(sql, parameters)) {
            return statement.execute() ? 0 : Math.max(0, statement.getUpdateCount());
        }
    }

    long number(String sql, Object... parameters) throws SQLException {
        return Long.parseLong(text(sql, parameters));
    }

    /** One value, as text. */
    String text(String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = prepare(sql, parameters);
                ResultSet rows = statement.executeQuery()) {
            if (!rows.next()) {
                throw new SQLException("No row: " + sql);
            }
            return String.valueOf(rows.getString(1));
        }
    }

    /** The first column of all rows. */
    List<String> column(String sql, Object... parameters) throws SQLException {
        List<String> values = new ArrayList<>();
        try (PreparedStatement statement = prepare(sql, parameters);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                values.add(String.valueOf(rows.getString(1)));
            }
        }
        return values;
    }

    /** Pairs of a person and a thing, for these persons: the statement has one parameter, their ids. */
    Map<UUID, List<UUID>> things(String sql, Collection<UUID> persons) throws SQLException {
        Map<UUID, List<UUID>> things = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setArray(1, connection.createArrayOf("uuid", persons.toArray()));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    things.computeIfAbsent(rows.getObject(1, UUID.class), person -> new ArrayList<>())
                            .add(rows.getObject(2, UUID.class));
                }
            }
        }
        return things;
    }

    private PreparedStatement prepare(String sql, Object... parameters) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
        return statement;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
