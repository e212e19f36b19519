package de.saalelab.platform.live;

import static de.saalelab.fuzz.ParserTarget.answering;

import de.saalelab.fuzz.ParserTarget;
import java.util.List;

/** What reads the names in requests for live streams. */
public final class LiveParsers {
    private LiveParsers() {}

    /** With right inputs. */
    public static List<ParserTarget> all() {
        return List.of(
                answering("event-id", text -> EventIds.read(text, 3), "213-17-4", "1-x-999999999999999999"),
                answering("live-topic", LiveTopic::parse, "ballot:019ab3c2-2222-7c3e-9d55-0f6a2b1c3d4e"));
    }
}
