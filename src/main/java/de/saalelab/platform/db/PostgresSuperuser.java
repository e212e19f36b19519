package de.saalelab.platform.db;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/**
 * The superuser of the embedded cluster, for making Saalelab's role and for backups. Saalelab itself works with a role that cannot run programs or read files
 * on the server.
 */
final class PostgresSuperuser {
    static final String NAME = "postgres";

    private PostgresSuperuser() {}

    /**
     * A connection to the database that {@code address} names.
     *
     * @param longestAnswer in seconds, for which a statement may keep silent
     */
    static Connection connect(DatabaseAddress address, int longestAnswer) throws SQLException {
        Properties login = new Properties();
        login.setProperty("user", NAME);
        login.setProperty("password", address.password());
        login.setProperty("sslmode", "disable");
        login.setProperty("gssEncMode", "disable");
        login.setProperty("connectTimeout", "10");
        login.setProperty("socketTimeout", String.valueOf(longestAnswer));
        return DriverManager.getConnection(address.jdbcUrl(), login);
    }
}
