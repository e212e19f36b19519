package de.saalelab.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Base64;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Password hashing with Argon2id (RFC 9106), 19 MiB, two passes, one lane, as the OWASP password storage recommendations name it. The work runs on two
 * threads of its own with a short queue: a flood of sign-ins must not take the processor from everybody else.
 */
public final class Passwords implements AutoCloseable {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int MEMORY_KIB = 19 * 1024;
    private static final int PASSES = 2;
    private static final int BYTES = 32;
    private static final int SALT_BYTES = 16;
    private static final int WAITING = 32;
    private static final Pattern ENCODED =
            Pattern.compile("\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,3}),p=1\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");

    private final ExecutorService threads =
            new ThreadPoolExecutor(2, 2, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING), task -> {
                Thread thread = new Thread(task, "password-hashing");
                thread.setDaemon(true);
                return thread;
            });

    private final String nobodys = encoded(random(SALT_BYTES), random(BYTES));

    /** Too many sign-ins wait already. */
    public static final class Busy extends RuntimeException {
        Busy() {
            super("Too many passwords wait to be checked", null, false, false);
        }
    }

    /** The encoded hash of a password, in the usual string form. */
    public String hash(String password) {
        byte[] salt = random(SALT_BYTES);
        return encoded(salt, compute(password, salt, MEMORY_KIB, PASSES, BYTES));
    }

    private static String encoded(byte[] salt, byte[] hash) {
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=%d,t=%d,p=1$%s$%s"
                .formatted(MEMORY_KIB, PASSES, base64.encodeToString(salt), base64.encodeToString(hash));
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    /** Whether the password is the one behind the hash. */
    boolean matches(String password, String encoded) {
        Matcher parts = ENCODED.matcher(encoded);
        if (!parts.matches()) {
            throw new IllegalStateException("A stored password hash has an unknown form");
        }
        byte[] salt = Base64.getDecoder().decode(parts.group(3));
        byte[] expected = Base64.getDecoder().decode(parts.group(4));
        int memory = Integer.parseInt(parts.group(1));
        int passes = Integer.parseInt(parts.group(2));
        return MessageDigest.isEqual(expected, compute(password, salt, memory, passes, expected.length));
    }

    /** A hash that no password fits, because none was hashed; comparing with it takes as long as with a real one. */
    String nobodys() {
        return nobodys;
    }

    private byte[] compute(String password, byte[] salt, int memoryKib, int passes, int bytes) {
        try {
            return threads.submit(() -> argon2id(password, salt, memoryKib, passes, bytes))
                    .get();
        } catch (RejectedExecutionException e) {
            throw new Busy();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Busy();
        } catch (ExecutionException e) {
            throw new IllegalStateException("Password hashing failed", e.getCause());
        }
    }

    private static byte[] argon2id(String password, byte[] salt, int memoryKib, int passes, int bytes) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withIterations(passes)
                .withMemoryAsKB(memoryKib)
                .withParallelism(1)
                .withSalt(salt)
                .build());
        byte[] hash = new byte[bytes];
        // RFC 8265: passwords are compared in composed form, whatever keyboard made them.
        String composed = Normalizer.normalize(password, Normalizer.Form.NFC);
        generator.generateBytes(composed.getBytes(StandardCharsets.UTF_8), hash);
        return hash;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
