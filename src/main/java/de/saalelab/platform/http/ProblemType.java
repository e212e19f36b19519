package de.saalelab.platform.http;

import java.util.Locale;

/**
 * Every problem that the API can answer with (RFC 9457). Slugs are permanent: clients compare them. Title and detail in each language stand in the text
 * bundles as {@code problem.<slug>.title} and {@code problem.<slug>.detail}; a test holds enum, texts, contract and catalogue page equal.
 */
public enum ProblemType {
    INVALID_REQUEST(400),
    INVALID_JSON(400),
    INVALID_TEXT(400),
    INVALID_CURSOR(400),
    UNAUTHENTICATED(401),
    WRONG_CREDENTIALS(401),
    FORBIDDEN(403),
    CSRF_TOKEN_MISSING(403),
    NOT_FOUND(404),
    METHOD_NOT_ALLOWED(405),
    BODY_TOO_LARGE(413),
    URI_TOO_LONG(414),
    UNSUPPORTED_MEDIA_TYPE(415),
    IDEMPOTENCY_CONFLICT(422),
    IDEMPOTENCY_IN_PROGRESS(409),
    VERSION_STALE(412),
    VERSION_REQUIRED(428),
    HEADERS_TOO_LARGE(431),
    TOO_MANY_REQUESTS(429),
    INTERNAL_ERROR(500),
    OVERLOADED(503),
    NOT_READY(503),
    EMAIL_OFF(409),
    NO_EMAIL_CODE(409),
    WRONG_EMAIL_CODE(422),
    SOMEBODY_ELSE_SIGNED_IN(409),
    UNKNOWN_MUNICIPALITY(422),
    CALL_NOT_FOUND(404),
    CALL_CLOSED(409),
    IDEA_NOT_FOUND(404),
    IDEA_NOT_EDITABLE(409),
    IDEA_OWN(409),
    TOO_MANY_OPEN_IDEAS(409),
    CASE_NOT_FOUND(404),
    CASE_ALREADY_DECIDED(409),
    REASON_REQUIRED(422),
    EVENT_NOT_FOUND(404),
    PITCHING_CLOSED(409),
    TOO_MANY_PITCHES(409),
    BALLOT_NOT_FOUND(404),
    OPTION_NOT_FOUND(404),
    BALLOT_NOT_OPEN(409),
    BALLOT_CLOSED(409),
    NO_MARKS_LEFT(409),
    NO_MARK_TO_MOVE(409),
    UNKNOWN_TOPIC(404),
    SLOT_NOT_FOUND(404),
    SLOT_FULL(409),
    SLOT_OVER(409),
    TOPIC_NOT_OFFERED(422),
    BOOKING_OVERLAPS(409),
    TOO_MANY_BOOKINGS(409),
    BOOKING_NOT_FOUND(404),
    CAFE_DAY_NOT_FOUND(404),
    SERVICE_NOT_FOUND(404),
    UNKNOWN_INTENT(422),
    MESSAGE_NOT_FOUND(404);

    private final int status;

    ProblemType(int status) {
        this.status = status;
    }

    /** The permanent name, such as {@code slot-full}. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The HTTP status that goes with it. */
    public int status() {
        return status;
    }
}
