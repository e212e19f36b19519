package de.saalelab.bench;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Saturates a server: a fixed number of connections, each of which sends its next request as soon as it has the answer. What is asked for is a Lua
 * function of a running number, so that no request is sent twice.
 *
 * @param connections open at once
 * @param tokens file with one token a line
 */
record Wrk(int connections, Path tokens) {
    private static final int THREADS = 2;
    private static final String FIGURES = "FIGURES ";

    /**
     * What it saw; times in milliseconds.
     *
     * @param failed answers from status 400 on, and connections that broke
     */
    record Seen(long requests, double seconds, long failed, double p50, double p99, double p999, double longest) {
        double perSecond() {
            return requests / seconds;
        }
    }

    /**
     * Runs for some seconds.
     *
     * @param request a Lua chunk that defines {@code build(n)}, which returns method, path, and if wanted headers and body
     * @param first the first running number, so that a run goes on where another ended
     */
    Seen run(int port, String request, long first, int seconds) {
        try {
            Path script = Files.createTempFile("bench", ".lua");
            Files.writeString(script, script(request, port, first));
            String output = Command.run(
                    seconds + 60L,
                    Map.of(),
                    List.of(
                            "wrk",
                            "-t" + THREADS,
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

    private String script(String request, int port, long first) {
        return """
                local threads = 0
                function setup(thread)
                  thread:set("id", threads)
                  threads = threads + 1
                end
                function init(args)
                  tokens = {}
                  for line in io.lines("%s") do tokens[#tokens + 1] = line end
                  number = %d + id
                end
                %s
                function request()
                  local method, path, headers, body = build(number)
                  number = number + %d
                  body = body or ""
                  return method .. " " .. path .. " HTTP/1.1\\r\\nHost: 127.0.0.1:%d\\r\\n" .. (headers or "") ..
                         ((method ~= "GET") and ("Content-Length: " .. #body .. "\\r\\n") or "") .. "\\r\\n" .. body
                end
                function done(summary, latency, requests)
                  local errors = summary.errors
                  io.write(string.format('\\n%s{"requests":%%d,"micros":%%d,"failed":%%d,"p50":%%d,"p99":%%d,"p999":%%d,"max":%%d}\\n',
                    summary.requests, summary.duration, errors.status + errors.connect + errors.read + errors.write + errors.timeout,
                    latency:percentile(50), latency:percentile(99), latency:percentile(99.9), latency.max))
                end
                """.formatted(tokens, first, request, THREADS, port, FIGURES);
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
                seen.getLong("failed"),
                seen.getLong("p50") / 1e3,
                seen.getLong("p99") / 1e3,
                seen.getLong("p999") / 1e3,
                seen.getLong("max") / 1e3);
    }
}
