package de.saalelab.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import de.saalelab.platform.config.Config;
import org.slf4j.LoggerFactory;

/** Sets the log up as the settings say. */
final class LogSetup {
    private LogSetup() {}

    static void apply(Config.Log log) {
        if (!(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) {
            return;
        }
        if (log.format() == Config.Log.Format.JSON) {
            context.reset();
            JoranConfigurator configurator = new JoranConfigurator();
            configurator.setContext(context);
            try {
                configurator.doConfigure(LogSetup.class.getResource("/logback-json.xml"));
            } catch (JoranException e) {
                throw new IllegalStateException("The log cannot be set up", e);
            }
        }
        context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.toLevel(log.level()));
    }
}
