package de.saalelab.platform.db;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReplicaTest {
    @Test
    void logPositionsAreReadAsPostgresWritesThem() {
        assertThat(Replica.position("16/B374D848")).isEqualTo(0x16_B374D848L);
        assertThat(Replica.position("0/1")).isEqualTo(1);
    }
}
