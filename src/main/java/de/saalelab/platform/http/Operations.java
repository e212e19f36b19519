package de.saalelab.platform.http;

import de.saalelab.platform.db.PublicData;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Which handler answers which operation, by operationId. Reads are futures on the event loop; writes are straight-line code on virtual threads, or
 * are gathered into sets; streams keep the response open.
 */
public final class Operations {
    /** Answers without blocking, on the event loop. */
    @FunctionalInterface
    public interface Read {
        Future<Reply> handle(Call call);
    }

    /** Answers with straight-line code that may wait, on a virtual thread. */
    @FunctionalInterface
    public interface Write {
        Reply handle(Call call);
    }

    /** Hands a write over to be done together with others that arrive at the same time; completes when it is durable. */
    @FunctionalInterface
    public interface Gathered {
        Future<Reply> handle(Call call);
    }

    /** Takes the response over and keeps it open. Completing with a reply refuses the stream. */
    @FunctionalInterface
    public interface Stream {
        Future<Reply> handle(Call call, HttpServerResponse response);
    }

    sealed interface Handler {
        record Reading(Read read, Set<PublicData> madeFrom) implements Handler {}

        record Writing(Write write) implements Handler {}

        record Gathering(Gathered gathered) implements Handler {}

        record Streaming(Stream stream) implements Handler {}
    }

    private final Map<String, Handler> handlers = new HashMap<>();

    public void read(String operationId, Read read) {
        put(operationId, new Handler.Reading(read, Set.of()));
    }

    /**
     * As {@link #read}, for answers that are the same for everybody without a credential: those come from memory.
     *
     * @param madeFrom all that the answer is made from
     */
    public void page(String operationId, Set<PublicData> madeFrom, Read read) {
        put(operationId, new Handler.Reading(read, madeFrom));
    }

    public void write(String operationId, Write write) {
        put(operationId, new Handler.Writing(write));
    }

    public void gathered(String operationId, Gathered gathered) {
        put(operationId, new Handler.Gathering(gathered));
    }

    public void stream(String operationId, Stream stream) {
        put(operationId, new Handler.Streaming(stream));
    }

    /** The operations that have handlers. */
    public Set<String> ids() {
        return Set.copyOf(handlers.keySet());
    }

    Handler handler(String operationId) {
        Handler handler = handlers.get(operationId);
        if (handler == null) {
            throw new IllegalStateException("No handler for " + operationId);
        }
        return handler;
    }

    private void put(String operationId, Handler handler) {
        if (handlers.put(operationId, handler) != null) {
            throw new IllegalStateException("Two handlers for " + operationId);
        }
    }
}
