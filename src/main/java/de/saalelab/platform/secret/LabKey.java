package de.saalelab.platform.secret;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;
import java.util.UUID;

/** The lab's one secret, 256 random bits. It lies beside the database, never in it, and has to be kept as safely as a backup, and apart from it. */
public final class LabKey {
    private static final int BYTES = 32;

    private final byte[] bytes;

    private LabKey(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * A key as it stands in the settings or the file: 43 characters of base64url.
     *
     * @throws IllegalArgumentException when it is none
     */
    public static LabKey of(String text) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(text.strip());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("must be 32 random bytes in base64url", e);
        }
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("must be 32 random bytes in base64url");
        }
        return new LabKey(bytes);
    }

    /** Reads the key, or makes one. Of several processes that make one at the same time one wins, and all take that. */
    public static LabKey readOrCreate(Path file) {
        try {
            return read(file);
        } catch (NoSuchFileException e) {
            return create(file);
        } catch (IOException e) {
            throw new UncheckedIOException("The lab's key cannot be read from " + file, e);
        }
    }

    private static LabKey read(Path file) throws IOException {
        try {
            return of(Files.readString(file, StandardCharsets.US_ASCII));
        } catch (IllegalArgumentException e) {
            throw new IOException("It does not hold a key: restore it from where you keep it.", e);
        }
    }

    private static LabKey create(Path file) {
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        Path unfinished = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID());
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            try (FileChannel channel = FileChannel.open(
                    unfinished,
                    Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
                channel.write(StandardCharsets.US_ASCII.encode(
                        Base64.getUrlEncoder().withoutPadding().encodeToString(random) + "\n"));
                channel.force(true);
            }
            linkUnlessThere(file, unfinished);
            Files.delete(unfinished);
            return read(file);
        } catch (IOException e) {
            throw new UncheckedIOException("The lab's key cannot be kept in " + file, e);
        }
    }

    private static void linkUnlessThere(Path file, Path unfinished) throws IOException {
        try {
            Files.createLink(file, unfinished);
        } catch (FileAlreadyExistsException e) {
            // Another process was faster; its key is the key.
            return;
        }
    }

    byte[] bytes() {
        return bytes.clone();
    }
}
