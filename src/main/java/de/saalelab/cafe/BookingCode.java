package de.saalelab.cafe;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What stands for a booking on the phone: six symbols out of twenty. Of every group that looks or sounds alike (0 O Q, 1 I L, 2 Z, 5 S, 8 B, 6 G,
 * U V, M N) at most one is used. 64 million codes against some hundred open bookings: with the limits on tries, guessing one takes years.
 *
 * @param symbols the six symbols, without a hyphen
 */
record BookingCode(String symbols) {
    static final String ALPHABET = "ACDEFHJKMPRTWXY34679";
    static final int LENGTH = 6;
    private static final Pattern SYMBOLS = Pattern.compile("[" + ALPHABET + "]{" + LENGTH + "}");
    /** Spaces of any width and dashes of any length: people type what the phone's keyboard offers. */
    private static final Pattern FILLING = Pattern.compile("[\\s\\p{Z}\\p{Pd}]+");

    BookingCode {
        if (!SYMBOLS.matcher(symbols).matches()) {
            throw new IllegalArgumentException("Not a booking code");
        }
    }

    /** The code in what somebody typed or said; empty when it cannot be one. */
    static Optional<BookingCode> parse(String typed) {
        String symbols = FILLING.matcher(typed).replaceAll("").toUpperCase(Locale.ROOT);
        return SYMBOLS.matcher(symbols).matches() ? Optional.of(new BookingCode(symbols)) : Optional.empty();
    }

    /** As it is printed, such as {@code K7M-4PX}. */
    String printed() {
        return symbols.substring(0, 3) + "-" + symbols.substring(3);
    }

    /** Hidden, because codes are secrets and logs are not. */
    @Override
    public String toString() {
        return "BookingCode[…]";
    }
}
