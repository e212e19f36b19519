package de.saalelab.platform.db;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/** One real PostgreSQL for all tests of a JVM; every caller gets a database of its own. */
public final class TestPostgres {
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final EmbeddedPostgres POSTGRES = start();

    private TestPostgres() {}

    /** An empty database. */
    public static DatabaseAddress freshDatabase() {
        String name = "test_" + ProcessHandle.current().pid() + "_" + NUMBER.incrementAndGet();
        execute(POSTGRES.address(), "CREATE DATABASE " + name);
        return POSTGRES.address().withDatabase(name);
    }

    /** Runs one statement as the owner, for arranging and breaking things. */
    public static void execute(DatabaseAddress address, String sql) {
        try (Connection connection = connect(address);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** A plain connection, for looking behind the server's back. */
    public static Connection connect(DatabaseAddress address) throws SQLException {
        return DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password());
    }

    private static EmbeddedPostgres start() {
        Path target = Path.of("target").toAbsolutePath();
        EmbeddedPostgres postgres = EmbeddedPostgres.start(
                target.resolve("test-postgres"),
                target.resolve("test-postgres-programs"),
                0,
                EmbeddedPostgres.Durability.TESTS_ONLY,
                line -> {});
        Runtime.getRuntime().addShutdownHook(new Thread(postgres::close));
        return postgres;
    }
}
