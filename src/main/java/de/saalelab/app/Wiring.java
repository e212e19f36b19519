package de.saalelab.app;

import de.saalelab.ballot.BallotHistory;
import de.saalelab.ballot.BallotLive;
import de.saalelab.ballot.BallotQueries;
import de.saalelab.ballot.BallotRoutes;
import de.saalelab.ballot.BallotService;
import de.saalelab.ballot.Ballots;
import de.saalelab.ballot.DueClosings;
import de.saalelab.ballot.MarkIntake;
import de.saalelab.bot.BotRoutes;
import de.saalelab.bot.BotService;
import de.saalelab.cafe.BookingHistory;
import de.saalelab.cafe.BookingRoutes;
import de.saalelab.cafe.BookingService;
import de.saalelab.cafe.CafeQueries;
import de.saalelab.cafe.CafeRoutes;
import de.saalelab.cafe.DemoCafe;
import de.saalelab.event.DemoEvents;
import de.saalelab.event.EventHistory;
import de.saalelab.event.EventQueries;
import de.saalelab.event.EventRoutes;
import de.saalelab.event.EventService;
import de.saalelab.idea.CallRoutes;
import de.saalelab.idea.DemoIdeas;
import de.saalelab.idea.IdeaErasure;
import de.saalelab.idea.IdeaHistory;
import de.saalelab.idea.IdeaQueries;
import de.saalelab.idea.IdeaRoutes;
import de.saalelab.idea.IdeaService;
import de.saalelab.idea.SupportIntake;
import de.saalelab.idea.SupportService;
import de.saalelab.identity.CodeMail;
import de.saalelab.identity.ContactErasure;
import de.saalelab.identity.Credentials;
import de.saalelab.identity.DeviceErasure;
import de.saalelab.identity.EmailRoutes;
import de.saalelab.identity.EmailSignInService;
import de.saalelab.identity.IdentityQueries;
import de.saalelab.identity.IdentityRoutes;
import de.saalelab.identity.IdentityService;
import de.saalelab.identity.Municipalities;
import de.saalelab.identity.Passwords;
import de.saalelab.identity.PersonJoining;
import de.saalelab.knowledge.DemoKnowledge;
import de.saalelab.knowledge.KnowledgeQueries;
import de.saalelab.knowledge.KnowledgeRoutes;
import de.saalelab.moderation.ModerationQueries;
import de.saalelab.moderation.ModerationRoutes;
import de.saalelab.moderation.ModerationService;
import de.saalelab.moderation.ReviewCases;
import de.saalelab.notify.Announcer;
import de.saalelab.notify.InboxHistory;
import de.saalelab.notify.InboxQueries;
import de.saalelab.notify.InboxRoutes;
import de.saalelab.notify.InboxService;
import de.saalelab.platform.config.Config;
import de.saalelab.platform.db.Changes;
import de.saalelab.platform.db.Database;
import de.saalelab.platform.db.Listening;
import de.saalelab.platform.db.Reads;
import de.saalelab.platform.db.Transactions;
import de.saalelab.platform.erasure.Erasures;
import de.saalelab.platform.http.Contract;
import de.saalelab.platform.http.ContractRouter;
import de.saalelab.platform.http.KeptAnswers;
import de.saalelab.platform.http.OperationMetrics;
import de.saalelab.platform.http.Operations;
import de.saalelab.platform.http.RateLimit;
import de.saalelab.platform.http.Routes;
import de.saalelab.platform.http.SharedLimits;
import de.saalelab.platform.http.WriteLane;
import de.saalelab.platform.live.LiveHub;
import de.saalelab.platform.live.LiveRoutes;
import de.saalelab.platform.mail.MailRelay;
import de.saalelab.platform.mail.MailServer;
import de.saalelab.platform.mail.Mails;
import de.saalelab.platform.outbox.Outbox;
import de.saalelab.platform.outbox.Receiver;
import de.saalelab.platform.outbox.Relay;
import de.saalelab.platform.secret.LabKey;
import de.saalelab.platform.secret.Secrets;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Puts the rooms together by plain constructors; the only place that knows all of them. Needs a database whose schema is up to date. */
final class Wiring implements AutoCloseable {
    private static final int CALLERS_PER_ADDRESS = 20;

    /** What there is only with a mail server. */
    private record Post(MailRelay relay, EmailSignInService signIn) {}

