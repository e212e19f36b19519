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
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The connection pool and its two faces: {@link Transactions} for use cases, {@link Reads} for queries. Bounded in every direction. */
public final class Database {
    /** What a pool may cost and how long it may wait. */
    public record Limits(int connections, int waiting, Duration statementTimeout) {}

    /** Low on purpose: a deep pipeline lets commits queue behind each other on one connection. */
    private static final int PIPELINE = 4;

    private static final int PREPARED_STATEMENTS = 256;
    /** Beside the pool: for staff, and to see whether the database answers. */
    public static final int RESERVED_CONNECTIONS = 2;

    private static final int CONNECT_MILLIS = 3_000;
    /** How long bytes may stay without the server's receipt: a server that has lost its power or its network is given up then. */
    private static final int RECEIPT_MILLIS = 10_000;

    /** How much longer than a statement may take the server may say nothing at all. */
    private static final Duration SILENCE = Duration.ofSeconds(2);

    private final DatabaseAddress address;
    private final NewsConnection news;
    private final Pool pool;
    private final Pool reserve;
    private final Changes changes = new Changes();
    private final Replicas replicas;
    private final Limits limits;

    private Database(
            DatabaseAddress address, Limits limits, NewsConnection news, Pool pool, Pool reserve, Replicas replicas) {
        this.address = address;
        this.limits = limits;
        this.news = news;
        this.pool = pool;
        this.reserve = reserve;
        this.replicas = replicas;
    }

    /** Makes the pool; connections open when they are first needed. */
    public static Database open(Vertx vertx, DatabaseAddress address, Limits limits) {
        return open(vertx, address, Optional.empty(), limits);
    }

    /** As above, with replicas that may answer public reads. */
    public static Database open(
            Vertx vertx, DatabaseAddress address, Optional<DatabaseAddress> replicas, Limits limits) {
        Primary primary = new Primary(vertx, connectOptions(address, limits));
        Duration silence = limits.statementTimeout().plus(SILENCE);
        Pool pool = pool(builder(vertx, limits, "saalelab"), primary, silence);
        Limits few = new Limits(RESERVED_CONNECTIONS, limits.waiting(), limits.statementTimeout());
        Pool reserve = pool(builder(vertx, few, "saalelab reserve"), primary, silence);
        List<Replica> each = replicas.stream()
                .flatMap(known -> connectOptions(known, limits).stream())
                .map(server ->
                        new Replica(builder(vertx, limits, "replica " + server.getHost() + ":" + server.getPort())
                                .connectingTo(server)
                                .withConnectHandler(connection -> {
                                    Silence.limit(connection, silence);
                                    connection.close();
                                })
                                .build()))
                .toList();
        return new Database(
                address, limits, new NewsConnection(vertx, primary), pool, reserve, new Replicas(vertx, pool, each));
    }

    private static Pool pool(ClientBuilder<Pool> builder, Primary primary, Duration silence) {
        return builder.connectingTo(() -> primary.find().map(server -> server))
                .withConnectHandler(connection -> {
                    Silence.limit(connection, silence);
                    if (primary.isOneOfSeveral()) {
                        primary.admit(connection);
                    } else {
                        connection.close();
                    }
                })
                .build();
    }

    private static ClientBuilder<Pool> builder(Vertx vertx, Limits limits, String name) {
        return PgBuilder.pool()
                .with(new PoolOptions()
                        .setMaxSize(limits.connections())
                        .setMaxWaitQueueSize(limits.waiting())
                        // Never by the pool itself, see Acquiring.
                        .setConnectionTimeout(0)
                        .setName(name)
                        .setShared(true))
                .with(new NetClientOptions()
                        .setConnectTimeout(CONNECT_MILLIS)
                        .setTcpKeepAlive(true)
                        .setTcpUserTimeout(RECEIPT_MILLIS))
                .using(vertx);
    }

    /** How this server connects, timeouts included: a future that gives up does not stop its query, the database must. */
    static List<PgConnectOptions> connectOptions(DatabaseAddress address, Limits limits) {
        String statementTimeout = String.valueOf(limits.statementTimeout().toMillis());
        return address.endpoints().stream()
                .map(server -> address.tls()
                        .applyTo(new PgConnectOptions())
                        .setHost(server.host())
                        .setPort(server.port())
                        .setDatabase(address.database())
                        .setUser(address.user())
                        .setPassword(address.password())
                        .setCachePreparedStatements(true)
                        .setPreparedStatementCacheMaxSize(PREPARED_STATEMENTS)
                        // A search for a rare word and one for a common word need different plans; a kept one would
                        // suit only one of them.
                        .setPreparedStatementCacheSqlFilter(sql -> !sql.contains("websearch_to_tsquery"))
                        .setPipeliningLimit(PIPELINE)
                        .addProperty("application_name", "saalelab")
                        .addProperty("statement_timeout", statementTimeout)
                        .addProperty("lock_timeout", statementTimeout)
                        // Whoever is silent for so long inside a transaction is gone, and must not keep others from the
                        // rows it has locked.
                        .addProperty("idle_in_transaction_session_timeout", statementTimeout)
                        // A statement's plan is kept, also when it was made while a table was still empty and a walk
                        // through all of
                        // it seemed cheap. Every statement has its index; QueryPlansTest holds that.
                        .addProperty("enable_seqscan", "off")
                        .addProperty("timezone", "UTC"))
                .toList();
    }

    public Transactions transactions() {
        return new Transactions(pool, changes);
    }

    /** What must be as it is now: a person's own things, live numbers, and whatever fills a cache that is told of changes. */
    public Reads reads() {
        return reads(pool, Optional::empty);
    }

    /** As {@link #reads}, on connections of their own: for staff, who must get through while everybody else waits. */
    public Reads reservedReads() {
        return reads(reserve, Optional::empty);
    }

    /** What this process and the others have changed. */
    public Changes changes() {
        return changes;
    }

    /** Begins to exchange news of changes with other processes on the same database. */
    public Future<Void> exchangeChanges(Vertx vertx) {
        return changes.connect(vertx, this);
    }

    /** What everybody may see and nobody has just written themselves: may be a few seconds old, where replicas share the work. */
    public Reads publicReads() {
        return reads(pool, replicas::choose);
    }

    private Reads reads(Pool primary, Supplier<Optional<Pool>> replica) {
        return new Reads(primary, replica, Acquiring.LONGEST.plus(limits.statementTimeout()));
    }

    /** Hears what is notified on a channel; all channels share one connection beside the pool. */
    public Listening listen(String channel, Consumer<String> heard) {
        return news.listen(channel, heard);
    }

    public DatabaseAddress address() {
        return address;
    }

    /** Whether the database answers now, also while everybody waits for it. Waits; for virtual threads. */
    public boolean answers() {
        try {
            Waiting.on(
                    reserve.query("SELECT 1").execute().timeout(Acquiring.LONGEST.toMillis(), TimeUnit.MILLISECONDS));
            return true;
        } catch (RuntimeException e) {
            return false;
        }
    }

    public Future<Void> close() {
        return changes.close()
                .eventually(() -> Future.join(pool.close(), reserve.close(), replicas.close()))
                .mapEmpty();
    }
}
