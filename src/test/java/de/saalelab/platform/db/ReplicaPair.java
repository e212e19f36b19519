package de.saalelab.platform.db;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A primary and its hot standby, two real servers with streaming replication, to be killed and promoted. */
public final class ReplicaPair implements AutoCloseable {
    private final EmbeddedPostgres primary;
    private final EmbeddedPostgres standby;

    private ReplicaPair(EmbeddedPostgres primary, EmbeddedPostgres standby) {
        this.primary = primary;
        this.standby = standby;
    }

    /** Starts both; the standby follows when this returns. */
    public static ReplicaPair start(String name) {
        Path one = PostgresTestFolder.fresh(name + "-one");
        Path two = PostgresTestFolder.fresh(name + "-two");
        PostgresTestFolder.start(one).close();
        try {
            copyStopped(one, two);
            EmbeddedPostgres primary = PostgresTestFolder.start(one);
            Path cluster = two.resolve("cluster");
            Files.writeString(
                    cluster.resolve("postgresql.auto.conf"),
                    "primary_conninfo = 'host=127.0.0.1 port=%d user=postgres password=%s application_name=standby'\n"
                            .formatted(
                                    primary.address().port(), primary.address().password()),
                    StandardOpenOption.APPEND);
            Files.writeString(cluster.resolve("standby.signal"), "");
            ReplicaPair pair = new ReplicaPair(primary, PostgresTestFolder.start(two));
            pair.awaitCaughtUp();
            return pair;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public DatabaseAddress primary() {
        return primary.address();
    }

    public DatabaseAddress standby() {
        return standby.address();
    }

    /** Both servers as one address, the standby first. */
    public DatabaseAddress both() {
        return new DatabaseAddress(
                List.of(
                        standby.address().endpoints().getFirst(),
                        primary.address().endpoints().getFirst()),
                primary.address().database(),
                primary.address().user(),
                primary.address().password());
    }

    /** Returns when the standby has replayed all that was committed until now. */
    public void awaitCaughtUp() throws SQLException {
        String position = PostgresSql.text(primary(), "SELECT pg_current_wal_insert_lsn()");
        String replayed = "SELECT coalesce(pg_last_wal_replay_lsn() >= '%s'::pg_lsn, false)".formatted(position);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!PostgresSql.text(standby(), replayed).equals("t")) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("The standby does not follow");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    /** kill -9 for the primary; its connections break. */
    public void killPrimary() {
        ProcessHandle.of(primary.pid()).orElseThrow().destroyForcibly();
        primary.close();
    }

    /** Makes the standby a primary; returns when it takes writes. */
    public void promote() throws SQLException {
        DatabaseAddress asSuperuser = new DatabaseAddress(
                standby.address().endpoints(),
                "postgres",
                PostgresOwnerStore.SUPERUSER,
                standby.address().password());
        PostgresSql.execute(asSuperuser, "SELECT pg_promote(true, 30)");
    }

    /** With owners and modes; what belongs to a running server stays behind. */
    private static void copyStopped(Path from, Path to) throws IOException {
        for (String part : List.of("cluster", "password")) {
            Process copy = new ProcessBuilder("cp", "-a", from.resolve(part).toString(), to.toString())
                    .inheritIO()
                    .start();
            if (copy.onExit().join().exitValue() != 0) {
                throw new IOException("Cannot copy " + part);
            }
        }
    }

    @Override
    public void close() {
        standby.close();
        primary.close();
    }
}
