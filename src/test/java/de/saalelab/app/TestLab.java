package de.saalelab.app;

import de.saalelab.identity.IdentityService.StaffOutcome;
import de.saalelab.platform.Role;
import de.saalelab.platform.config.Config;
import de.saalelab.platform.config.ConfigReader;
import de.saalelab.platform.db.DatabaseAddress;
import de.saalelab.platform.db.PublicData;
import de.saalelab.platform.db.TestPostgres;
import de.saalelab.rig.StatementTap;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** A whole lab for tests: the real server on real PostgreSQL, spoken to over HTTP. Every answer is held against the contract. */
public final class TestLab implements AutoCloseable {
    private static final String PASSWORD = "Saale-Radweg-2026";

    private static final String LAB_KEY = "dGhpcyBpcyBhIGtleSBmb3IgdGVzdHMgYW5kIG5vdGg";

    private static final class Shared {
        static final TestLab LAB = start();
    }

    private final SaalelabServer server;
    private final DatabaseAddress database;
    private final TestClock clock;
    private final ContractCheck contract = ContractCheck.INSTANCE;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    private TestLab(SaalelabServer server, DatabaseAddress database, TestClock clock) {
        this.server = server;
        this.database = database;
        this.clock = clock;
    }

    /** A lab that many tests share; they must not mind each other's data. */
    public static TestLab shared() {
        return Shared.LAB;
    }

    /** A lab of one's own, with settings such as {@code "REQUESTS_PER_MINUTE", "5"}. */
    public static TestLab start(String... settings) {
        return start(TestPostgres.freshDatabase(), new TestClock(), settings);
    }

    /** A second process on the same database and clock. */
    public static TestLab second(TestLab first, String... settings) {
        return start(first.database, first.clock, settings);
    }

    /** A lab whose server reaches its fresh database through the tap; what the test itself asks the database does not pass there. */
    static TestLab start(DatabaseAddress database, StatementTap tap) {
        DatabaseAddress tapped =
                new DatabaseAddress("127.0.0.1", tap.port(), database.database(), database.user(), database.password());
        TestClock clock = new TestClock();
        return new TestLab(server(tapped, clock), database, clock);
    }

    private static TestLab start(DatabaseAddress database, TestClock clock, String... settings) {
        return new TestLab(server(database, clock, settings), database, clock);
    }

