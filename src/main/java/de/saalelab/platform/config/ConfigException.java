package de.saalelab.platform.config;

import java.util.List;

/** Settings that cannot be used, each named. */
public final class ConfigException extends RuntimeException {
    private final List<String> defects;

    ConfigException(List<String> defects) {
        super(String.join("\n", defects));
        this.defects = List.copyOf(defects);
    }

    /** One sentence for each bad setting, naming it; values that may be secret are not repeated. */
    public List<String> defects() {
        return defects;
    }
}
