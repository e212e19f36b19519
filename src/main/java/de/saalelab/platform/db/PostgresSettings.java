package de.saalelab.platform.db;

import de.saalelab.platform.db.EmbeddedPostgres.Durability;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The settings of the embedded PostgreSQL. They go on the command line, where neither a file in the cluster nor ALTER SYSTEM can
 * change them.
 */
final class PostgresSettings {
    private PostgresSettings() {}

    /** As arguments of {@code postgres}. */
    static List<String> arguments(int port, Durability durability) {
        return arguments(port, durability, Map.of());
    }

    /** As above, with further settings. */
    static List<String> arguments(int port, Durability durability, Map<String, String> further) {
        Map<String, String> settings = new LinkedHashMap<>();
        reach(settings, port);
        smallServer(settings);
        quietLog(settings);
        switch (durability) {
            case SAFE -> durable(settings, "on");
            case TESTS_ONLY -> durable(settings, "off");
        }
        settings.putAll(further);
        List<String> arguments = new ArrayList<>();
        settings.forEach((name, value) -> {
            arguments.add("-c");
            arguments.add(name + "=" + value);
        });
        return arguments;
    }

    private static void reach(Map<String, String> settings, int port) {
        settings.put("listen_addresses", EmbeddedPostgres.HOST);
        settings.put("port", String.valueOf(port));
        settings.put("unix_socket_directories", "");
        settings.put("password_encryption", "scram-sha-256");
    }

    private static void smallServer(Map<String, String> settings) {
        settings.put("shared_buffers", "128MB");
        settings.put("max_connections", "60");
        settings.put("timezone", "UTC");
        settings.put("log_timezone", "UTC");
    }

    /**
     * No statement, no parameter, and no row reaches the log. The text of an ERROR may quote what a person typed ("invalid input
     * syntax …") and its DETAIL a whole key or row, so errors of statements are not logged at all: the client gets them, and logs
     * them under its own rules. LOG, FATAL and PANIC, the server's own affairs, remain.
     */
    private static void quietLog(Map<String, String> settings) {
        settings.put("logging_collector", "off");
        settings.put("log_destination", "stderr");
        settings.put("log_min_messages", "log");
        settings.put("log_min_error_statement", "panic");
        settings.put("log_error_verbosity", "terse");
        settings.put("log_statement", "none");
        settings.put("log_min_duration_statement", "-1");
        settings.put("log_parameter_max_length", "0");
        settings.put("log_parameter_max_length_on_error", "0");
        settings.put("log_checkpoints", "off");
    }

    private static void durable(Map<String, String> settings, String onOrOff) {
        settings.put("fsync", onOrOff);
        settings.put("synchronous_commit", onOrOff);
        settings.put("full_page_writes", onOrOff);
    }
}
