package de.saalelab.app;

import io.vertx.core.Vertx;
import io.vertx.core.transport.Transport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Chooses how bytes reach the network: epoll where it can be had, else the JDK's own. io_uring would be faster, but under a burst of some dozens of new
 * connections it closed some of them without an answer (Netty 4.2.12); a vote that gets no answer is worth more than throughput.
 */
final class Transports {
    private static final Logger LOG = LoggerFactory.getLogger(Transports.class);

    private Transports() {}

    static Vertx dependable() {
        // The native transport is null where its library is not on the class path.
        boolean epoll = Transport.EPOLL != null && Transport.EPOLL.available();
        Transport chosen = epoll ? Transport.EPOLL : Transport.NIO;
        LOG.debug("Transport {}", chosen.name());
        return Vertx.builder().withTransport(chosen).build();
    }
}
