package de.saalelab.identity;

import de.saalelab.platform.db.Reads;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What is read about identity. */
public final class IdentityQueries {
    private final Reads reads;
    private final Credentials credentials;
    private final ContactStore contacts = new ContactStore();
    private final MunicipalityListStore municipalities = new MunicipalityListStore();

    public IdentityQueries(Reads reads, Credentials credentials) {
        this.reads = reads;
        this.credentials = credentials;
    }

    /** All municipalities, by name. */
    public Future<List<Municipality>> municipalities() {
        return municipalities.all(reads);
    }

    /** 0 for a device alone, 1 with a contact that is proved to be theirs. */
    Future<Integer> verificationLevel(UUID personId) {
        return contacts.level(reads, personId);
    }

    Future<Optional<StaffSession>> session(String token) {
        return credentials.staffSession(token);
    }
}
