package de.saalelab.platform.http;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** A JSON text, and what is made from it when it is sent. Each is made once, so a reply that is sent again costs only the sending. Safe for any thread. */
public final class Body {
    private static final int ETAG_BYTES = 12;

    private final String text;
    private final String identity;
    private volatile @Nullable Buffer bytes;
    private volatile @Nullable Buffer packed;
    private volatile @Nullable String hash;

    public Body(String text) {
        this(text, text);
    }

    /**
     * A text that was put together from parts.
     *
     * @param identity differs whenever the text differs, and is shorter
     */
    public Body(String text, String identity) {
        this.text = text;
        this.identity = identity;
    }

    /** The first 96 bits of a text's SHA-256, in base64url. */
    public static String hash(String text) {
        byte[] digest = Hashes.sha256().digest(text.getBytes(StandardCharsets.UTF_8));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, ETAG_BYTES));
    }

    /** As text. */
    public String text() {
        return text;
    }

    /** In UTF-8. */
    Buffer bytes() {
        Buffer made = bytes;
        if (made == null) {
            made = Buffer.buffer(text.getBytes(StandardCharsets.UTF_8));
            bytes = made;
        }
        return made;
    }

    /** In UTF-8, compressed (RFC 1952). */
    Buffer packed() {
        Buffer made = packed;
        if (made == null) {
            made = pack(text.getBytes(StandardCharsets.UTF_8));
            packed = made;
        }
        return made;
    }

    /** Tells these bytes from others. */
    String hash() {
        String made = hash;
        if (made == null) {
            made = hash(identity);
            hash = made;
        }
        return made;
    }

    private static Buffer pack(byte[] plain) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(plain.length / 2);
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Buffer.buffer(out.toByteArray());
    }
}
