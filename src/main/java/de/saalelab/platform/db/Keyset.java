package de.saalelab.platform.db;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Where a page ended: the sort's name and the last row's sort values, the last of which is unique. The next page begins behind it; no OFFSET is ever
 * counted. Values come back from the client, so each is parsed with suspicion.
 *
 * @param sort the sort that the position belongs to
 * @param values the sort values of the last row, in order
 */
public record Keyset(String sort, List<String> values) {
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    /** The position came back altered, or belongs to another list. */
    public static final class Invalid extends RuntimeException {
        public Invalid(String message) {
            super(message);
        }
    }

    public Keyset {
        values = List.copyOf(values);
    }

    /** A position; values keep full precision in their text form. */
    public static Keyset of(String sort, Object... values) {
        return new Keyset(sort, Stream.of(values).map(Object::toString).toList());
    }

    /** The value as an id. */
    public UUID id(int index) {
        return parsed(index, UUID::fromString);
    }

    /** The value as a moment that the database can hold. */
    public Instant instant(int index) {
        return parsed(index, value -> {
            Instant moment = Instant.parse(value);
            if (moment.isBefore(EARLIEST) || moment.isAfter(LATEST)) {
                throw new IllegalArgumentException("out of bounds");
            }
            return moment;
        });
    }

    /** The value as a whole number. */
    public int integer(int index) {
        return parsed(index, Integer::parseInt);
    }

    /** The value as a decimal number. */
    public double decimal(int index) {
        return parsed(index, value -> {
            if (value.length() > 40) {
                throw new NumberFormatException("too long");
            }
            return new BigDecimal(value).doubleValue();
        });
    }

    /** The value as text, bounded like every input. */
    public String text(int index) {
        return parsed(index, Function.identity());
    }

    private <T> T parsed(int index, Function<String, T> parse) {
        if (index >= values.size()) {
            throw new Invalid("The cursor has too few values");
        }
        try {
            return parse.apply(values.get(index));
        } catch (IllegalArgumentException | DateTimeParseException e) {
            throw new Invalid("The cursor's value " + index + " does not parse");
        }
    }
}
