package de.saalelab.app;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.saalelab.platform.secret.WrongLabKeyException;
import org.junit.jupiter.api.Test;

class LabKeyTest {
    /** Nobody would notice for days that new contacts are sealed with a key that no backup knows. */
    @Test
    void serverWithAnotherKeyThanItsDatabaseDoesNotStart() {
        try (TestLab first = TestLab.start()) {
            assertThatThrownBy(() -> TestLab.second(first, "LAB_KEY", "A".repeat(43)))
                    .isInstanceOf(WrongLabKeyException.class)
                    .hasMessageContaining("lab.key");
        }
    }
}
