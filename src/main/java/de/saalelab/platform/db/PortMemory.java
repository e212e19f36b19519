package de.saalelab.platform.db;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Chooses the port, and stays with the one of the last start where it can: tools that people have connected keep working.
 *
 * @param file remembers the port
 */
record PortMemory(Path file) {

    /** The wanted port, whether free or not; for 0 the last one if it is free, else any free one. */
    int choose(int wanted) throws IOException {
        if (wanted != 0) {
            return wanted;
        }
        int last = last();
        return last != 0 && isFree(last) ? last : anyFree();
    }

    void remember(int port) throws IOException {
        if (last() != port) {
            Path unfinished = file.resolveSibling("port.new");
            Files.writeString(unfinished, port + "\n");
            PostgresFolder.publish(unfinished, file);
        }
    }

    static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            // As PostgreSQL does it: connections of yesterday in TIME_WAIT do not count.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral(EmbeddedPostgres.HOST), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static int anyFree() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral(EmbeddedPostgres.HOST))) {
            return socket.getLocalPort();
        }
    }

    int last() throws IOException {
        if (!Files.exists(file)) {
            return 0;
        }
        String text = Files.readString(file).strip();
        return text.matches("\\d{1,5}") && Integer.parseInt(text) <= 65_535 ? Integer.parseInt(text) : 0;
    }
}
