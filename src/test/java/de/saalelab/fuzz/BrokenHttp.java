package de.saalelab.fuzz;

import de.saalelab.fuzz.Sent.Expectation;
import de.saalelab.fuzz.Sent.Header;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Breaks a request below the API: heads that are too long, URLs that do not decode, bodies whose length is a lie. */
final class BrokenHttp {
    private BrokenHttp() {}

    static Sent from(Sent sent, RandomGenerator random) {
        return switch (random.nextInt(12)) {
            case 0 ->
                target(
                        sent,
                        sent.target() + (sent.target().contains("?") ? "&" : "?") + "x=" + "a".repeat(9_000),
                        Expectation.CUT_OFF);
            case 1 -> header(sent, "X-Long", "a".repeat(9_000));
            case 2 -> header(sent, "Content-Length", "-5");
            case 3 -> header(sent, "Content-Length", "5x");
            case 4 -> chunked(sent, "zz\r\n{}\r\n0\r\n\r\n");
            case 5 -> chunked(sent, "-1\r\n{}\r\n0\r\n\r\n");
            case 6 ->
                target(sent, sent.target() + (sent.target().contains("?") ? "&" : "?") + "a=%ZZ", Expectation.REFUSED);
            case 7 -> target(sent, "/api/v1/ideas/%ZZ", Expectation.CUT_OFF);
            case 8 -> target(sent, "/api/v1/ideas/%C3%28%00", Expectation.CUT_OFF);
            case 9 -> method(sent, "G\u00E4T");
            case 10 -> many(sent);
            default -> method(sent, "PROPFIND");
        };
    }

    private static Sent target(Sent sent, String target, Expectation expectation) {
        return made(sent, sent.method(), target, sent.headers(), sent.body(), true, expectation);
    }

    private static Sent method(Sent sent, String method) {
        return made(sent, method, sent.target(), sent.headers(), Buffer.buffer(), true, Expectation.CUT_OFF);
    }

    private static Sent header(Sent sent, String name, String value) {
        List<Header> headers = new ArrayList<>(sent.headers());
        headers.add(new Header(name, value));
        return made(
                sent,
                sent.method(),
                sent.target(),
                headers,
                sent.body(),
                !name.equals("Content-Length"),
                Expectation.CUT_OFF);
    }

    private static Sent chunked(Sent sent, String chunks) {
        List<Header> headers = new ArrayList<>(sent.headers());
        headers.add(new Header("Transfer-Encoding", "chunked"));
        return made(sent, "POST", "/api/v1/bot/messages", headers, Buffer.buffer(chunks), false, Expectation.CUT_OFF);
    }

    /** Too many small headers are as bad as a long one. */
    private static Sent many(Sent sent) {
        List<Header> headers = new ArrayList<>(sent.headers());
        for (int i = 0; i < 1_000; i++) {
            headers.add(new Header("X-" + i, "aaaaaaaaaa"));
        }
        return made(sent, sent.method(), sent.target(), headers, sent.body(), true, Expectation.CUT_OFF);
    }

    private static Sent made(
            Sent sent,
            String method,
            String target,
            List<Header> headers,
            Buffer body,
            boolean framed,
            Expectation expectation) {
        return new Sent(
                sent.operation(), sent.caller(), method, target, headers, body, framed, expectation, "broken HTTP");
    }
}
