package de.saalelab.platform.erasure;

import de.saalelab.platform.db.Tx;
import java.util.UUID;

/** How one kind of thing is erased again. Rooms provide one for each kind that they write into the register. */
public interface EraseRoutine {
    /** The kind in the register. */
    String kind();

    /** Erases it with all that belongs to it; nothing happens when it is not there. Writes nothing into the register. */
    void erase(Tx tx, UUID subjectId);
}
