package de.saalelab.platform.live;

import io.vertx.core.buffer.Buffer;

/**
 * A topic's state as bytes, made once for all streams.
 *
 * @param whole with the version as event id, for streams of this topic alone
 * @param withoutId for streams of several topics, whose event ids are their own
 */
record LiveFrame(long version, Buffer whole, Buffer withoutId) {
    static LiveFrame of(LiveState state) {
        Buffer event = Buffer.buffer("event: " + state.event() + "\ndata: " + state.data() + "\n\n");
        Buffer whole = Buffer.buffer("id: " + state.version() + "\n").appendBuffer(event);
        return new LiveFrame(state.version(), whole, event);
    }
}