    private final Config config;
    private final Clock clock;
    private final Changes changes;
    private final Database database;
    private final SharedLimits limits;
    private Optional<Listening> sessionNews = Optional.empty();
    private Optional<Listening> joiningNews = Optional.empty();
    private final Passwords passwords = new Passwords();
    private final WriteLane writeLane;
    private final Credentials credentials;
    private final IdentityService identity;
    private final PersonJoining joining;
    private final Municipalities municipalities;
    private final Optional<Post> post;
    private final KeptAnswers keptAnswers;
    private final Relay relay;
    private final LiveHub liveHub;
    private final DueClosings dueClosings;
    private final BotService bot;
    private final List<Routes> routes;
    private final List<DemoLab.Share> demoShares;
    private final EventService events;
    private final SupportIntake supports;
    private final MarkIntake marks;
    private final BallotService ballotService;

    Wiring(Config config, Vertx vertx, Database database, Clock clock, String publicUrl) {
        this.config = config;
        this.clock = clock;
        this.changes = database.changes();
        this.database = database;
        Transactions transactions = database.transactions();
        Reads reads = database.reads();
        List<Receiver> receivers = List.of(new Announcer());
        Outbox outbox = new Outbox(receivers);
        writeLane = new WriteLane(config.limits().writesAtOnce());
        keptAnswers = new KeptAnswers(transactions, clock);

        credentials = new Credentials(reads, database.reservedReads(), clock);
        identity = new IdentityService(
                transactions,
                passwords,
                clock,
                config.sessionLength(),
                config.limits().devicesPerAddressAndHour());
        municipalities = new Municipalities(transactions);

        ReviewCases reviewCases = new ReviewCases();
        IdeaService ideas = new IdeaService(transactions, reviewCases, outbox, clock);
        IdeaQueries ideaQueries = new IdeaQueries(reads, changes, clock);
        supports = new SupportIntake(vertx, new SupportService(transactions, outbox, clock));
        ModerationService moderation = new ModerationService(transactions, List.of(ideas), clock);

        IdentityQueries identityQueries = new IdentityQueries(reads, credentials);
        KnowledgeQueries knowledge = new KnowledgeQueries(reads, clock);
        bot = new BotService(new KnowledgeQueries(database.publicReads(), clock), identityQueries, clock);

        CafeQueries cafeQueries = new CafeQueries(reads, database.reservedReads(), clock);
        BookingService bookings = new BookingService(transactions, changes, outbox, clock);

        limits = new SharedLimits(vertx, database);
        if (several()) {
            identity.share(limits);
            bookings.share(limits);
        }

        liveHub = new LiveHub(vertx, database);
        BallotQueries ballotQueries = new BallotQueries(reads);
        BallotLive ballotLive = new BallotLive(ballotQueries, liveHub, clock);
        liveHub.register(ballotLive);
        Ballots ballots = new Ballots(ballotLive);
        ballotService = new BallotService(transactions, outbox, ballotLive, clock);
        marks = new MarkIntake(vertx, ballotService);
        dueClosings = new DueClosings(ballotService);
        events = new EventService(transactions, ballots, outbox, clock);

        joining = new PersonJoining(
                List.of(
                        new IdeaHistory(outbox),
                        new BallotHistory(ballotLive),
                        new EventHistory(),
                        new BookingHistory(),
                        new InboxHistory()),
                keptAnswers,
                credentials);
        post = config.mail().map(server -> post(vertx, server, publicUrl));
        if (several()) {
            post.ifPresent(there -> there.signIn().share(limits));
        }

        demoShares = List.of(
                new DemoLab.Share("Ideen", () -> new DemoIdeas(transactions, identity, ideas, clock).load()),
                new DemoLab.Share("Leistungen und Stellen", () -> new DemoKnowledge(transactions).load()),
                new DemoLab.Share(
                        "Barcamp", () -> new DemoEvents(transactions, identity, events, ballots, clock).load()),
                new DemoLab.Share("Café-Termine", () -> new DemoCafe(transactions, identity, clock).load()));
        relay = new Relay(transactions, receivers, clock);
        routes = List.of(
                new IdentityRoutes(identity, identityQueries, credentials),
                new EmailRoutes(post.map(Post::signIn)),
                new CallRoutes(ideaQueries),
                new IdeaRoutes(ideas, ideaQueries, supports),
                new CafeRoutes(cafeQueries),
                new BookingRoutes(bookings, cafeQueries),
                new ModerationRoutes(moderation, new ModerationQueries(database.reservedReads())),
                new BallotRoutes(marks, ballotService, ballotQueries, clock),
                new EventRoutes(events, new EventQueries(reads, clock)),
                new LiveRoutes(liveHub),
                new InboxRoutes(new InboxService(transactions, clock), new InboxQueries(reads)),
                new KnowledgeRoutes(knowledge),
                new BotRoutes(bot, config.lab()));
    }

