package de.saalelab.notify;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Something that a person has been told.
 *
 * @param kind names the text, such as {@code idea-published}
 * @param arguments what is filled into the text, as it stands
 * @param moment the moment that it tells of, which is filled in before the arguments
 * @param subjectKind what it is about
 */
record InboxMessage(
        UUID id,
        String kind,
        List<String> arguments,
        Optional<Instant> moment,
        String subjectKind,
        UUID subjectId,
        Instant sentAt,
        boolean read) {}
