package de.saalelab.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.EncoderBase;
import ch.qos.logback.core.spi.ContextAwareBase;
import de.saalelab.platform.config.Config;
import java.util.List;
import org.slf4j.LoggerFactory;

/**
 * Sets the log up, on standard error: for people until the settings say otherwise. Nobody's personal data is ever logged. In code, because reading the
 * same from XML takes a tenth of the whole start.
 */
public final class LogSetup extends ContextAwareBase implements Configurator {
    private static final String FOR_PEOPLE = "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level %logger{24} %msg %kvp%n%ex{12}";
    /** The mail client would name people's addresses in what it says while debugging. */
    private static final List<String> TALKATIVE = List.of("org.flywaydb", "io.netty", "opennlp", "io.vertx.ext.mail");

    /** Logback finds it by the name in META-INF/services. */
    @Override
    public ExecutionStatus configure(LoggerContext context) {
        write(context, forPeople());
        context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.INFO);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    static void apply(Config.Log log) {
        if (!(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) {
            return;
        }
        if (log.format() == Config.Log.Format.JSON) {
            context.reset();
            write(context, forMachines());
        }
        context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.toLevel(log.level()));
    }

    private static void write(LoggerContext context, EncoderBase<ILoggingEvent> encoder) {
        encoder.setContext(context);
        encoder.start();
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setContext(context);
        appender.setTarget("System.err");
        appender.setEncoder(encoder);
        appender.start();
        context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(appender);
        TALKATIVE.forEach(name -> context.getLogger(name).setLevel(Level.WARN));
    }

    private static EncoderBase<ILoggingEvent> forPeople() {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setPattern(FOR_PEOPLE);
        return encoder;
    }

    private static EncoderBase<ILoggingEvent> forMachines() {
        JsonEncoder encoder = new JsonEncoder();
        encoder.setWithContext(false);
        encoder.setWithArguments(false);
        return encoder;
    }
}
