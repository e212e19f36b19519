package de.saalelab.app;

import static org.assertj.core.api.Assertions.assertThat;

import de.saalelab.platform.db.BackupFolder;
import de.saalelab.rig.ArtefactServer;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The drill on a small lab; {@code scripts/drill} runs it on a large one. Needs the built artefact. */
@Tag("long")
class RestoreDrillTest {
    @Test
    void aLostLabComesBackWithEveryAcknowledgedWrite() throws Exception {
        Path folder = ArtefactServer.project().resolve("target/restore-drill");
        BackupFolder.delete(folder);

        RestoreDrill.Report report =
                RestoreDrill.run(folder.resolve("data"), folder.resolve("work"), Duration.ofSeconds(20));

        assertThat(report.acknowledged()).isPositive();
        assertThat(report.lost()).isZero();
        assertThat(report.erasedStaysErased()).isTrue();
        assertThat(report.restore()).isLessThan(Duration.ofMinutes(15));
        BackupFolder.delete(folder);
    }
}
