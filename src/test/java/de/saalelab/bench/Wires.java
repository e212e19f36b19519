package de.saalelab.bench;

import de.saalelab.bench.Requests.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Connections that each carry one request of HTTP/1.1 after the other, all on the caller's thread. It knows as much of HTTP as our server says (RFC 9112: a
 * length, no chunks), because a load generator shares the processors with what it measures.
 */
final class Wires implements AutoCloseable {
    /** Hears what became of a request. */
    interface Listener {
        void answered(long tag, int status, boolean retryAfter);

        /** The connection broke; what was asked may or may not have been done. */
        void broken(long tag);
    }

    private static final int ROOM = 256 * 1024;
    private static final int NO_BODY = 204;
    private static final int NOT_MODIFIED = 304;

    private final InetSocketAddress address;
    private final int most;
    private final Selector selector;
    private final ArrayDeque<Wire> free = new ArrayDeque<>();
    private final ByteBuffer incoming = ByteBuffer.allocateDirect(ROOM);
    private int open;

    /** @param most connections that may be open at once */
    Wires(int port, int most) {
        this.address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        this.most = most;
        try {
            this.selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether {@link #send} would find a connection. */
    boolean ready() {
        return !free.isEmpty() || open < most;
    }

    /** Sends on a connection that is idle, or on a new one. The listener hears the tag again, in {@link #poll} or at once. */
    void send(Request request, long tag, Listener listener) {
        Wire idle = free.poll();
        Wire wire = idle == null ? new Wire() : idle;
        wire.send(bytes(request), tag, listener);
    }

    private static byte[] bytes(Request request) {
        StringBuilder head = new StringBuilder(256)
                .append(request.method())
                .append(' ')
                .append(request.path())
                .append(" HTTP/1.1\r\nHost: 127.0.0.1\r\n");
        if (!request.token().isEmpty()) {
            head.append("Authorization: Bearer ").append(request.token()).append("\r\n");
        }
        byte[] body = request.body().getBytes(StandardCharsets.UTF_8);
        if (request.method().equals("POST")) {
            head.append("Idempotency-Key: ").append(UUID.randomUUID()).append("\r\n");
        }
        if (body.length > 0) {
            head.append("Content-Type: application/json\r\n");
        }
        if (!request.method().equals("GET")) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        byte[] start = head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
        return ByteBuffer.allocate(start.length + body.length)
                .put(start)
                .put(body)
                .array();
    }

    /** Reads what has come; waits so many milliseconds for the first of it, or not at all. */
    void poll(long waitMillis) {
        try {
            if (waitMillis > 0) {
                selector.select(this::happened, waitMillis);
            } else {
                selector.selectNow(this::happened);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void happened(SelectionKey key) {
        ((Wire) key.attachment()).happened();
    }

    @Override
    public void close() {
        try {
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private final class Wire {
        private final SocketChannel channel;
        private final SelectionKey key;
        private ByteBuffer outgoing = ByteBuffer.allocate(0);
        private final StringBuilder head = new StringBuilder();
        private long missing = -1;
        private long tag;
        private @Nullable Listener hears;
        private int status;
        private boolean retryAfter;
        private boolean last;

        Wire() {
            open++;
            try {
                channel = SocketChannel.open().setOption(StandardSocketOptions.TCP_NODELAY, true);
                channel.configureBlocking(false);
                boolean connected = channel.connect(address);
                key = channel.register(selector, connected ? SelectionKey.OP_READ : SelectionKey.OP_CONNECT, this);
            } catch (IOException e) {
                throw new UncheckedIOException("The server takes no connections", e);
            }
        }

        void send(byte[] bytes, long tag, Listener listener) {
            this.tag = tag;
            hears = listener;
            outgoing = ByteBuffer.wrap(bytes);
            if (channel.isConnected()) {
                write();
            }
        }

        private void write() {
            try {
                channel.write(outgoing);
                key.interestOps(
                        outgoing.hasRemaining() ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ);
            } catch (IOException e) {
                lose();
            }
        }

        void happened() {
            try {
                if (key.isConnectable() && channel.finishConnect()) {
                    write();
                } else if (key.isWritable()) {
                    write();
                }
                if (key.isValid() && key.isReadable()) {
                    incoming.clear();
                    if (channel.read(incoming) < 0) {
                        lose();
                    } else {
                        take(incoming.flip());
                    }
                }
            } catch (IOException e) {
                lose();
            }
        }

        private void take(ByteBuffer bytes) {
            while (missing < 0 && bytes.hasRemaining()) {
                head.append((char) (bytes.get() & 0xff));
                if (headIsWhole()) {
                    understand();
                }
            }
            if (missing >= 0) {
                missing -= bytes.remaining();
                if (missing <= 0) {
                    answered();
                }
            }
        }

        private boolean headIsWhole() {
            int length = head.length();
            return length > 3 && head.charAt(length - 1) == '\n' && head.charAt(length - 3) == '\n';
        }

        private void understand() {
            String text = head.toString().toLowerCase(Locale.ROOT);
            head.setLength(0);
            status = Integer.parseInt(text.substring(9, 12));
            retryAfter = text.contains("\r\nretry-after:");
            last = text.contains("\r\nconnection: close");
            int at = text.indexOf("\r\ncontent-length:");
            if (at >= 0) {
                int from = at + "\r\ncontent-length:".length();
                missing = Long.parseLong(
                        text.substring(from, text.indexOf('\r', from)).strip());
            } else if (status == NO_BODY || status == NOT_MODIFIED) {
                missing = 0;
            } else {
                throw new IllegalStateException("An answer without a length: " + text);
            }
        }

        private void answered() {
            missing = -1;
            Listener told = hears;
            hears = null;
            if (last) {
                shut();
            } else {
                free.push(this);
            }
            if (told != null) {
                told.answered(tag, status, retryAfter);
            }
        }

        private void lose() {
            free.remove(this);
            shut();
            Listener told = hears;
            hears = null;
            if (told != null) {
                told.broken(tag);
            }
        }

        private void shut() {
            open--;
            key.cancel();
            try {
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
