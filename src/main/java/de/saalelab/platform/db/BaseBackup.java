package de.saalelab.platform.db;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A whole copy of the data, made while the database was at work. It holds the part of the log that makes it consistent, so it can be restored by itself.
 *
 * @param folder where it lies
 * @param facts what it says of itself
 * @param manifest what must be in it
 */
public record BaseBackup(Path folder, BackupFacts facts, BackupManifest manifest) {
    static final String FACTS = "backup.properties";
    static final String PASSWORD = "password";
    private static final int BUFFER = 1 << 16;

    /** @throws BackupException when it is not what was written once */
    static BaseBackup open(Path folder) {
        try {
            BackupManifest manifest = BackupManifest.parse(Files.readString(folder.resolve(BackupWriter.MANIFEST)));
            byte[] facts = beside(folder, manifest, FACTS);
            return new BaseBackup(folder, BackupFacts.parse(new String(facts, StandardCharsets.UTF_8)), manifest);
        } catch (IOException | IllegalArgumentException | DateTimeException e) {
            throw damaged(folder, String.valueOf(e.getMessage()), e);
        }
    }

    /** The name that it was given. */
    public String name() {
        return folder.getFileName().toString();
    }

    byte[] password() {
        try {
            return beside(folder, manifest, PASSWORD);
        } catch (IOException | IllegalArgumentException e) {
            throw damaged(folder, String.valueOf(e.getMessage()), e);
        }
    }

    /** Reads all of it and compares it with the manifest. */
    public void check() {
        password();
        read(Optional.empty(), Optional.empty());
    }

    /** Makes the cluster of it, for the account, comparing with the manifest on the way. */
    void unpack(Path cluster, ServerAccount account) {
        read(Optional.of(cluster), Optional.of(account));
    }

    private void read(Optional<Path> cluster, Optional<ServerAccount> account) {
        Set<String> seen = new HashSet<>();
        try (InputStream file = Files.newInputStream(folder.resolve(BackupWriter.ARCHIVE));
                TarArchiveInputStream tar = new TarArchiveInputStream(new GZIPInputStream(file, BUFFER), "UTF-8")) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                seen.add(entry.getName());
                Optional<Path> target = Optional.empty();
                if (cluster.isPresent()) {
                    target = Optional.of(inside(cluster.get(), entry.getName()));
                }
                readEntry(tar, entry, target);
                if (target.isPresent()) {
                    account.orElseThrow().own(target.get());
                }
            }
        } catch (IOException e) {
            throw damaged(folder, String.valueOf(e.getMessage()), e);
        }
        manifest.files().keySet().stream()
                .filter(name -> !name.startsWith(BackupWriter.beside("")) && !seen.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw damaged(folder, name + " is missing", null);
                });
    }

    private void readEntry(InputStream in, TarArchiveEntry entry, Optional<Path> target) throws IOException {
        if (!entry.isDirectory()) {
            readFile(in, entry, target);
        } else if (target.isPresent()) {
            BackupFolder.createClosed(target.get());
        }
    }

    private void readFile(InputStream in, TarArchiveEntry entry, Optional<Path> target) throws IOException {
        BackupManifest.Entry expected = manifest.files().get(entry.getName());
        MessageDigest digest = BackupManifest.digest();
        byte[] buffer = new byte[BUFFER];
        long bytes = 0;
        try (OutputStream out = target.isPresent()
                ? Files.newOutputStream(target.get(), StandardOpenOption.CREATE_NEW)
                : OutputStream.nullOutputStream()) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
                out.write(buffer, 0, read);
                bytes += read;
            }
        }
        if (target.isPresent()) {
            Files.setAttribute(target.get(), "unix:mode", 0600);
        }
        String sha256 = HexFormat.of().formatHex(digest.digest());
        if (expected == null || expected.bytes() != bytes || !expected.sha256().equals(sha256)) {
            throw new IOException(entry.getName() + " is not what was copied");
        }
    }

    private static byte[] beside(Path folder, BackupManifest manifest, String name) throws IOException {
        byte[] content = Files.readAllBytes(folder.resolve(name));
        BackupManifest.Entry expected = manifest.files().get(BackupWriter.beside(name));
        if (expected == null || !expected.sha256().equals(BackupManifest.sha256(content))) {
            throw new IOException(name + " is not what was written");
        }
        return content;
    }

    private static Path inside(Path root, String name) {
        Path path = root.resolve(name).normalize();
        if (!path.startsWith(root)) {
            throw new BackupException("The backup holds a file outside of its folder: %s.".formatted(name));
        }
        return path;
    }

    private static BackupException damaged(Path folder, String why, @Nullable Throwable cause) {
        String sentence =
                "The backup %s is damaged (%s): move it away, and the one before it is taken.".formatted(folder, why);
        return cause == null ? new BackupException(sentence) : new BackupException(sentence, cause);
    }
}
