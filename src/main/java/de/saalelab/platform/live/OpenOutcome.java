package de.saalelab.platform.live;

/** What came of opening a stream. */
enum OpenOutcome {
    /** The response belongs to the hub now. */
    OPENED,
    UNKNOWN_TOPIC,
    /** As many streams as allowed are open, or the process is about to stop. */
    FULL
}
