package de.saalelab.platform.db;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.timeout.ReadTimeoutHandler;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.impl.SocketConnectionBase;
import io.vertx.sqlclient.internal.SqlConnectionInternal;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Ends connections on which the server has not said a word for longer than any statement may take. Their other end is gone while something in between
 * still gives receipts, or the server stands still; whoever waits on them would wait for ever. An idle connection ends as well, and the pool opens
 * another when it needs one.
 *
 * <p>The driver has no such limit, and its own way of closing is to say goodbye and to wait for the other side. So this reaches below it, into the
 * channel, where closing is closing.
 */
final class Silence {
    private Silence() {}

    static void limit(SqlConnection connection, Duration longest) {
        if (((SqlConnectionInternal) connection).unwrap().unwrap() instanceof SocketConnectionBase driver) {
            driver.socket().channelHandlerContext().pipeline().addFirst("silence", new End(longest));
        }
    }

    /** First in the channel, so that its close meets no other handler. */
    private static final class End extends ReadTimeoutHandler {
        End(Duration longest) {
            super(longest.toMillis(), TimeUnit.MILLISECONDS);
        }

        @Override
        protected void readTimedOut(ChannelHandlerContext context) {
            // Nobody waits for it: the driver hears that the channel is closed and fails what was under way.
            var _ = context.close();
        }
    }
}
