package de.saalelab.fuzz;

import java.util.Map;
import java.util.Optional;

/**
 * What came back.
 *
 * @param status 0 when the connection was closed without an answer, -1 when nothing came in time
 * @param headers by lower-case name
 * @param nanos from the first byte sent to the last byte received
 */
record Received(int status, Map<String, String> headers, String body, long nanos) {
    static final int CLOSED = 0;
    static final int SILENCE = -1;

    Optional<String> header(String lowerCaseName) {
        return Optional.ofNullable(headers.get(lowerCaseName));
    }

    boolean is(String mediaType) {
        return header("content-type").orElse("").startsWith(mediaType);
    }
}
