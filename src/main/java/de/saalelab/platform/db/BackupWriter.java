package de.saalelab.platform.db;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipParameters;

/** Writes one backup into a folder: a compressed archive, some files beside it, and the manifest of all of them. Everything is on the disk in the end. */
final class BackupWriter implements AutoCloseable {
    static final String ARCHIVE = "cluster.tar.gz";
    static final String MANIFEST = "manifest";

    private static final int BUFFER = 1 << 16;
    /** Names of files beside the archive, as the manifest tells them apart from those in it. */
    private static final String BESIDE = "../";

    private final Path folder;
    private final FileChannel file;
    private final TarArchiveOutputStream tar;
    private final Map<String, BackupManifest.Entry> entries = new HashMap<>();
    private long bytes;

    private BackupWriter(Path folder, FileChannel file, TarArchiveOutputStream tar) {
        this.folder = folder;
        this.file = file;
        this.tar = tar;
    }

    static BackupWriter in(Path folder) throws IOException {
        FileChannel file = closedFile(folder.resolve(ARCHIVE));
        GzipParameters fast = new GzipParameters();
        fast.setCompressionLevel(1);
        TarArchiveOutputStream tar = new TarArchiveOutputStream(
                new GzipCompressorOutputStream(new BufferedOutputStream(Channels.newOutputStream(file), BUFFER), fast),
                "UTF-8");
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
        return new BackupWriter(folder, file, tar);
    }

    /** Bytes so far, uncompressed. */
    long bytes() {
        return bytes;
    }

    void addFolder(String name) throws IOException {
        tar.putArchiveEntry(new TarArchiveEntry(name + "/"));
        tar.closeArchiveEntry();
    }

    void add(String name, byte[] content) throws IOException {
        begin(name, content.length);
        tar.write(content);
        end(name, content.length, BackupManifest.sha256(content));
    }

    /**
     * Adds a file that may change meanwhile: what the log has to repair, it repairs. As long as it was when it was opened; what was cut off since is filled
     * with zeros.
     *
     * @return false when there is no such file any more
     */
    boolean add(String name, Path source) throws IOException {
        try (FileChannel channel = FileChannel.open(source, StandardOpenOption.READ);
                InputStream in = Channels.newInputStream(channel)) {
            long size = channel.size();
            begin(name, size);
            end(name, size, copy(in, size));
            return true;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /** Writes a file beside the archive. */
    void addBeside(String name, byte[] content) throws IOException {
        write(name, content);
        entries.put(BESIDE + name, new BackupManifest.Entry(content.length, BackupManifest.sha256(content)));
    }

    /** Ends the archive and writes the manifest. */
    void finish() throws IOException {
        tar.finish();
        tar.flush();
        tar.close();
        write(MANIFEST, new BackupManifest(entries).text().getBytes(StandardCharsets.UTF_8));
        try (FileChannel archive = FileChannel.open(folder.resolve(ARCHIVE), StandardOpenOption.READ)) {
            archive.force(true);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    static String beside(String name) {
        return BESIDE + name;
    }

    private void begin(String name, long size) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(size);
        entry.setMode(0600);
        tar.putArchiveEntry(entry);
    }

    private void end(String name, long size, String sha256) throws IOException {
        tar.closeArchiveEntry();
        entries.put(name, new BackupManifest.Entry(size, sha256));
        bytes += size;
    }

    private String copy(InputStream in, long size) throws IOException {
        MessageDigest digest = BackupManifest.digest();
        byte[] buffer = new byte[BUFFER];
        for (long left = size; left > 0; ) {
            int wanted = (int) Math.min(buffer.length, left);
            int read = in.readNBytes(buffer, 0, wanted);
            java.util.Arrays.fill(buffer, read, wanted, (byte) 0);
            digest.update(buffer, 0, wanted);
            tar.write(buffer, 0, wanted);
            left -= wanted;
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private void write(String name, byte[] content) throws IOException {
        try (FileChannel channel = closedFile(folder.resolve(name));
                OutputStream out = Channels.newOutputStream(channel)) {
            out.write(content);
            channel.force(true);
        }
    }

    private static FileChannel closedFile(Path path) throws IOException {
        Files.deleteIfExists(path);
        return FileChannel.open(
                path,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
}
