package de.saalelab.platform.db;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What pages for everybody are made from, by tables. A statement that writes one of these tables makes pages old; which ones it writes is read off the
 * statement itself, so that no use case can forget to say it.
 */
public enum PublicData {
    IDEAS("idea", "idea_call"),
    /** Apart from the ideas, because it changes with every support. */
    SUPPORTS("idea_tally", "idea_support"),
    EVENTS("event", "event_room", "event_slot", "event_pitch"),
    BALLOTS("ballot", "ballot_option"),
    CAFE("cafe_topic", "venue", "cafe_day", "cafe_day_topic", "slot"),
    KNOWLEDGE("office", "office_hours", "service", "responsibility"),
    PLACES("municipality");

    private static final Pattern WRITTEN = Pattern.compile("\\b(?:INSERT INTO|UPDATE|DELETE FROM)\\s+([a-z_]+)");
    /** Statements are few and never made from input. */
    private static final Map<String, Set<PublicData>> KNOWN = new ConcurrentHashMap<>();

    /** From {@link Set#of}, which nobody can change; the type does not say so. */
    @SuppressWarnings("ImmutableEnumChecker")
    private final Set<String> tables;

    PublicData(String... tables) {
        this.tables = Set.of(tables);
    }

    /** The tables behind all of it. */
    static Collection<String> allTables() {
        Set<String> all = new TreeSet<>();
        for (PublicData data : values()) {
            all.addAll(data.tables);
        }
        return all;
    }

    /** What a statement writes. */
    static Set<PublicData> writtenBy(String sql) {
        return KNOWN.computeIfAbsent(sql, PublicData::read);
    }

    private static Set<PublicData> read(String sql) {
        Set<PublicData> written = EnumSet.noneOf(PublicData.class);
        Matcher matcher = WRITTEN.matcher(sql);
        while (matcher.find()) {
            of(matcher.group(1)).ifPresent(written::add);
        }
        return written;
    }

    private static Optional<PublicData> of(String table) {
        for (PublicData data : values()) {
            if (data.tables.contains(table)) {
                return Optional.of(data);
            }
        }
        return Optional.empty();
    }
}
