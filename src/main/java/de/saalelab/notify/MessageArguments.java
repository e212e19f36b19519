package de.saalelab.notify;

import de.saalelab.platform.text.Language;
import de.saalelab.platform.time.LocalTimes;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** What is filled into a message's text: a moment becomes a date and time as people say it, the rest stays as it is. */
final class MessageArguments {
    /** Marks an argument that is a moment. */
    static final String MOMENT = "at:";

    private static final DateTimeFormatter GERMAN =
            DateTimeFormatter.ofPattern("EEEE, d. MMMM, 'um' HH:mm 'Uhr'", Locale.GERMAN);
    private static final DateTimeFormatter ENGLISH =
            DateTimeFormatter.ofPattern("EEEE, d MMMM, 'at' HH:mm", Locale.ENGLISH);

    private MessageArguments() {}

    static Object[] localised(InboxMessage message, Language language) {
        return message.arguments().stream()
                .map(argument -> localised(argument, language))
                .toArray();
    }

    private static String localised(String argument, Language language) {
        if (!argument.startsWith(MOMENT)) {
            return argument;
        }
        DateTimeFormatter format = language == Language.ENGLISH ? ENGLISH : GERMAN;
        return format.format(LocalTimes.read(Instant.parse(argument.substring(MOMENT.length()))));
    }
}
