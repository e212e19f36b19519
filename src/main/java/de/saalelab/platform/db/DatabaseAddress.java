package de.saalelab.platform.db;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/**
 * Where a PostgreSQL database is reached, and as whom.
 *
 * @param host host name or address
 * @param port TCP port
 * @param database database name
 * @param user role that owns the schema
 * @param password its password; never printed
 */
public record DatabaseAddress(String host, int port, String database, String user, String password) {
    private static final int DEFAULT_PORT = 5432;

    /**
     * Reads {@code postgresql://user:password@host:port/database}.
     *
     * @throws IllegalArgumentException when a part is missing, with a message that never repeats the password
     */
    public static DatabaseAddress parse(String url) {
        URI uri;
        try {
            uri = URI.create(url);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("is not a URL such as postgresql://user:password@host:5432/saalelab");
        }
        boolean postgres = "postgresql".equals(uri.getScheme()) || "postgres".equals(uri.getScheme());
        String path = uri.getPath();
        String userInfo = uri.getRawUserInfo();
        if (!postgres || uri.getHost() == null || path == null || path.length() < 2 || userInfo == null) {
            throw new IllegalArgumentException("must look like postgresql://user:password@host:5432/saalelab");
        }
        if (uri.getRawQuery() != null) {
            throw new IllegalArgumentException("has a part behind the question mark, which is not supported");
        }
        int colon = userInfo.indexOf(':');
        String user = colon < 0 ? userInfo : userInfo.substring(0, colon);
        String password = colon < 0 ? "" : userInfo.substring(colon + 1);
        int port = uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort();
        return new DatabaseAddress(uri.getHost(), port, path.substring(1), decode(user), decode(password));
    }

    /** The same server, another database. */
    public DatabaseAddress withDatabase(String name) {
        return new DatabaseAddress(host, port, name, user, password);
    }

    /** For JDBC, which only the migrations use. */
    public String jdbcUrl() {
        return "jdbc:postgresql://%s:%d/%s".formatted(host, port, database);
    }

    @Override
    public String toString() {
        return "postgresql://%s@%s:%d/%s".formatted(user, host, port, database);
    }

    private static String decode(String part) {
        return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
