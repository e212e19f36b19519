package de.saalelab.bench;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Saturates a server: a fixed number of connections, each of which sends its next request as soon as it has the answer. One thread, so that there is one
 * running number and no request is sent twice.
 *
 * @param connections open at once
 * @param tokens file with one token a line
 */
record Wrk(int connections, Path tokens) {
    private static final String FIGURES = "FIGURES ";

    /**
     * What it saw; times in milliseconds.
     *
     * @param refused answers from status 400 on
     * @param broken connections that could not be opened, read or written, and answers that took longer than 30 seconds
     */
    record Seen(
            long requests,
            double seconds,
            long refused,
            long broken,
            double p50,
            double p99,
            double p999,
            double longest) {
        double perSecond() {
            return requests / seconds;
        }
    }

    /** Runs for some seconds. */
    Seen run(int port, Requests requests, int seconds) {
        try {
            Path script = Files.createTempFile("bench", ".lua");
            Files.writeString(script, script(requests));
            String output = Command.run(
                    seconds + 60L,
                    Map.of(),
                    List.of(
                            "wrk",
                            "-t1",
                            "-c" + connections,
                            "-d" + seconds + "s",
                            "--timeout",
                            "30s",
                            "-s",
                            script.toString(),
                            "http://127.0.0.1:" + port));
            Files.delete(script);
            return parse(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String script(Requests requests) {
        return """
                tokens = "%s"
                local number = -1
                %s
                function init(args) prepare() end
                function request()
                  number = number + 1
                  return make(number)
                end
                function done(summary, latency, requests)
                  local errors = summary.errors
                  io.write(string.format('\\n%s{"requests":%%d,"micros":%%d,"refused":%%d,"broken":%%d,"p50":%%d,"p99":%%d,"p999":%%d,"max":%%d}\\n',
                    summary.requests, summary.duration, errors.status, errors.connect + errors.read + errors.write + errors.timeout,
                    latency:percentile(50), latency:percentile(99), latency:percentile(99.9), latency.max))
                end
                """.formatted(tokens, requests.lua(), FIGURES);
    }

    static Seen parse(String output) {
        JsonObject seen = output.lines()
                .filter(line -> line.startsWith(FIGURES))
                .map(line -> new JsonObject(line.substring(FIGURES.length())))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("wrk gave no figures:\n" + output));
        return new Seen(
                seen.getLong("requests"),
                seen.getLong("micros") / 1e6,
                seen.getLong("refused"),
                seen.getLong("broken"),
                seen.getLong("p50") / 1e3,
                seen.getLong("p99") / 1e3,
                seen.getLong("p999") / 1e3,
                seen.getLong("max") / 1e3);
    }
}
