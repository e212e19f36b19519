package de.saalelab.platform.db;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The role and the database of Saalelab in the embedded cluster. */
final class PostgresOwnerStore {
    private static final int LONGEST_ANSWER = 60;

    private PostgresOwnerStore() {}

    /** Creates what is missing of the role and the database that {@code address} names. */
    static void ensure(DatabaseAddress address) throws SQLException {
        try (Connection connection = PostgresSuperuser.connect(address.withDatabase("postgres"), LONGEST_ANSWER)) {
            if (!exists(connection, "SELECT 1 FROM pg_roles WHERE rolname = ?", address.user())) {
                createRole(connection, address);
            }
            if (!exists(connection, "SELECT 1 FROM pg_database WHERE datname = ?", address.database())) {
                createDatabase(connection, address);
            }
        }
    }

    private static boolean exists(Connection connection, String query, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    /** CREATE takes no parameters; name and password consist of harmless characters, see {@link PostgresPassword}. */
    private static void createRole(Connection connection, DatabaseAddress address) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE ROLE %s LOGIN CREATEDB PASSWORD '%s'"
                    .formatted(statement.enquoteIdentifier(address.user(), true), address.password()));
        }
    }

    private static void createDatabase(Connection connection, DatabaseAddress address) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE %s OWNER %s"
                    .formatted(
                            statement.enquoteIdentifier(address.database(), true),
                            statement.enquoteIdentifier(address.user(), true)));
        }
    }
}
