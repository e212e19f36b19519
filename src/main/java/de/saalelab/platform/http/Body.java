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

/**
 * A JSON document in UTF-8, and what is made from it when it is sent. Each is made once, so a reply that is sent again costs only the sending. Safe for any
 * thread, as long as nobody changes the bytes.
 */
public final class Body {
    private static final int ETAG_BYTES = 12;

    private final Buffer bytes;
    private final @Nullable String identity;
    private volatile @Nullable Buffer packed;
    private volatile @Nullable String hash;

    public Body(String text) {
        this.bytes = Buffer.buffer(text);
        this.identity = null;
    }

    /**
     * A document that was put together from parts.
     *
     * @param identity differs whenever the bytes differ, and is shorter
     */
    public Body(Buffer bytes, String identity) {
        this.bytes = bytes;
        this.identity = identity;
    }

    /** The first 96 bits of a text's SHA-256, in base64url. */
    public static String hash(String text) {
        return hash(text.getBytes(StandardCharsets.UTF_8));
    }

    /** As text. */
    public String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    Buffer bytes() {
        return bytes;
    }

    /** Compressed (RFC 1952). */
    Buffer packed() {
        Buffer made = packed;
        if (made == null) {
            made = pack(bytes.getBytes());
            packed = made;
        }
        return made;
    }

    /** Tells these bytes from others. */
    String hash() {
        String made = hash;
        if (made == null) {
            made = identity == null ? hash(bytes.getBytes()) : hash(identity);
            hash = made;
        }
        return made;
    }

    private static String hash(byte[] content) {
        byte[] digest = Hashes.sha256().digest(content);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, ETAG_BYTES));
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
