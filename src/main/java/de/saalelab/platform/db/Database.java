package de.saalelab.platform.db;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.ClientBuilder;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The connection pool and its two faces: {@link Transactions} for use cases, {@link Reads} for queries. Bounded in every direction. */
public final class Database {
    /** What a pool may cost and how long it may wait. */
    public record Limits(int connections, int waiting, Duration statementTimeout) {}

    /** Low on purpose: a deep pipeline lets commits queue behind each other on one connection. */
    private static final int PIPELINE = 4;

    private static final int PREPARED_STATEMENTS = 256;
    private static final int CONNECT_MILLIS = 3_000;
    /** How long bytes may stay without the server's receipt: a server that has lost its power or its network is given up then. */
    private static final int RECEIPT_MILLIS = 10_000;

    /** How much longer than a statement may take the server may say nothing at all. */
    private static final Duration SILENCE = Duration.ofSeconds(2);

    private final Vertx vertx;
    private final DatabaseAddress address;
    private final Primary primary;
    private final Pool pool;
    private final Changes changes = new Changes();

    private Database(Vertx vertx, DatabaseAddress address, Primary primary, Pool pool) {
        this.vertx = vertx;
        this.address = address;
        this.primary = primary;
        this.pool = pool;
    }

    /** Makes the pool; connections open when they are first needed. */
    public static Database open(Vertx vertx, DatabaseAddress address, Limits limits) {
        Primary primary = new Primary(vertx, connectOptions(address, limits));
        PoolOptions pool = new PoolOptions()
                .setMaxSize(limits.connections())
                .setMaxWaitQueueSize(limits.waiting())
                .setConnectionTimeout(5)
                .setConnectionTimeoutUnit(TimeUnit.SECONDS)
                .setName("saalelab")
                .setShared(true);
        ClientBuilder<Pool> builder = PgBuilder.pool()
                .with(pool)
                .with(new NetClientOptions()
                        .setConnectTimeout(CONNECT_MILLIS)
                        .setTcpKeepAlive(true)
                        .setTcpUserTimeout(RECEIPT_MILLIS))
                .connectingTo(() -> primary.find().map(server -> server))
                .using(vertx);
        Duration silence = limits.statementTimeout().plus(SILENCE);
        builder.withConnectHandler(connection -> {
            Silence.limit(connection, silence);
            if (primary.isOneOfSeveral()) {
                primary.admit(connection);
            } else {
                connection.close();
            }
        });
        return new Database(vertx, address, primary, builder.build());
    }

    /** How this server connects, timeouts included: a future that gives up does not stop its query, the database must. */
    static List<PgConnectOptions> connectOptions(DatabaseAddress address, Limits limits) {
        String statementTimeout = String.valueOf(limits.statementTimeout().toMillis());
        return address.endpoints().stream()
                .map(server -> new PgConnectOptions()
                        .setHost(server.host())
                        .setPort(server.port())
                        .setDatabase(address.database())
                        .setUser(address.user())
                        .setPassword(address.password())
                        .setCachePreparedStatements(true)
                        .setPreparedStatementCacheMaxSize(PREPARED_STATEMENTS)
                        .setPipeliningLimit(PIPELINE)
                        .addProperty("application_name", "saalelab")
                        .addProperty("statement_timeout", statementTimeout)
                        .addProperty("lock_timeout", statementTimeout)
                        // Whoever is silent for so long inside a transaction is gone, and must not keep others from the
                        // rows it has locked.
                        .addProperty("idle_in_transaction_session_timeout", statementTimeout)
                        .addProperty("timezone", "UTC"))
                .toList();
    }

    public Transactions transactions() {
        return new Transactions(pool, changes);
    }

    public Reads reads() {
        return new Reads(pool);
    }

    /** What this process and the others have changed. */
    public Changes changes() {
        return changes;
    }

    /** Begins to exchange news of changes with other processes on the same database. */
    public void exchangeChanges() {
        changes.connect(vertx, this);
    }

    /** Hears what is notified on a channel. */
    public Listening listen(String channel, Consumer<String> heard) {
        return Listening.open(vertx, primary, channel, heard);
    }

    public DatabaseAddress address() {
        return address;
    }

    /** Whether the database answers now. Waits; for virtual threads. */
    public boolean answers() {
        try {
            Waiting.on(pool.query("SELECT 1").execute());
            return true;
        } catch (RuntimeException e) {
            return false;
        }
    }

    public Future<Void> close() {
        return changes.close().eventually(pool::close);
    }
}
