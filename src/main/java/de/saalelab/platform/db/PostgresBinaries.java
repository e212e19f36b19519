package de.saalelab.platform.db;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * The programs of PostgreSQL, unpacked once per version from the archive on the class path.
 *
 * @param folder holds bin, lib and share
 */
record PostgresBinaries(Path folder) {
    /** The major release in the archive; clusters of another one cannot be opened. A test holds it against the programs. */
    static final int MAJOR = 18;

    private static final String PREFIX = "binaries-";
    /** Files are locked per process, threads are kept apart by this. */
    private static final Object WITHIN_THIS_PROCESS = new Object();

    Path postgres() {
        return folder.resolve("bin/postgres");
    }

    Path initdb() {
        return folder.resolve("bin/initdb");
    }

    Path pgCtl() {
        return folder.resolve("bin/pg_ctl");
    }

    /**
     * Finds or unpacks the programs in a folder below {@code home}. Several processes may share that home: the first unpacks, the
     * others wait for it. The folder gets its name only when it is complete.
     *
     * @param account must be able to run them
     */
    static PostgresBinaries in(Path home, ServerAccount account, Consumer<String> progress) throws IOException {
        URL archive = archive(System.getProperty("os.name"), System.getProperty("os.arch"));
        Path folder = home.resolve("%s%d-%08x".formatted(PREFIX, MAJOR, fingerprint(archive)));
        if (!Files.isDirectory(folder)) {
            account.createPassable(home);
            synchronized (WITHIN_THIS_PROCESS) {
                unpackAlone(archive, home, folder, account, progress);
            }
        }
        return new PostgresBinaries(folder);
    }

    static URL archive(String system, String processor) {
        String suffix = switch (processor.toLowerCase(Locale.ROOT)) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64", "arm64" -> "arm_64";
            default -> "";
        };
        URL archive = PostgresBinaries.class.getResource("/postgres-linux-%s.txz".formatted(suffix));
        if (!system.equals("Linux") || archive == null) {
            throw new PostgresStartException(
                    "There is no embedded PostgreSQL for %s on %s: install PostgreSQL %d and configure its address."
                            .formatted(system, processor, MAJOR));
        }
        return archive;
    }

    /** The checksum from the jar's table of contents, so that a new version gets a new folder and no start reads the 15 MB. */
    private static long fingerprint(URL archive) throws IOException {
        URLConnection connection = archive.openConnection();
        return connection instanceof JarURLConnection jar
                ? jar.getJarEntry().getCrc()
                : connection.getContentLengthLong();
    }

    private static void unpackAlone(
            URL archive, Path home, Path folder, ServerAccount account, Consumer<String> progress) throws IOException {
        Path lock = home.resolve("unpacking.lock");
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            account.own(lock);
            channel.lock();
            if (!Files.isDirectory(folder)) {
                progress.accept("Unpacking PostgreSQL %d (first start)".formatted(MAJOR));
                deleteOthers(home);
                unpack(archive, folder);
            }
        }
    }

    /** Older versions, and what a killed process left half unpacked. */
    private static void deleteOthers(Path home) throws IOException {
        try (DirectoryStream<Path> others = Files.newDirectoryStream(home, PREFIX + "*")) {
            for (Path other : others) {
                PostgresFolder.delete(other);
            }
        }
    }

    private static void unpack(URL archive, Path folder) throws IOException {
        Path unfinished = folder.resolveSibling(folder.getFileName() + ".new");
        try (InputStream in = new BufferedInputStream(archive.openStream(), 1 << 16)) {
            ProgramArchive.unpack(in, unfinished);
        }
        PostgresFolder.publish(unfinished, folder);
    }
}
