package de.saalelab.platform.config;

import de.saalelab.platform.config.Config.Log.Format;
import de.saalelab.platform.db.DatabaseAddress;
import de.saalelab.platform.mail.MailAddress;
import de.saalelab.platform.mail.MailServer;
import de.saalelab.platform.secret.LabKey;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;

/**
 * Reads settings: command line before environment before file before default. A bad value, an unknown key in the file, and an environment variable
 * that looks like one of ours misspelt are all refused together, by name.
 */
public final class ConfigReader {
    private static final int LARGEST_PORT = 65_535;
    private static final int EMBEDDED_CONNECTIONS = 50;
    private final Map<ConfigKey, String> values = new EnumMap<>(ConfigKey.class);
    private final List<String> defects = new ArrayList<>();

    private ConfigReader() {}

    /**
     * Reads and checks everything.
     *
     * @throws ConfigException naming every setting that cannot be used
     */
    public static Config read(
            Map<ConfigKey, String> commandLine, Map<String, String> environment, Optional<Path> file) {
        ConfigReader reader = new ConfigReader();
        file.ifPresent(reader::takeFile);
        reader.takeEnvironment(environment);
        reader.values.putAll(commandLine);
        Config config = reader.build();
        if (!reader.defects.isEmpty()) {
            throw new ConfigException(reader.defects);
        }
        return config;
    }

    private void takeFile(Path file) {
        Properties properties = new Properties();
        try (Reader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException("The settings file " + file + " cannot be read", e);
        }
        for (String name : properties.stringPropertyNames()) {
            ConfigKey.named(name)
                    .ifPresentOrElse(
                            key -> values.put(key, properties.getProperty(name).strip()),
                            () -> defects.add(
                                    name + " in " + file.getFileName() + " is no setting" + suggestion(name)));
        }
    }

    private void takeEnvironment(Map<String, String> environment) {
        environment.forEach((name, value) -> ConfigKey.named(name)
                .ifPresentOrElse(key -> values.put(key, value.strip()), () -> {
                    String near = suggestion(name);
                    if (!near.isEmpty()) {
                        defects.add(name + " in the environment is no setting" + near);
                    }
                }));
    }

    private static String suggestion(String name) {
        for (ConfigKey key : ConfigKey.values()) {
            if (Misspelling.of(name, key.name())) {
                return "; do you mean " + key + "?";
            }
        }
        return "";
    }

    private Config build() {
        boolean embedded = values.getOrDefault(ConfigKey.DATABASE_URL, "").isEmpty();
        if (embedded && !values.getOrDefault(ConfigKey.DATABASE_READ_URL, "").isEmpty()) {
            defects.add(ConfigKey.DATABASE_READ_URL + " needs a " + ConfigKey.DATABASE_URL);
        }
        if (embedded && number(ConfigKey.DATABASE_CONNECTIONS, 2, 100) > EMBEDDED_CONNECTIONS) {
            defects.add(ConfigKey.DATABASE_CONNECTIONS + " may be at most " + EMBEDDED_CONNECTIONS
                    + " with the embedded PostgreSQL");
        }
        return new Config(
                new Config.Http(
                        text(ConfigKey.HTTP_HOST),
                        number(ConfigKey.HTTP_PORT, 0, LARGEST_PORT),
                        optional(ConfigKey.PUBLIC_URL, ConfigReader::webAddress),
                        number(ConfigKey.TRUSTED_PROXIES, 0, 5),
                        Duration.ofMillis(number(ConfigKey.DRAIN_NOTICE_MS, 0, 60_000)),
                        number(ConfigKey.WORKER_PORTS, 0, LARGEST_PORT - 16)),
                Path.of(text(ConfigKey.DATA_DIR)).toAbsolutePath().normalize(),
                new Config.Database(
                        optional(ConfigKey.DATABASE_URL, DatabaseAddress::parse),
                        optional(ConfigKey.DATABASE_READ_URL, DatabaseAddress::parse),
                        number(ConfigKey.DATABASE_PORT, 0, LARGEST_PORT),
                        number(ConfigKey.DATABASE_CONNECTIONS, 2, 100),
                        number(ConfigKey.DATABASE_WAITING, 0, 10_000),
                        Duration.ofMillis(number(ConfigKey.STATEMENT_TIMEOUT_MS, 100, 60_000))),
                new Config.Limits(
                        number(ConfigKey.WRITES_AT_ONCE, 1, 1_000),
                        number(ConfigKey.DEVICES_PER_ADDRESS, 1, 1_000_000),
                        number(ConfigKey.REQUESTS_PER_MINUTE, 1, 1_000_000)),
                new Config.Lab(
                        text(ConfigKey.LAB_NAME),
                        optional(ConfigKey.LAB_PHONE, Function.identity()),
                        optional(ConfigKey.LAB_EMAIL, Function.identity()),
                        optional(ConfigKey.LAB_HOURS, Function.identity())),
                Duration.ofHours(number(ConfigKey.SESSION_HOURS, 1, 72)),
                mail(),
                optional(ConfigKey.LAB_KEY, LabKey::of),
                optional(ConfigKey.MUNICIPALITIES_FILE, ConfigReader::readableFile),
                optional(ConfigKey.METRICS_TOKEN, Function.identity()),
                new Config.Backup(
                        optional(
                                ConfigKey.BACKUP_DIR,
                                value -> Path.of(value).toAbsolutePath().normalize()),
                        Duration.ofSeconds(number(ConfigKey.BACKUP_SECONDS, 5, 3_600)),
                        Duration.ofHours(number(ConfigKey.BACKUP_HOURS, 0, 720)),
                        number(ConfigKey.BACKUP_KEEP, 1, 1_000)),
                new Config.Log(oneOf(ConfigKey.LOG_FORMAT, Format.class), logLevel()));
    }

