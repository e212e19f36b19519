package de.saalelab.fuzz;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * One request, byte for byte.
 *
 * @param target path and query as they stand in the request line
 * @param headers without Host and Content-Length, which the connection adds
 * @param framed false when headers already say how long the body is, rightly or not
 * @param why what is special about it, for whoever reads a finding
 */
record Sent(
        ApiOperation operation,
        FuzzCaller caller,
        String method,
        String target,
        List<Header> headers,
        Buffer body,
        boolean framed,
        Expectation expectation,
        String why) {

    private static final int LONGEST_SHOWN = 3_000;

    record Header(String name, String value) {}

    /** What the contract says must come of it. */
    enum Expectation {
        /** Within the contract, by a caller who is let in: it may fail for what it is about, not for its form. */
        TAKEN,
        /** Outside of the contract, or by somebody who is not let in: a 4xx, and nothing else. */
        REFUSED,
        /** Not even HTTP, or more of it than anybody takes: a 4xx, or a closed connection. */
        CUT_OFF,
        /** The contract leaves it open. */
        OPEN
    }

    byte[] bytes(int port) {
        StringBuilder head = new StringBuilder(512)
                .append(method)
                .append(' ')
                .append(target)
                .append(" HTTP/1.1\r\nHost: 127.0.0.1:")
                .append(port)
                .append("\r\n");
        headers.forEach(header ->
                head.append(header.name()).append(": ").append(header.value()).append("\r\n"));
        if (framed && (body.length() > 0 || operation.changes())) {
            head.append("Content-Length: ").append(body.length()).append("\r\n");
        }
        byte[] first = head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
        return Buffer.buffer(first).appendBuffer(body).getBytes();
    }

    /** The same request for a shell. */
    String curl(int port) {
        StringBuilder line = new StringBuilder("curl -i -g --path-as-is -X ")
                .append(method)
                .append(' ')
                .append(quoted(("http://127.0.0.1:" + port + target).getBytes(StandardCharsets.ISO_8859_1)));
        headers.forEach(header -> line.append(" -H ")
                .append(quoted((header.name() + ": " + header.value()).getBytes(StandardCharsets.ISO_8859_1))));
        if (body.length() > 0) {
            line.append(" --data-binary ").append(quoted(body.getBytes()));
        }
        return line.toString();
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_SHOWN
                ? text
                : text.substring(0, LONGEST_SHOWN) + "… (%d characters)".formatted(text.length());
    }

    private static String quoted(byte[] bytes) {
        StringBuilder text = new StringBuilder("$'");
        for (byte octet : bytes) {
            int value = octet & 0xFF;
            if (value < 0x20 || value > 0x7E) {
                text.append("\\x").append("%02x".formatted(value));
            } else if (value == '\'' || value == '\\') {
                text.append('\\').append((char) value);
            } else {
                text.append((char) value);
            }
        }
        return shortened(text.append('\'').toString());
    }

    Sent with(String newTarget, List<Header> newHeaders, Buffer newBody) {
        return new Sent(operation, caller, method, newTarget, newHeaders, newBody, framed, expectation, why);
    }
}
