package de.saalelab.platform.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ConfigReaderTest {
    @Test
    void defaultsAreEnough() {
        Config config = ConfigReader.read(Map.of(), Map.of(), Optional.empty());

        assertThat(config.http().port()).isEqualTo(8080);
        assertThat(config.http().host()).isEqualTo("127.0.0.1");
        assertThat(config.database().external()).isEmpty();
    }

    @Test
    void commandLineWinsOverEnvironmentAndEnvironmentOverFile(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("saalelab.conf"), "HTTP_PORT=1\nSESSION_HOURS=2\nLAB_NAME=Lab\n");
        Config config = ConfigReader.read(
                Map.of(ConfigKey.HTTP_PORT, "3"), Map.of("HTTP_PORT", "2", "SESSION_HOURS", "4"), Optional.of(file));

        assertThat(config.http().port()).isEqualTo(3);
        assertThat(config.sessionLength()).hasHours(4);
        assertThat(config.lab().name()).isEqualTo("Lab");
    }

    @ParameterizedTest
    @CsvSource({
        "HTTP_PORT, 70000", "HTTP_PORT, eight", "DATABASE_URL, mysql://x", "DATABASE_URL, postgresql://host",
                "DATABASE_CONNECTIONS, 1",
        "PUBLIC_URL, lab.example", "LOG_FORMAT, xml", "LOG_LEVEL, loud", "MUNICIPALITIES_FILE, /no/such/file",
                "SESSION_HOURS, 0"
    })
    void badValueIsRefusedByName(String key, String value) {
        assertThatThrownBy(() -> ConfigReader.read(Map.of(), Map.of(key, value), Optional.empty()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(key);
    }

    @Test
    void unknownKeyInTheFileIsRefusedByName(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("saalelab.conf"), "COLOR=red\n");

        assertThatThrownBy(() -> ConfigReader.read(Map.of(), Map.of(), Optional.of(file)))
                .hasMessageContaining("COLOR");
    }

    @Test
    void misspeltVariableIsRefusedWithTheRightName() {
        assertThatThrownBy(() ->
                        ConfigReader.read(Map.of(), Map.of("DATABSE_URL", "x", "HOME", "/root"), Optional.empty()))
                .hasMessageContaining("DATABSE_URL")
                .hasMessageContaining("DATABASE_URL")
                .hasMessageNotContaining("HOME");
    }

    @Test
    void allDefectsAreNamedTogetherAndNoPasswordIsRepeated() {
        assertThatThrownBy(() -> ConfigReader.read(
                        Map.of(), Map.of("HTTP_PORT", "x", "DATABASE_URL", "http://u:secret@h/d"), Optional.empty()))
                .hasMessageContaining("HTTP_PORT")
                .hasMessageContaining("DATABASE_URL")
                .hasMessageNotContaining("secret");
    }

    @ParameterizedTest
    @EnumSource(ConfigKey.class)
    void everySettingStandsOnTheOperationsPage(ConfigKey key) throws IOException {
        Map<String, String> rows = new HashMap<>();
        Matcher row = Pattern.compile("^\\| `?([A-Z_]+)`? \\| (.*?) \\| (.*?) \\|$", Pattern.MULTILINE)
                .matcher(Files.readString(Path.of("src/site/markdown/operations.md")));
        while (row.find()) {
            rows.put(row.group(1), row.group(2).replace("`", "") + "|" + row.group(3));
        }
        String fallback = key.fallback().isEmpty() ? "(empty)" : key.fallback();

        assertThat(rows).containsEntry(key.name(), fallback + "|" + key.meaning());
    }
}
