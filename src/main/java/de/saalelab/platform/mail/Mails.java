package de.saalelab.platform.mail;

import de.saalelab.platform.db.Tx;
import de.saalelab.platform.db.Uuid7;
import de.saalelab.platform.secret.Secrets;
import java.time.Instant;

/** Where use cases leave mails, in their own transaction: one goes out exactly if what it tells of happened. */
public final class Mails {
    static final String PURPOSE = "mail";

    private final Secrets secrets;
    private final MailStore store = new MailStore();

    public Mails(Secrets secrets) {
        this.secrets = secrets;
    }

    /** Queues a mail; it goes out after the transaction commits. */
    public void send(Tx tx, Mail mail, Instant now) {
        store.insert(tx, Uuid7.next(), mail.kind(), secrets.seal(PURPOSE, mail.content()), mail.usefulUntil(), now);
    }
}
