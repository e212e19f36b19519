package de.saalelab.platform.db;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;

/** Writes one row after another into the table {@code entry}, and remembers which the database has acknowledged. */
final class Entries implements AutoCloseable {
    private final Set<Integer> acknowledged = new ConcurrentSkipListSet<>();
    private final Thread thread;
    private volatile boolean stopping;

    private Entries(DatabaseAddress address) {
        thread = Thread.ofPlatform().daemon().name("entries").unstarted(() -> run(address));
    }

    static Entries write(DatabaseAddress address) {
        Entries entries = new Entries(address);
        entries.thread.start();
        return entries;
    }

    Set<Integer> acknowledged() {
        return acknowledged;
    }

    /** Waits until so many are acknowledged. */
    void await(int count) {
        Patience patience = new Patience(Duration.ofSeconds(60));
        while (acknowledged.size() < count) {
            patience.pauseOr("Only " + acknowledged.size() + " rows were written");
        }
    }

    /** All that were acknowledged. */
    Set<Integer> stop() {
        stopping = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return new TreeSet<>(acknowledged);
    }

    @Override
    public void close() {
        stop();
    }

    private void run(DatabaseAddress address) {
        try (Connection connection = PostgresSql.connect(address);
                PreparedStatement insert =
                        connection.prepareStatement("INSERT INTO entry VALUES (?, repeat('x', 500))")) {
            for (int id = 0; !stopping; id++) {
                insert.setInt(1, id);
                insert.executeUpdate();
                acknowledged.add(id);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
