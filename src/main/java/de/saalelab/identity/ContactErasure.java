package de.saalelab.identity;

import de.saalelab.platform.db.Tx;
import de.saalelab.platform.erasure.EraseRoutine;
import java.util.UUID;

/** Forgets a contact again that its person had taken out. */
public final class ContactErasure implements EraseRoutine {
    static final String KIND = "contact";

    private final EmailStore store = new EmailStore();

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void erase(Tx tx, UUID contactId) {
        store.deleteContact(tx, contactId);
    }
}
