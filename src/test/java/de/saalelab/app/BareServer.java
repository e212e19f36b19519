package de.saalelab.app;

import de.saalelab.platform.config.ConfigKey;
import de.saalelab.platform.db.Database;
import de.saalelab.platform.db.DatabaseAddress;
import de.saalelab.platform.db.Reads;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.sqlclient.Row;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;

/**
 * The limits that the product is measured against: a bare Vert.x handler ({@code /plain}), and a bare Vert.x with one prepared statement
 * ({@code /row/<idea>}); {@code /heap} says how many bytes of memory it uses. Transport, number of listeners and pool are the product's own; everything else is left out.
 */
public final class BareServer {
    private static final String ROW = "/row/";

    private BareServer() {}

    /** Arguments: port, file with the statement, the person whose view it is. The database is in {@code DATABASE_URL}. */
    public static void main(String[] arguments) throws Exception {
        int port = Integer.parseInt(arguments[0]);
        String statement = Files.readString(Path.of(arguments[1]));
        UUID reader = UUID.fromString(arguments[2]);
        Vertx vertx = Transports.dependable();
        Database.Limits limits = new Database.Limits(
                number(ConfigKey.DATABASE_CONNECTIONS), number(ConfigKey.DATABASE_WAITING), Duration.ofSeconds(5));
        Database database = Database.open(vertx, DatabaseAddress.parse(System.getenv("DATABASE_URL")), limits);
        Reads reads = database.reads();
        int processors = Runtime.getRuntime().availableProcessors();
        vertx.deployVerticle(
                        () -> new VerticleBase() {
                            @Override
                            public io.vertx.core.Future<?> start() {
                                return vertx.createHttpServer()
                                        .requestHandler(request -> answer(request, reads, statement, reader))
                                        .listen(port, "127.0.0.1");
                            }
                        },
                        new DeploymentOptions().setInstances(processors))
                .await();
    }

    private static int number(ConfigKey key) {
        String given = System.getenv(key.name());
        return Integer.parseInt(given == null ? key.fallback() : given);
    }

    private static void answer(HttpServerRequest request, Reads reads, String statement, UUID reader) {
        String path = request.path();
        if (path.equals("/heap")) {
            Runtime memory = Runtime.getRuntime();
            request.response().end(String.valueOf(memory.totalMemory() - memory.freeMemory()));
            return;
        }
        if (!path.startsWith(ROW)) {
            request.response().end("Guten Tag");
            return;
        }
        UUID idea = UUID.fromString(path.substring(ROW.length()));
        reads.first(statement, BareServer::longestText, idea, reader)
                .onSuccess(found -> found.ifPresentOrElse(
                        text -> request.response().end(text),
                        () -> request.response().setStatusCode(404).end()))
                .onFailure(fault -> request.response().setStatusCode(500).end(String.valueOf(fault.getMessage())));
    }

    /** So that the answer has about the size of the product's. */
    private static String longestText(Row row) {
        String longest = "";
        for (int i = 0; i < row.size(); i++) {
            String text = String.valueOf(row.getValue(i));
            longest = text.length() > longest.length() ? text : longest;
        }
        return longest;
    }
}
