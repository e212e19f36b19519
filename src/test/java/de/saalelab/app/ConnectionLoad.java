package de.saalelab.app;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Clients on bare sockets that send one GET after the other, so that it can be told what became of each: HTTP libraries hide what they try again.
 * Half of them keep their connection, as HTTP/1.1 lets them; the other half opens one for each request.
 */
final class ConnectionLoad implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 20_000;

    private final int port;
    private final byte[] request;
    private final ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicLong answered = new AtomicLong();
    private final AtomicLong wrongStatus = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong idleClosed = new AtomicLong();
    private final AtomicLong freshClosed = new AtomicLong();
    private final AtomicLong cutOff = new AtomicLong();
    private volatile boolean stopped;

    private ConnectionLoad(int port, String path) {
        this.port = port;
        this.request = ("GET " + path + " HTTP/1.1\r\nHost: lab\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * What became of the requests.
     *
     * @param answered with 200
     * @param wrongStatus answered with anything else
     * @param refused no connection; nothing was sent, so anybody may try again
     * @param idleClosed a kept connection was closed before the answer began; every HTTP client tries again by itself (RFC 9112, 9.3.1)
     * @param freshClosed a new connection was closed before the answer began
     * @param cutOff an answer broke off in its middle
     */
    record Tally(long answered, long wrongStatus, long refused, long idleClosed, long freshClosed, long cutOff) {}

    static ConnectionLoad start(int port, String path, int clients) {
        ConnectionLoad load = new ConnectionLoad(port, path);
        for (int i = 0; i < clients; i++) {
            boolean keeps = i % 2 == 0;
            load.clients.execute(() -> load.run(keeps));
        }
        return load;
    }

    long answered() {
        return answered.get();
    }

    Tally stop() {
        stopped = true;
        clients.close();
        return new Tally(
                answered.get(), wrongStatus.get(), refused.get(), idleClosed.get(), freshClosed.get(), cutOff.get());
    }

    private void run(boolean keeps) {
        while (!stopped) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                socket.setSoTimeout(PATIENCE_MILLIS);
                socket.setTcpNoDelay(true);
                converse(socket, keeps);
            } catch (ConnectException e) {
                refused.incrementAndGet();
            } catch (IOException e) {
                freshClosed.incrementAndGet();
            }
        }
    }

    private void converse(Socket socket, boolean keeps) throws IOException {
        InputStream in = new BufferedInputStream(socket.getInputStream());
        boolean fresh = true;
        do {
            int first;
            try {
                socket.getOutputStream().write(request);
                first = in.read();
                if (first < 0) {
                    throw new EOFException();
                }
            } catch (IOException e) {
                (fresh ? freshClosed : idleClosed).incrementAndGet();
                return;
            }
            try {
                if (!readAnswer((char) first, in)) {
                    return;
                }
            } catch (IOException e) {
                cutOff.incrementAndGet();
                return;
            }
            fresh = false;
        } while (keeps && !stopped);
    }

    /** Returns whether the connection may be kept. */
    private boolean readAnswer(char first, InputStream in) throws IOException {
        StringBuilder head = new StringBuilder().append(first);
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException();
            }
            head.append((char) next);
        }
        String words = head.toString().toLowerCase(Locale.ROOT);
        int length = Integer.parseInt(
                words.substring(words.indexOf("content-length:") + 15).strip().split("\r\n", 2)[0]);
        in.skipNBytes(length);
        (words.startsWith("http/1.1 200") ? answered : wrongStatus).incrementAndGet();
        return !words.contains("\r\nconnection: close");
    }

    @Override
    public void close() {
        stopped = true;
        clients.close();
    }
}
