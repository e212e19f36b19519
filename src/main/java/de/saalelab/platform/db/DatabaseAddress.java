package de.saalelab.platform.db;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Where a PostgreSQL database is reached, and as whom. Several endpoints are the members of one cluster: one of them is the primary, and which one may
 * change at any time.
 *
 * @param endpoints where it may be found; at least one
 * @param database database name
 * @param user role that owns the schema
 * @param password its password; never printed
 */
public record DatabaseAddress(List<Endpoint> endpoints, String database, String user, String password) {
    private static final int DEFAULT_PORT = 5432;
    private static final int LARGEST_PORT = 65_535;
    private static final String EXAMPLE = "must look like postgresql://user:password@host:5432/saalelab";
    private static final Pattern URL = Pattern.compile(
            "postgres(?:ql)?://(?<user>[^@/?#:]+)(?::(?<password>[^@/?#]*))?@(?<hosts>[^@/?#]+)/(?<database>[^/?#]+)(?<rest>.*)");
    private static final Pattern HOST = Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[^\\[\\]:\\s]+)(?::(\\d{1,5}))?");

    /**
     * One server.
     *
     * @param host host name or address
     * @param port TCP port
     */
    public record Endpoint(String host, int port) {
        @Override
        public String toString() {
            return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
        }
    }

    public DatabaseAddress {
        endpoints = List.copyOf(endpoints);
    }

    /** A database on one server. */
    public DatabaseAddress(String host, int port, String database, String user, String password) {
        this(List.of(new Endpoint(host, port)), database, user, password);
    }

    /**
     * Reads {@code postgresql://user:password@host:port/database}; several hosts are separated by commas, each with its port.
     *
     * @throws IllegalArgumentException when a part is missing, with a message that never repeats the password
     */
    public static DatabaseAddress parse(String url) {
        Matcher parts = URL.matcher(url);
        if (!parts.matches()) {
            throw new IllegalArgumentException(EXAMPLE);
        }
        if (!parts.group("rest").isEmpty()) {
            throw new IllegalArgumentException("has a part behind the database's name, which is not supported");
        }
        List<Endpoint> endpoints = Arrays.stream(parts.group("hosts").split(",", -1))
                .map(DatabaseAddress::endpoint)
                .toList();
        String password = parts.group("password");
        return new DatabaseAddress(
                endpoints,
                decode(parts.group("database")),
                decode(parts.group("user")),
                password == null ? "" : decode(password));
    }

    /** The first, or only, server's host. */
    public String host() {
        return endpoints.getFirst().host();
    }

    /** The first, or only, server's port. */
    public int port() {
        return endpoints.getFirst().port();
    }

    /** The same servers, another database. */
    public DatabaseAddress withDatabase(String name) {
        return new DatabaseAddress(endpoints, name, user, password);
    }

    /** For JDBC, which only the migrations use; among several servers it finds the primary. */
    public String jdbcUrl() {
        String url = "jdbc:postgresql://%s/%s?connectTimeout=3".formatted(hosts(), database);
        return endpoints.size() == 1 ? url : url + "&targetServerType=primary";
    }

    @Override
    public String toString() {
        return "postgresql://%s@%s/%s".formatted(user, hosts(), database);
    }

    private String hosts() {
        return endpoints.stream().map(Endpoint::toString).collect(Collectors.joining(","));
    }

    private static Endpoint endpoint(String text) {
        Matcher parts = HOST.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException(EXAMPLE);
        }
        int port = parts.group(2) == null ? DEFAULT_PORT : Integer.parseInt(parts.group(2));
        if (port < 1 || port > LARGEST_PORT) {
            throw new IllegalArgumentException(EXAMPLE);
        }
        return new Endpoint(parts.group(1).replaceAll("[\\[\\]]", ""), port);
    }

    private static String decode(String part) {
        try {
            return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // Its message would repeat the part.
            throw new IllegalArgumentException("has a percent sign that encodes nothing");
        }
    }
}
