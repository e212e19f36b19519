package de.saalelab.app;

import io.vertx.core.Vertx;
import io.vertx.core.transport.Transport;
import java.util.Objects;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Chooses how bytes reach the network: io_uring, else epoll, else the JDK's own. */
final class Transports {
    private static final Logger LOG = LoggerFactory.getLogger(Transports.class);

    private Transports() {}

    static Vertx fastest() {
        // A native transport is null where its library is not on the class path.
        Transport chosen = Stream.of(Transport.IO_URING, Transport.EPOLL)
                .filter(Objects::nonNull)
                .filter(Transport::available)
                .findFirst()
                .orElse(Transport.NIO);
        LOG.debug("Transport {}", chosen.name());
        return Vertx.builder().withTransport(chosen).build();
    }
}
