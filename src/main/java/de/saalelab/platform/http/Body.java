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
    private volatile @Nullable Buffer bytes;
    private volatile @Nullable Buffer packed;
    private volatile @Nullable String hash;

    public Body(String text) {
        this.text = text;
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

    /** Tells these bytes from others: the first 96 bits of their SHA-256, in base64url. */
    String hash() {
        String made = hash;
        if (made == null) {
            byte[] digest = Hashes.sha256().digest(text.getBytes(StandardCharsets.UTF_8));
            made = Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, ETAG_BYTES));
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
