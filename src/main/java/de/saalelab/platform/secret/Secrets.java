package de.saalelab.platform.secret;

import de.saalelab.platform.db.Transactions;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * Seals texts and makes keyed hashes of them, with keys derived from the lab's key (HKDF-SHA256, RFC 5869), one for each purpose: what was sealed for one
 * cannot be opened for another. Safe for any thread.
 */
public final class Secrets {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final byte FORM = 1;
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final String AES = "AES";
    private static final String HMAC = "HmacSHA256";

    private final LabKey key;

    public Secrets(LabKey key) {
        this.key = key;
    }

    /**
     * As the constructor, for a database that knows its key; an empty one learns it.
     *
     * @throws WrongLabKeyException when it was written with another
     */
    public static Secrets of(LabKey key, Transactions transactions) {
        Secrets secrets = new Secrets(key);
        byte[] mine = secrets.fingerprint("lab key", "");
        byte[] right = transactions.run(tx -> new LabKeyStore().claim(tx, mine));
        if (!MessageDigest.isEqual(mine, right)) {
            throw new WrongLabKeyException();
        }
        return secrets;
    }

    /** Seals a text with AES-256-GCM: a byte for the form, the nonce, then cipher text and tag. */
    public byte[] seal(String purpose, String text) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        byte[] hidden = cipher(Cipher.ENCRYPT_MODE, purpose, nonce, text.getBytes(StandardCharsets.UTF_8));
        return ByteBuffer.allocate(1 + NONCE_BYTES + hidden.length)
                .put(FORM)
                .put(nonce)
                .put(hidden)
                .array();
    }

    /**
     * Opens what {@link #seal} made for the same purpose.
     *
     * @throws IllegalStateException when it was sealed with another key or for another purpose, or altered
     */
    public String open(String purpose, byte[] sealed) {
        if (sealed.length <= 1 + NONCE_BYTES || sealed[0] != FORM) {
            throw new IllegalStateException("This is nothing sealed");
        }
        byte[] nonce = new byte[NONCE_BYTES];
        byte[] hidden = new byte[sealed.length - 1 - NONCE_BYTES];
        ByteBuffer.wrap(sealed, 1, sealed.length - 1).get(nonce).get(hidden);
        return new String(cipher(Cipher.DECRYPT_MODE, purpose, nonce, hidden), StandardCharsets.UTF_8);
    }

    /** HMAC-SHA256 of a text, 32 bytes: equal texts are found again, and nobody without the key can try texts out. */
    public byte[] fingerprint(String purpose, String text) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(derived("fingerprint " + purpose, HMAC));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("No keyed hash can be made", e);
        }
    }

    private byte[] cipher(int mode, String purpose, byte[] nonce, byte[] content) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, derived("seal " + purpose, AES), new GCMParameterSpec(TAG_BITS, nonce));
            return cipher.doFinal(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("It cannot be sealed or opened with this lab's key", e);
        }
    }

    private SecretKey derived(String info, String algorithm) throws GeneralSecurityException {
        HKDFParameterSpec spec = HKDFParameterSpec.ofExtract()
                .addIKM(key.bytes())
                .thenExpand(info.getBytes(StandardCharsets.UTF_8), KEY_BYTES);
        return KDF.getInstance("HKDF-SHA256").deriveKey(algorithm, spec);
    }
}
