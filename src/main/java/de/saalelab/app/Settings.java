package de.saalelab.app;

import de.saalelab.platform.config.Config;
import de.saalelab.platform.config.ConfigException;
import de.saalelab.platform.config.ConfigKey;
import de.saalelab.platform.config.ConfigReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options that all commands share, and the settings that come of them. */
final class Settings {
    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            description = "Folder for everything that the server keeps (DATA_DIR)")
    private @Nullable String data;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Port that the server listens on; 0 takes a free one (HTTP_PORT)")
    private @Nullable String port;

    @Option(names = "--config", paramLabel = "FILE", description = "Settings file, KEY=value a line")
    private @Nullable Path file;

    /** The options as they were given, for other processes that shall have the same settings; without the port. */
    List<String> shared() {
        List<String> options = new ArrayList<>();
        if (data != null) {
            options.add("--data=" + data);
        }
        if (file != null) {
            options.add("--config=" + file);
        }
        return options;
    }

    /** All settings together; refuses by name what cannot be used. */
    Config read() {
        return read(Map.of());
    }

    /** As above, with other defaults for what nobody has set. */
    Config read(Map<String, String> defaults) {
        Map<String, String> environment = new HashMap<>(defaults);
        environment.putAll(System.getenv());
        Map<ConfigKey, String> given = new EnumMap<>(ConfigKey.class);
        if (data != null) {
            given.put(ConfigKey.DATA_DIR, data);
        }
        if (port != null) {
            given.put(ConfigKey.HTTP_PORT, port);
        }
        try {
            return ConfigReader.read(given, environment, Optional.ofNullable(file));
        } catch (ConfigException e) {
            CommandLine line = command == null ? Main.commandLine() : command.commandLine();
            throw new CommandLine.ParameterException(line, e.getMessage());
        }
    }
}
