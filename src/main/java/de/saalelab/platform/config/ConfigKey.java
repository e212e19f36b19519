package de.saalelab.platform.config;

import java.util.Arrays;
import java.util.Optional;

/** Every setting there is, with its default and what it means. The operations page is checked against this list by a test. */
public enum ConfigKey {
    HTTP_HOST("127.0.0.1", "Address that the server listens on"),
    HTTP_PORT("8080", "Port that the server listens on; 0 takes a free one"),
    PUBLIC_URL(
            "",
            "Address under which people reach the server, such as https://lab.example; empty means http://localhost and the port"),
    TRUSTED_PROXIES(
            "0", "How many reverse proxies stand in front; the callers' addresses are then read from X-Forwarded-For"),
    DATA_DIR("data", "Folder for everything that the server keeps; made if missing"),
    DATABASE_URL(
            "",
            "postgresql://user:password@host:port/database of a PostgreSQL 15 or newer, several host:port with commas for a cluster; empty runs the embedded one in DATA_DIR"),
    DATABASE_READ_URL(
            "",
            "As DATABASE_URL, for read replicas of the same database; public reads may then be answered by them, up to five seconds late"),
    DATABASE_PORT("0", "Port of the embedded PostgreSQL; 0 takes a free one and stays with it"),
    DATABASE_CONNECTIONS("12", "Connections in the pool, 2 to 100"),
    DATABASE_WAITING("4096", "Requests that may wait for a connection, 0 to 10000; more are answered with 503"),
    STATEMENT_TIMEOUT_MS("5000", "Longest time for one statement, in milliseconds, 100 to 60000"),
    WRITES_AT_ONCE(
            "64",
            "Writing requests that may be under way at once, 1 to 1000; 500 more wait up to two seconds, the rest is answered with 503"),
    DRAIN_NOTICE_MS(
            "1500",
            "Time between saying \"not ready\" and taking no more connections when stopping, in milliseconds, 0 to 60000"),
    WORKER_PORTS(
            "0",
            "First of the ports of 127.0.0.1 on which each of several processes answers for its own health and metrics; 0 takes free ones"),
    SESSION_HOURS("12", "Hours until a staff session ends, 1 to 72"),
    DEVICES_PER_ADDRESS(
            "300",
            "New devices that one network address may register in an hour, and codes by e-mail that it may ask for; a hall shares one address"),
    REQUESTS_PER_MINUTE(
            "240",
            "Requests that one device may send in a minute; callers without one share twenty times as many for each address"),
    LAB_NAME("Open-Government-Labor", "Name of the lab, as people read it"),
    LAB_PHONE("", "Telephone of the person whom the bot hands over to"),
    LAB_EMAIL("", "E-mail of that person"),
    LAB_HOURS("", "When that person can be reached, in words"),
    MUNICIPALITIES_FILE(
            "", "YAML file with the municipalities for the first start; empty takes those of the Saalekreis"),
    SMTP_HOST("", "Mail server that takes our mails; empty means that none are sent and nobody can sign in by e-mail"),
    SMTP_PORT("587", "Its port"),
    SMTP_TLS(
            "starttls",
            "starttls, tls from the first byte (port 465), or none, which only a mail server on this machine should need"),
    SMTP_USER("", "User name at the mail server; empty means without signing in"),
    SMTP_PASSWORD("", "Password at the mail server"),
    MAIL_FROM("", "Address that our mails come from; needed with SMTP_HOST"),
    LAB_KEY(
            "",
            "The secret that contacts are sealed with, 32 random bytes in base64url; empty takes the file lab.key in DATA_DIR, made at the first need"),
    METRICS_TOKEN(
            "", "Bearer token that /metrics asks for; empty means that only callers on this machine may read them"),
    BACKUP_DIR(
            "", "Folder for backups of the embedded PostgreSQL, best on another disk; empty means that none are made"),
    BACKUP_SECONDS("60", "Seconds that may be missing at most after a loss of the data folder, 5 to 3600"),
    BACKUP_HOURS("24", "Hours between two whole copies that the server makes by itself, 0 to 720; 0 makes none"),
    BACKUP_KEEP("7", "Whole copies that are kept, 1 to 1000"),
    LOG_FORMAT("text", "text for people, json for machines"),
    LOG_LEVEL("info", "error, warn, info or debug");

    private final String fallback;
    private final String meaning;

    ConfigKey(String fallback, String meaning) {
        this.fallback = fallback;
        this.meaning = meaning;
    }

    /** The value when nothing else is said. */
    public String fallback() {
        return fallback;
    }

    /** One sentence for the operations page and the command line. */
    public String meaning() {
        return meaning;
    }

    static Optional<ConfigKey> named(String name) {
        return Arrays.stream(values()).filter(key -> key.name().equals(name)).findFirst();
    }
}
