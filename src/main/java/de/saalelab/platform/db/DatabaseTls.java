package de.saalelab.platform.db;

import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How the way to the database is protected; the names are those of PostgreSQL's own clients.
 *
 * @param mode how much is checked
 * @param root file with the certificates that are trusted, PEM; only to verify
 */
public record DatabaseTls(Mode mode, Optional<Path> root) {
    /** No TLS. */
    public static final DatabaseTls NONE = new DatabaseTls(Mode.DISABLE, Optional.empty());

    /** What is asked of the server. */
    public enum Mode {
        /** Plain text, for one machine. */
        DISABLE("disable"),
        /** Encrypted, to whoever answers: keeps listeners out, but nobody who stands in between. */
        REQUIRE("require"),
        /** Encrypted, and the server shows a certificate for its name by somebody who is trusted. */
        VERIFY_FULL("verify-full");

        private final String word;

        Mode(String word) {
            this.word = word;
        }

        private static Mode of(String word) {
            for (Mode mode : values()) {
                if (mode.word.equals(word)) {
                    return mode;
                }
            }
            throw new IllegalArgumentException("has an sslmode that is none of disable, require, verify-full");
        }
    }

    /** Reads what follows the name of the database, from the question mark on; nothing means no TLS. */
    static DatabaseTls parse(String text) {
        if (text.isEmpty()) {
            return NONE;
        }
        Map<String, String> parameters = new HashMap<>();
        for (String pair : text.substring(1).split("&", -1)) {
            String[] parts = pair.split("=", 2);
            parameters.put(parts[0], parts.length < 2 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        Mode mode = Mode.of(Optional.ofNullable(parameters.remove("sslmode")).orElse("disable"));
        Optional<Path> root =
                Optional.ofNullable(parameters.remove("sslrootcert")).map(Path::of);
        if (!text.startsWith("?") || !parameters.isEmpty()) {
            throw new IllegalArgumentException("takes no other parameters than sslmode and sslrootcert");
        }
        if ((mode == Mode.VERIFY_FULL) != root.filter(Files::isReadable).isPresent()) {
            throw new IllegalArgumentException(
                    "needs sslrootcert, a file that can be read, with sslmode=verify-full only");
        }
        return new DatabaseTls(mode, root);
    }

    /** As {@link #parse} and JDBC read it. */
    String parameters() {
        return "?sslmode=" + mode.word
                + root.map(file -> "&sslrootcert=" + URLEncoder.encode(file.toString(), StandardCharsets.UTF_8))
                        .orElse("");
    }

    PgConnectOptions applyTo(PgConnectOptions options) {
        return switch (mode) {
            case DISABLE -> options.setSslMode(SslMode.DISABLE);
            case REQUIRE -> options.setSslMode(SslMode.REQUIRE).setSslOptions(new ClientSSLOptions().setTrustAll(true));
            case VERIFY_FULL ->
                options.setSslMode(SslMode.VERIFY_FULL)
                        .setSslOptions(new ClientSSLOptions()
                                .setHostnameVerificationAlgorithm("HTTPS")
                                .setTrustOptions(new PemTrustOptions()
                                        .addCertPath(root.orElseThrow().toString())));
        };
    }
}
