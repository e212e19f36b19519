package de.saalelab.bench;

import java.time.Instant;
import java.util.UUID;

/** Chance that is the same in every run: each figure follows from what it is for and a number, so any row can be made alone. */
final class Draw {
    private static final long VERSION = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private Draw() {}

    /** 64 bits for the n-th thing of a kind (the finaliser of SplitMix64). */
    static long bits(String kind, long n) {
        long x = kind.hashCode() * 0x9E37_79B9_7F4A_7C15L + n * 0xD1B5_4A32_D192_ED03L;
        x = (x ^ (x >>> 30)) * 0xBF58_476D_1CE4_E5B9L;
        x = (x ^ (x >>> 27)) * 0x94D0_49BB_1331_11EBL;
        return x ^ (x >>> 31);
    }

    /** A whole number from 0 to below the bound. */
    static int below(int bound, String kind, long n) {
        return (int) Long.remainderUnsigned(bits(kind, n), bound);
    }

    /** A number from 0 to below 1. */
    static double fraction(String kind, long n) {
        return (bits(kind, n) >>> 11) * 0x1p-53;
    }

    /** One of them. */
    static String of(String[] choices, String kind, long n) {
        return choices[below(choices.length, kind, n)];
    }

    /** An id of version 7 that sorts at the moment; the other bits are drawn. */
    static UUID id(Instant moment, String kind, long n) {
        long bits = bits(kind, n);
        long high = (moment.toEpochMilli() << 16) | VERSION | (bits & 0x0FFFL);
        return new UUID(high, VARIANT | (bits(kind, n + Integer.MAX_VALUE) >>> 2));
    }
}