    private Optional<MailServer> mail() {
        Optional<String> host = optional(ConfigKey.SMTP_HOST, Function.identity());
        int port = number(ConfigKey.SMTP_PORT, 1, LARGEST_PORT);
        MailServer.Tls tls = oneOf(ConfigKey.SMTP_TLS, MailServer.Tls.class);
        Optional<String> user = optional(ConfigKey.SMTP_USER, Function.identity());
        Optional<String> password = optional(ConfigKey.SMTP_PASSWORD, Function.identity());
        Optional<String> from = optional(ConfigKey.MAIL_FROM, ConfigReader::mailAddress);
        if (host.isPresent() && from.isEmpty()) {
            defects.add(ConfigKey.MAIL_FROM + " is needed with " + ConfigKey.SMTP_HOST);
        }
        if (user.isPresent() != password.isPresent()) {
            defects.add(ConfigKey.SMTP_USER + " and " + ConfigKey.SMTP_PASSWORD + " belong together");
        }
        return host.map(name -> new MailServer(name, port, tls, user, password, from.orElse("")));
    }

    private static String mailAddress(String value) {
        return MailAddress.parse(value)
                .map(MailAddress::value)
                .orElseThrow(() -> new IllegalArgumentException("must be an address such as lab@example.de"));
    }

    private String text(ConfigKey key) {
        String value = values.getOrDefault(key, key.fallback());
        if (value.isBlank()) {
            defects.add(key + " must not be empty");
        }
        return value;
    }

    private int number(ConfigKey key, int from, int to) {
        String value = values.getOrDefault(key, key.fallback());
        try {
            int number = Integer.parseInt(value);
            if (number >= from && number <= to) {
                return number;
            }
        } catch (NumberFormatException e) {
            defects.add("%s must be a whole number from %d to %d, not \"%s\"".formatted(key, from, to, value));
            return from;
        }
        defects.add("%s must be from %d to %d, not %s".formatted(key, from, to, value));
        return from;
    }

    private <T> Optional<T> optional(ConfigKey key, Function<String, T> read) {
        String value = values.getOrDefault(key, key.fallback());
        if (value.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(read.apply(value));
        } catch (IllegalArgumentException e) {
            defects.add(key + " " + e.getMessage());
            return Optional.empty();
        }
    }

    private <E extends Enum<E>> E oneOf(ConfigKey key, Class<E> type) {
        String value = values.getOrDefault(key, key.fallback());
        for (E constant : type.getEnumConstants()) {
            if (constant.name().toLowerCase(Locale.ROOT).equals(value)) {
                return constant;
            }
        }
        defects.add(key + " must be one of "
                + List.of(type.getEnumConstants()).toString().toLowerCase(Locale.ROOT));
        return type.getEnumConstants()[0];
    }

    private String logLevel() {
        String level = text(ConfigKey.LOG_LEVEL);
        if (!List.of("error", "warn", "info", "debug").contains(level)) {
            defects.add(ConfigKey.LOG_LEVEL + " must be error, warn, info or debug");
        }
        return level;
    }

    private static String webAddress(String value) {
        URI uri = URI.create(value);
        if (uri.getHost() == null || !("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))) {
            throw new IllegalArgumentException("must be an address such as https://lab.example");
        }
        return value.endsWith("/") ? value.substring(0, value.length() - 1) : value;
    }

    private static Path readableFile(String value) {
        Path path = Path.of(value);
        if (!Files.isReadable(path)) {
            throw new IllegalArgumentException("names a file that cannot be read: " + value);
        }
        return path;
    }
}
