package de.saalelab.rig;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Stands between a server and its PostgreSQL, passes every byte on, and writes down which statements are executed: the texts as they were sent, which
 * PostgreSQL's own statistics do not keep. Reads the frontend's half of the protocol (version 3): Parse names a text, Bind executes it, Query does both.
 */
public final class StatementTap implements AutoCloseable {
    private static final int SSL_REQUEST = 80877103;
    private static final int LARGEST_MESSAGE = 64 * 1024 * 1024;

    private final ServerSocket listener;
    private final InetSocketAddress postgres;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final List<String> executed = new ArrayList<>();

    private StatementTap(ServerSocket listener, InetSocketAddress postgres) {
        this.listener = listener;
        this.postgres = postgres;
    }

    /** Listens on a free port of this machine for a server that takes it for PostgreSQL. */
    public static StatementTap before(String host, int port) {
        try {
            StatementTap tap = new StatementTap(
                    new ServerSocket(0, 200, InetAddress.getLoopbackAddress()), new InetSocketAddress(host, port));
            Thread.ofVirtual().start(tap::accept);
            return tap;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** What was executed since the last time, in the order of arrival. */
    public List<String> taken() {
        synchronized (executed) {
            List<String> taken = List.copyOf(executed);
            executed.clear();
            return taken;
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                Socket server = new Socket();
                server.connect(postgres, 5_000);
                client.setTcpNoDelay(true);
                server.setTcpNoDelay(true);
                open.add(client);
                open.add(server);
                Thread.ofVirtual().start(() -> pass(client, server, () -> listen(client, server)));
                Thread.ofVirtual()
                        .start(() -> pass(client, server, () -> {
                            server.getInputStream().transferTo(client.getOutputStream());
                        }));
            }
        } catch (SocketException e) {
            // The tap was closed: nobody connects any more.
            close(open);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Passing {
        void run() throws IOException;
    }

    /** Both halves end together, whichever ends first. */
    private void pass(Socket client, Socket server, Passing half) {
        try {
            half.run();
        } catch (EOFException | SocketException e) {
            // One side has hung up; so does the other now.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            close(Set.of(client, server));
            open.remove(client);
            open.remove(server);
        }
    }

    private void listen(Socket client, Socket server) throws IOException {
        DataInputStream in = new DataInputStream(new BufferedInputStream(client.getInputStream()));
        OutputStream out = server.getOutputStream();
        Map<String, String> prepared = new HashMap<>();
        boolean encryptionAsked = true;
        while (encryptionAsked) {
            // Before anything else there are messages without a type: encryption is asked for and refused, then the
            // start-up itself.
            byte[] first = message(in);
            encryptionAsked = ByteBuffer.wrap(first).getInt() == SSL_REQUEST;
            out.write(ByteBuffer.allocate(4).putInt(first.length + 4).array());
            out.write(first);
            out.flush();
        }
        while (true) {
            int type = in.readUnsignedByte();
            byte[] message = message(in);
            note((char) type, ByteBuffer.wrap(message), prepared);
            byte[] whole = ByteBuffer.allocate(message.length + 5)
                    .put((byte) type)
                    .putInt(message.length + 4)
                    .put(message)
                    .array();
            out.write(whole);
            out.flush();
        }
    }

    private static byte[] message(DataInputStream in) throws IOException {
        int length = in.readInt() - 4;
        if (length < 0 || length > LARGEST_MESSAGE) {
            throw new IOException("A message of " + length + " bytes");
        }
        return in.readNBytes(length);
    }

    private void note(char type, ByteBuffer message, Map<String, String> prepared) {
        switch (type) {
            case 'P' -> prepared.put(text(message), text(message));
            case 'B' -> {
                text(message);
                executed(prepared.getOrDefault(text(message), ""));
            }
            case 'Q' -> executed(text(message));
            default -> {
                // Nothing that executes.
            }
        }
    }

    private void executed(String statement) {
        synchronized (executed) {
            executed.add(statement.strip());
        }
    }

    /** The next text, which ends with a zero byte. */
    private static String text(ByteBuffer message) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte octet = message.get(); octet != 0; octet = message.get()) {
            bytes.write(octet);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static void close(Set<Socket> sockets) {
        for (Socket socket : sockets) {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        close(open);
    }
}
