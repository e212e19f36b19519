package de.saalelab.chaos;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The scenarios by name. */
enum ScenarioKind {
    SERVER_KILL("kill -9 of the server", 200),
    POSTGRES_KILL("kill -9 of PostgreSQL and its children", 200),
    FAILOVER("the primary dies, its synchronous standby is promoted", 50),
    NETWORK("delay, reset, cut, half-open and dead connections, at clients and at the database", 60),
    PACKET_LOSS("packets are dropped by the kernel: some, many, all", 30),
    FULL_DISK("PostgreSQL's disk is full, then not", 20),
    SLOW_DISK("each flush to PostgreSQL's disk takes up to two seconds", 20),
    CLOCK_JUMPS("the server's clock jumps, up to an hour forth and back", 30),
    ROLLING_RESTART("two processes behind a proxy are restarted in turn", 20);

    private final String about;
    private final int usualRounds;

    ScenarioKind(String about, int usualRounds) {
        this.about = about;
        this.usualRounds = usualRounds;
    }

    static Optional<ScenarioKind> named(String key) {
        return Arrays.stream(values()).filter(kind -> kind.key().equals(key)).findFirst();
    }

    String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String about() {
        return about;
    }

    int usualRounds() {
        return usualRounds;
    }

    /** Starts everything; throws {@link Installation.Missing} when this machine has not what it needs. */
    Scenario open(Ground ground) {
        return switch (this) {
            case SERVER_KILL -> new ServerKill(ground);
            case POSTGRES_KILL -> new PostgresKill(ground);
            case FAILOVER -> new Failover(ground);
            case NETWORK -> new NetworkFaults(ground);
            case PACKET_LOSS -> new PacketLoss(ground);
            case FULL_DISK -> new FullDisk(ground);
            case SLOW_DISK -> new SlowDisk(ground);
            case CLOCK_JUMPS -> new ClockJumps(ground);
            case ROLLING_RESTART -> new RollingRestart(ground);
        };
    }
}