    /** Needs the lab's key, so it is made only where mails are sent. */
    private Post post(Vertx vertx, MailServer server, String publicUrl) {
        Transactions transactions = database.transactions();
        LabKey key = config.labKey()
                .orElseGet(() -> LabKey.readOrCreate(config.dataDir().resolve("lab.key")));
        Secrets secrets = Secrets.of(key, transactions);
        return new Post(
                new MailRelay(vertx, server, transactions, secrets, clock),
                new EmailSignInService(
                        transactions,
                        new Mails(secrets),
                        secrets,
                        new CodeMail(config.lab().name(), publicUrl),
                        joining,
                        clock,
                        config.limits().devicesPerAddressAndHour()));
    }

    /** On a database that other processes may use too: counts callers together with them, and hears which sessions end there. */
    void joinOthers() {
        if (!several()) {
            return;
        }
        limits.start();
        sessionNews = Optional.of(credentials.hear(database));
        joiningNews = Optional.of(credentials.hearJoinings(database));
    }

    /** The API on the contract; fails when the two differ. */
    ContractRouter router(Contract contract, MeterRegistry metrics) {
        Operations operations = new Operations();
        routes.forEach(room -> room.bind(operations));
        int perMinute = config.limits().requestsPerMinute();
        RateLimit rateLimit = new RateLimit(perMinute, Duration.ofMinutes(1), clock);
        // A hall full of people may share one address.
        RateLimit addressLimit = new RateLimit(perMinute * CALLERS_PER_ADDRESS, Duration.ofMinutes(1), clock);
        if (several()) {
            limits.add("persons", rateLimit);
            limits.add("addresses", addressLimit);
        }
        return new ContractRouter(
                contract,
                operations,
                new ContractRouter.Services(
                        credentials,
                        rateLimit,
                        addressLimit,
                        writeLane,
                        new OperationMetrics(metrics),
                        clock,
                        config.http().trustedProxies(),
                        changes));
    }

    /** The operations that have handlers. */
    Set<String> operationIds() {
        Operations operations = new Operations();
        routes.forEach(room -> room.bind(operations));
        return operations.ids();
    }

    IdentityService identity() {
        return identity;
    }

    PersonJoining joining() {
        return joining;
    }

    Transactions transactions() {
        return database.transactions();
    }

    Relay relay() {
        return relay;
    }

    Changes changes() {
        return changes;
    }

    LiveHub liveHub() {
        return liveHub;
    }

    DueClosings dueClosings() {
        return dueClosings;
    }

    BallotService ballots() {
        return ballotService;
    }

    EventService events() {
        return events;
    }

    /** What each room does to erase again; needs nothing of the rest. */
    static Erasures erasures(Transactions transactions) {
        return new Erasures(
                transactions, List.of(new IdeaErasure(new ReviewCases()), new DeviceErasure(), new ContactErasure()));
    }

    BotService bot() {
        return bot;
    }

    WriteLane writeLane() {
        return writeLane;
    }

    /** Fills what every lab needs before its first visitor. */
    void prepare() {
        municipalities.loadIfNone(config.municipalitiesFile());
    }

    /** Sample data for all rooms. */
    DemoLab demo() {
        return new DemoLab(identity, demoShares);
    }

    /** Removes what has served its time. */
    void tidy() {
        keptAnswers.forget();
        identity.forgetSessions();
        identity.forgetDevices();
        identity.forgetJoinings();
        relay.forget();
        post.ifPresent(there -> {
            there.signIn().forget();
            there.relay().forget();
        });
    }

    /** Sends mails, where there is a mail server. */
    Optional<MailRelay> mailRelay() {
        return post.map(Post::relay);
    }

    /** The embedded database belongs to one process, unless a supervisor runs it, and then it is an external one for us. */
    private boolean several() {
        return config.database().external().isPresent();
    }

    @Override
    public void close() {
        limits.close();
        sessionNews.ifPresent(Listening::close);
        joiningNews.ifPresent(Listening::close);
        dueClosings.close();
        relay.close();
        post.ifPresent(there -> there.relay().close());
        bot.close();
        marks.close();
        supports.close();
        writeLane.close();
        passwords.close();
    }
}
