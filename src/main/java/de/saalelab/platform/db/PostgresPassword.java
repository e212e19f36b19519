package de.saalelab.platform.db;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;

/** The password of the database, in a file that only its owner reads. It needs no quoting anywhere: letters, digits, - and _. */
final class PostgresPassword {
    private static final int BYTES = 32;

    private PostgresPassword() {}

    /** Reads the password, or makes one as long as there is no cluster that was made with another. */
    static String readOrCreate(PostgresFolder folder) throws IOException {
        try {
            return read(folder.password());
        } catch (NoSuchFileException e) {
            if (Files.exists(folder.cluster())) {
                throw new PostgresStartException(
                        "The file %s with the password of the database is missing: restore it from the backup."
                                .formatted(folder.password()),
                        e);
            }
            return create(folder);
        }
    }

    private static String read(Path file) throws IOException {
        String password = Files.readString(file, StandardCharsets.US_ASCII).strip();
        if (!password.matches("[A-Za-z0-9_-]+")) {
            throw new PostgresStartException(
                    "The file %s does not hold a password: restore it from the backup.".formatted(file));
        }
        return password;
    }

    /** Puts the password of a backup in its place. */
    static void restore(PostgresFolder folder, byte[] content) throws IOException {
        write(folder, new String(content, StandardCharsets.US_ASCII).strip());
    }

    private static String create(PostgresFolder folder) throws IOException {
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        String password = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        write(folder, password);
        return password;
    }

    private static void write(PostgresFolder folder, String password) throws IOException {
        Path unfinished = folder.password().resolveSibling("password.new");
        PostgresFolder.delete(unfinished);
        try (FileChannel file = FileChannel.open(
                unfinished,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            file.write(StandardCharsets.US_ASCII.encode(password));
            file.force(true);
        }
        // initdb reads it under that account.
        folder.account().own(unfinished);
        PostgresFolder.publish(unfinished, folder.password());
    }
}
