package de.saalelab.cafe;

import static de.saalelab.fuzz.ParserTarget.answering;

import de.saalelab.fuzz.ParserTarget;
import java.util.List;

/** What reads booking codes. */
public final class CafeParsers {
    private CafeParsers() {}

    /** With right inputs. */
    public static List<ParserTarget> all() {
        return List.of(answering(
                "booking-code", typed -> BookingCode.parse(typed).map(BookingCode::printed), "K7M-4PX", " k7m – 4px "));
    }
}
