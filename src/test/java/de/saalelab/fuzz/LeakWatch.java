package de.saalelab.fuzz;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.LoggerFactory;

/** Has Netty follow every buffer while it is open, and collects what Netty says about those that nobody gave back. */
final class LeakWatch implements AutoCloseable {
    private final ResourceLeakDetector.Level before = ResourceLeakDetector.getLevel();
    private final Logger logger = (Logger) LoggerFactory.getLogger(ResourceLeakDetector.class);
    private final List<String> leaks = new CopyOnWriteArrayList<>();
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            if (event.getFormattedMessage().startsWith("LEAK")) {
                leaks.add(event.getFormattedMessage());
            }
        }
    };

    LeakWatch() {
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
        appender.setContext(logger.getLoggerContext());
        appender.start();
        logger.addAppender(appender);
    }

    /** The leaks so far. Netty finds one when the collector has taken the buffer and another is allocated, so both are caused here. */
    List<String> leaks() {
        for (int round = 0; round < 10 && leaks.isEmpty(); round++) {
            System.gc();
            LockSupport.parkNanos(20_000_000);
            for (int i = 0; i < 100; i++) {
                ByteBuf buffer = ByteBufAllocator.DEFAULT.buffer(64);
                buffer.release();
            }
        }
        return List.copyOf(leaks);
    }

    @Override
    public void close() {
        logger.detachAppender(appender);
        appender.stop();
        ResourceLeakDetector.setLevel(before);
    }
}
