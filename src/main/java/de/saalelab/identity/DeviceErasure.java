package de.saalelab.identity;

import de.saalelab.platform.db.Tx;
import de.saalelab.platform.erasure.EraseRoutine;
import java.util.UUID;

/** Forgets a device again that was forgotten because nobody used it. */
public final class DeviceErasure implements EraseRoutine {
    static final String KIND = "device";

    private final IdentityStore store = new IdentityStore();

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void erase(Tx tx, UUID deviceId) {
        store.deleteDevice(tx, deviceId);
    }
}
