package de.saalelab.identity;

import de.saalelab.platform.db.Reads;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** What is read about identity. */
public final class IdentityQueries {
    private final Reads reads;
    private final Credentials credentials;
    private final MunicipalityListStore municipalities = new MunicipalityListStore();

    public IdentityQueries(Reads reads, Credentials credentials) {
        this.reads = reads;
        this.credentials = credentials;
    }

    /** All municipalities, by name. */
    public Future<List<Municipality>> municipalities() {
        return municipalities.all(reads);
    }

    Future<Optional<StaffSession>> session(String token) {
        return credentials.staffSession(token);
    }
}
