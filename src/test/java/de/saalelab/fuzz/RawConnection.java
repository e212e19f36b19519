package de.saalelab.fuzz;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A keep-alive connection that sends any bytes: HTTP clients refuse to send what a fuzzer must. */
final class RawConnection implements AutoCloseable {
    private static final int LARGEST_BODY = 32 * 1024 * 1024;
    private final int port;
    private final Duration patience;
    private Optional<Socket> open = Optional.empty();
    private InputStream in = InputStream.nullInputStream();

    /**
     * A connection to this machine; opened when it is first needed, and again after the server closed it.
     *
     * @param patience how long to wait for the next byte of an answer
     */
    RawConnection(int port, Duration patience) {
        this.port = port;
        this.patience = patience;
    }

    Received send(Sent request) {
        long started = System.nanoTime();
        boolean reused = open.isPresent();
        try {
            Socket socket = socket();
            socket.getOutputStream().write(request.bytes(port));
            socket.getOutputStream().flush();
            return read(started);
        } catch (SocketTimeoutException e) {
            hangUp();
            return new Received(Received.SILENCE, Map.of(), "", System.nanoTime() - started);
        } catch (IOException e) {
            hangUp();
            // A server may close an idle connection at any time; only on a fresh one it says something.
            return reused ? send(request) : new Received(Received.CLOSED, Map.of(), "", System.nanoTime() - started);
        }
    }

    private Socket socket() throws IOException {
        if (open.isEmpty()) {
            Socket socket = new Socket();
            socket.setTcpNoDelay(true);
            socket.setSoTimeout((int) patience.toMillis());
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), (int) patience.toMillis());
            in = new BufferedInputStream(socket.getInputStream(), 16 * 1024);
            open = Optional.of(socket);
        }
        return open.get();
    }

    private Received read(long started) throws IOException {
        String first = line();
        int status = Integer.parseInt(first.split(" ", 3)[1]);
        Map<String, String> headers = new HashMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            String[] parts = line.split(":", 2);
            headers.put(parts[0].toLowerCase(Locale.ROOT), parts[1].strip());
        }
        String body = "";
        if (headers.getOrDefault("content-type", "").startsWith("text/event-stream")) {
            hangUp();
        } else if (status != 204 && status != 304) {
            body = new String(body(headers), StandardCharsets.UTF_8);
        }
        Received received = new Received(status, Map.copyOf(headers), body, System.nanoTime() - started);
        if (headers.getOrDefault("connection", "").equalsIgnoreCase("close")) {
            hangUp();
        }
        return received;
    }

    private byte[] body(Map<String, String> headers) throws IOException {
        if (headers.getOrDefault("transfer-encoding", "").equalsIgnoreCase("chunked")) {
            ByteArrayOutputStream whole = new ByteArrayOutputStream();
            for (int size = chunkSize(); size > 0; size = chunkSize()) {
                whole.write(exactly(size));
                line();
            }
            line();
            return whole.toByteArray();
        }
        return exactly(Integer.parseInt(headers.getOrDefault("content-length", "0")));
    }

    private int chunkSize() throws IOException {
        return Integer.parseInt(line().strip(), 16);
    }

    private byte[] exactly(int size) throws IOException {
        if (size > LARGEST_BODY) {
            throw new IOException("An answer of " + size + " bytes");
        }
        byte[] bytes = in.readNBytes(size);
        if (bytes.length < size) {
            throw new IOException("Closed within the body");
        }
        return bytes;
    }

    private String line() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0) {
                throw new IOException("Closed within the head");
            }
            if (octet != '\r') {
                bytes.write(octet);
            }
        }
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() {
        hangUp();
    }

    /** Ends this connection; the next request opens another. */
    void hangUp() {
        open.ifPresent(socket -> {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        open = Optional.empty();
    }
}
