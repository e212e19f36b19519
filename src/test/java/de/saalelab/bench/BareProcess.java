package de.saalelab.bench;

import de.saalelab.rig.ArtefactServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The bare server as a process of its own, with the options of the product's JVM. */
record BareProcess(Process process, int port) implements AutoCloseable {
    private static final long LONGEST_START = TimeUnit.SECONDS.toNanos(60);

    static BareProcess start(Lab lab, String statement) {
        int port = ArtefactServer.freePort();
        try {
            Path sql = Files.writeString(lab.folder().resolve("get-idea.sql"), statement);
            ProcessBuilder builder = new ProcessBuilder(List.of(
                            Path.of(System.getProperty("java.home"), "bin/java").toString(),
                            "-XX:+UseSerialGC",
                            "-XX:+UseCompactObjectHeaders",
                            "-Xmx256m",
                            "--enable-native-access=ALL-UNNAMED",
                            "-cp",
                            System.getProperty("java.class.path"),
                            "de.saalelab.app.BareServer",
                            String.valueOf(port),
                            sql.toString(),
                            lab.world().person(0).toString()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            lab.folder().resolve("bare.log").toFile()));
            builder.environment().put("DATABASE_URL", lab.databaseUrl());
            BareProcess started = new BareProcess(builder.start(), port);
            started.awaitListening();
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitListening() {
        long end = System.nanoTime() + LONGEST_START;
        while (System.nanoTime() < end && process.isAlive()) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                if (socket.isConnected()) {
                    return;
                }
            } catch (IOException e) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            }
        }
        close();
        throw new IllegalStateException("The bare server did not start; its words stand in bare.log");
    }

    /** In use now, garbage included. */
    double heapMegabytes() {
        return Double.parseDouble(Web.get("http://127.0.0.1:" + port + "/heap", "")) / (1 << 20);
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
