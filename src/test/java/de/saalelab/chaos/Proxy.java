package de.saalelab.chaos;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** A TCP proxy on loopback that misbehaves when told to. Without a fault it passes every byte at once. */
final class Proxy implements AutoCloseable {
    private static final int BUFFER = 16 * 1024;
    private static final int UNLIMITED = -1;

    private final ServerSocket listener;
    private final int target;
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private volatile Duration delay = Duration.ZERO;
    private volatile boolean swallowing;
    private volatile int cutAfter = UNLIMITED;

    /** @param target port on loopback that it passes on to */
    Proxy(int target) {
        this.target = target;
        try {
            this.listener = new ServerSocket(0, 1024, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofPlatform().daemon().name("proxy to " + target).start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Every piece of data takes so much longer, in both directions. */
    void delay(Duration each) {
        delay = each;
    }

    /** Ends all connections with RST. */
    void reset() {
        links.forEach(Link::reset);
    }

    /** Each connection, old or new, is ended with RST when so many more bytes have passed. */
    void cutAfter(int bytes) {
        links.forEach(link -> link.passed.set(0));
        cutAfter = bytes;
    }

    /** Connections that are open now stay half-open for ever: whatever is sent into them vanishes, and no side hears of the other again. New ones work. */
    void halfOpen() {
        links.forEach(link -> link.dead = true);
    }

    /** Whatever is sent vanishes, on new connections too, and both sides wait; what was swallowed stays lost. */
    void swallow() {
        swallowing = true;
        halfOpen();
    }

    /** No more harm; connections that are dead stay dead. */
    void heal() {
        delay = Duration.ZERO;
        swallowing = false;
        cutAfter = UNLIMITED;
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        reset();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                Thread.startVirtualThread(() -> connect(client));
            } catch (IOException e) {
                if (!listener.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void connect(Socket client) {
        Socket server = new Socket();
        Link link = new Link(client, server);
        links.add(link);
        link.dead = swallowing;
        try {
            server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target), 5_000);
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
        } catch (IOException e) {
            link.reset();
            return;
        }
        Thread.startVirtualThread(() -> link.pump(client, server));
        link.pump(server, client);
    }

    /** Two sockets that belong together. */
    private final class Link {
        private final Socket client;
        private final Socket server;
        private final AtomicLong passed = new AtomicLong();
        private final AtomicBoolean aborted = new AtomicBoolean();
        private volatile boolean dead;

        Link(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        void pump(Socket from, Socket to) {
            byte[] buffer = new byte[BUFFER];
            try {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                int read;
                while ((read = in.read(buffer)) >= 0) {
                    if (delay.isPositive()) {
                        LockSupport.parkNanos(delay.toNanos());
                    }
                    if (!dead) {
                        out.write(buffer, 0, read);
                        if (cutAfter != UNLIMITED && passed.addAndGet(read) > cutAfter) {
                            reset();
                            return;
                        }
                    }
                }
                ended();
            } catch (IOException e) {
                ended();
            }
        }

        /** One side has gone. The other hears of it, unless the connection is half-open. */
        private void ended() {
            if (!dead) {
                reset();
            }
        }

        void reset() {
            if (aborted.compareAndSet(false, true)) {
                links.remove(this);
                abort(client);
                abort(server);
            }
        }

        /** Closing without lingering sends RST. Both directions may find the end at the same moment; only one of them aborts. */
        private void abort(Socket socket) {
            try {
                socket.setSoLinger(true, 0);
                socket.close();
            } catch (IOException e) {
                // A pump that reached its end may have closed it between the two lines.
                if (!socket.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }
}
