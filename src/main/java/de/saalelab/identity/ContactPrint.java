package de.saalelab.identity;

import de.saalelab.platform.mail.MailAddress;
import de.saalelab.platform.secret.Secrets;

/** How a contact is found again without being readable: the same address always has the same print. */
public final class ContactPrint {
    private static final String PURPOSE = "contact email";

    private ContactPrint() {}

    /** 32 bytes. */
    public static byte[] of(Secrets secrets, MailAddress address) {
        return secrets.fingerprint(PURPOSE, address.comparable());
    }
}