    private static SaalelabServer server(DatabaseAddress database, TestClock clock, String... settings) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "SMTP_HOST", "127.0.0.1",
                "SMTP_PORT", String.valueOf(TestMail.port()),
                "SMTP_TLS", "none",
                "MAIL_FROM", "lab@saalelab.example",
                "LAB_KEY", LAB_KEY));
        environment.putAll(Map.of(
                "HTTP_PORT", "0",
                "DATABASE_URL", database.url(),
                "DRAIN_NOTICE_MS", "0",
                // Several labs share the test's PostgreSQL.
                "DATABASE_CONNECTIONS", "8",
                "REQUESTS_PER_MINUTE", "1000000",
                "DEVICES_PER_ADDRESS", "1000000",
                "WRITES_AT_ONCE", "1000",
                "LAB_PHONE", "030 23125 100"));
        for (int i = 0; i < settings.length; i += 2) {
            environment.put(settings[i], settings[i + 1]);
        }
        Config config = ConfigReader.read(Map.of(), environment, Optional.empty());
        return SaalelabServer.start(config, clock, false, line -> {});
    }

    public TestClock clock() {
        return clock;
    }

    public DatabaseAddress database() {
        return database;
    }

    public int port() {
        return server.port();
    }

    public String url(String path) {
        return "http://127.0.0.1:" + server.port() + path;
    }

    /** Live streams that are open now. */
    public int openStreams() {
        return server.wiring().liveHub().streams();
    }

    /** How often public data have changed, as far as this process knows. */
    public long publicChanges() {
        return server.wiring().changes().count(EnumSet.allOf(PublicData.class));
    }

    /** The rooms, for arranging what has no operation. */
    Wiring wiring() {
        return server.wiring();
    }

    /** Fills the rooms with the demo's data; a second time changes nothing. */
    public TestLab demo() {
        server.wiring().demo().fill(line -> {});
        return this;
    }

    /** Carries everything in the outbox to its receivers now. */
    public void deliverEvents() {
        server.wiring().relay().drain();
    }

    /** Hands every mail that is due to the mail server now. */
    public void deliverMails() {
        server.wiring().mailRelay().orElseThrow().drain();
    }

    /** Makes one person part of another, as signing in on a guest's device does. */
    public void join(Caller from, Caller into) {
        Wiring rooms = server.wiring();
        rooms.transactions()
                .run(tx -> rooms.joining().join(tx, from.person(), into.person(), clock.instant()))
                .run();
    }

    /** How many rows refer to a person, by all references that the schema knows and by what is none; 0 when the person is gone. */
    public long references(UUID person) {
        String counts = text("""
                SELECT string_agg(format('(SELECT count(*) FROM %s WHERE %I = ''%s'')', conrelid::regclass, attname, ?), ' + ')
                  FROM pg_constraint
                  JOIN pg_attribute ON attrelid = conrelid AND attnum = conkey[1]
                 WHERE contype = 'f' AND confrelid = 'person'::regclass
                """, person);
        return number(
                "SELECT (SELECT count(*) FROM person WHERE id = ?) + (SELECT count(*) FROM idempotency_key WHERE person_id = ?) + "
                        + counts,
                person,
                person);
    }

    /** A caller without any credential. */
    public Caller anonymous() {
        return new Caller(this, Map.of(), Optional.empty());
    }

    /** A phone with a fresh credential. */
    public Caller citizen() {
        var device = server.wiring().identity().registerDevice();
        return new Caller(this, Map.of("Authorization", "Bearer " + device.token()), Optional.of(device.personId()));
    }

    /** A signed-in member of staff with the given roles. */
    public Caller staff(Role... roles) {
        String login = "staff-" + UUID.randomUUID();
        StaffOutcome outcome = server.wiring().identity().createStaff(login, "Moderation", PASSWORD, Set.of(roles));
        UUID person = switch (outcome) {
            case StaffOutcome.Created created -> created.personId();
            case StaffOutcome.LoginTaken taken -> throw new IllegalStateException("Login taken");
        };
        Answer signedIn = anonymous()
                .post("/sessions", new JsonObject().put("login", login).put("password", PASSWORD));
        String cookie = signedIn.header("Set-Cookie").orElseThrow().split(";", 2)[0];
        return new Caller(
                this,
                Map.of("Cookie", cookie, "X-CSRF-Token", signedIn.json().getString("csrfToken")),
                Optional.of(person));
    }

    /** One number out of the database. */
    public long number(String sql, Object... parameters) {
        return Long.parseLong(text(sql, parameters));
    }

    /** One value out of the database, as text. */
    public String text(String sql, Object... parameters) {
        try (Connection connection = TestPostgres.connect(database);
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getString(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** Changes the database behind the server's back. */
    public void execute(String sql) {
        TestPostgres.execute(database, sql);
        server.wiring().changes().everything();
    }

    /** A PUT whose answer is not held against the contract, for labs that were broken on purpose; returns the status. */
    public int rawPut(String path, Caller caller) {
        return exchange("PUT", "/api/v1" + path, Optional.empty(), caller.headers())
                .status();
    }

    Answer send(String method, String path, Optional<String> body, Map<String, String> headers) {
        Answer answer = exchange(method, path, body, headers);
        contract.check(method, path, answer);
        return answer;
    }

    private Answer exchange(String method, String path, Optional<String> body, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url(path)))
                .timeout(Duration.ofSeconds(60))
                .method(method, body.map(BodyPublishers::ofString).orElse(BodyPublishers.noBody()));
        headers.forEach(request::header);
        if (body.isPresent() && !headers.containsKey("Content-Type")) {
            request.header("Content-Type", "application/json");
        }
        try {
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
            return new Answer(response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
