package de.saalelab.notify;

import de.saalelab.platform.text.Language;
import de.saalelab.platform.time.LocalTimes;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.stream.Stream;

/** What is filled into a message's text: its moment as people say it, if it has one, then its arguments as they stand. */
final class MessageArguments {
    private static final DateTimeFormatter GERMAN =
            DateTimeFormatter.ofPattern("EEEE, d. MMMM, 'um' HH:mm 'Uhr'", Locale.GERMAN);
    private static final DateTimeFormatter ENGLISH =
            DateTimeFormatter.ofPattern("EEEE, d MMMM, 'at' HH:mm", Locale.ENGLISH);

    private MessageArguments() {}

    static Object[] localised(InboxMessage message, Language language) {
        Stream<String> moment = message.moment().stream().map(at -> said(at, language));
        return Stream.concat(moment, message.arguments().stream()).toArray();
    }

    private static String said(Instant moment, Language language) {
        DateTimeFormatter format = language == Language.ENGLISH ? ENGLISH : GERMAN;
        return format.format(LocalTimes.read(moment));
    }
}
