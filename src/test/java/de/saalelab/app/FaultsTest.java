package de.saalelab.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.BindException;
import org.junit.jupiter.api.Test;

class FaultsTest {
    private static final String TAKEN = "The port is in use already: choose another with --port.";

    /** As the native transport says it, and as Java does. */
    @Test
    void takenPortIsOneSentence() {
        var asNetty = new IOException("bind(..) failed with error(-98): Address already in use");

        assertThat(Faults.sentence(new IllegalStateException(asNetty))).isEqualTo(TAKEN);
        assertThat(Faults.sentence(new BindException("Address already in use"))).isEqualTo(TAKEN);
    }
}
