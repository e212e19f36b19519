package de.saalelab.platform.db;

import java.security.SecureRandom;
import java.util.UUID;

/** Ids that sort by time of making: UUID version 7 (RFC 9562, section 5.7), 48 bits of milliseconds and 74 random bits. */
public final class Uuid7 {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final long VERSION = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private Uuid7() {}

    /** A new id. */
    public static UUID next() {
        return at(System.currentTimeMillis());
    }

    /** A new id that sorts at the given time, in milliseconds since 1970. */
    public static UUID at(long epochMillis) {
        long high = (epochMillis << 16) | VERSION | (RANDOM.nextInt() & 0x0FFFL);
        long low = VARIANT | (RANDOM.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL);
        return new UUID(high, low);
    }
}
