package de.saalelab.platform.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A mail server that says its lines and hangs up: for what a friendly one never does. */
final class TinyServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TinyServer.class);

    private final ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final List<String> lines;

    private TinyServer(List<String> lines) throws IOException {
        this.lines = lines;
        Thread.ofVirtual().start(this::serve);
    }

    /** One line after each that it hears; the last, when it is empty, means hanging up after the mail's end. */
    static TinyServer answering(String... lines) throws IOException {
        return new TinyServer(List.of(lines));
    }

    int port() {
        return socket.getLocalPort();
    }

    private void serve() {
        try (Socket client = socket.accept();
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
                OutputStream out = client.getOutputStream()) {
            for (String line : lines) {
                if (line.isEmpty()) {
                    readMail(in);
                    return;
                }
                out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
                out.flush();
                if (!line.startsWith("354") && in.readLine() == null) {
                    return;
                }
            }
        } catch (IOException e) {
            LOG.debug("The client is gone", e);
        }
    }

    private static void readMail(BufferedReader in) throws IOException {
        String line = in.readLine();
        while (line != null && !line.equals(".")) {
            line = in.readLine();
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
