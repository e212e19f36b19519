package de.saalelab.app;

import de.saalelab.platform.config.ConfigKey;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Lists every setting with its default and meaning. */
@Command(
        name = "settings",
        mixinStandardHelpOptions = true,
        description = "Lists every setting with its default and meaning.")
final class SettingsCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        for (ConfigKey key : ConfigKey.values()) {
            String fallback = key.fallback().isEmpty() ? "(empty)" : key.fallback();
            System.out.printf("%-22s %-24s %s%n", key.name(), fallback, key.meaning());
        }
        return 0;
    }
}
