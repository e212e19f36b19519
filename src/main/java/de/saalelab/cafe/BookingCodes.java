package de.saalelab.cafe;

import java.util.random.RandomGenerator;

/** Draws booking codes. Whether one is free only the database knows. */
final class BookingCodes {
    private final RandomGenerator random;

    BookingCodes(RandomGenerator random) {
        this.random = random;
    }

    BookingCode next() {
        StringBuilder symbols = new StringBuilder(BookingCode.LENGTH);
        for (int i = 0; i < BookingCode.LENGTH; i++) {
            symbols.append(BookingCode.ALPHABET.charAt(random.nextInt(BookingCode.ALPHABET.length())));
        }
        return new BookingCode(symbols.toString());
    }
}
