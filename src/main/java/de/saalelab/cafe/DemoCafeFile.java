package de.saalelab.cafe;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import de.saalelab.platform.GeoPoint;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The demo's café as it stands in {@code demo/cafe.yaml}. */
record DemoCafeFile(
        List<CafeTopic> topics,
        List<DemoVenue> venues,
        List<DemoPattern> patterns,
        List<DemoVisitor> visitors,
        Map<String, List<String>> questions) {

    record DemoVenue(
            String key,
            String name,
            String street,
            String postcode,
            String town,
            String municipality,
            double latitude,
            double longitude,
            String access,
            boolean stepFree,
            boolean hearingLoop,
            String parking) {
        Venue venue(UUID id) {
            return new Venue(
                    id,
                    name,
                    "%s, %s %s".formatted(street, postcode, town),
                    municipality,
                    new GeoPoint(latitude, longitude),
                    stepFree,
                    hearingLoop,
                    !parking.isBlank(),
                    Optional.of("%s %s".formatted(access.strip(), parking.strip())));
        }
    }

    record DemoPattern(
            String venue,
            String weekday,
            String from,
            String to,
            int slotMinutes,
            int capacity,
            List<String> topics,
            List<String> helpers) {
        WeeklyPattern pattern() {
            return new WeeklyPattern(
                    dayOfWeek(weekday), LocalTime.parse(from), LocalTime.parse(to), Duration.ofMinutes(slotMinutes));
        }
    }

    record DemoVisitor(
            String name, @Nullable String phone, @Nullable List<String> needs) {
        Booking.Visitor asking(String topic, String question) {
            return new Booking.Visitor(
                    name,
                    topic,
                    Optional.ofNullable(phone),
                    Optional.empty(),
                    needs == null ? List.of() : needs,
                    Optional.of(question));
        }
    }

    static DemoCafeFile read() {
        try (InputStream in = DemoCafeFile.class.getResourceAsStream("/demo/cafe.yaml")) {
            return new ObjectMapper(new YAMLFactory()).readValue(in, DemoCafeFile.class);
        } catch (IOException e) {
            throw new UncheckedIOException("The demo's café cannot be read", e);
        }
    }

    private static DayOfWeek dayOfWeek(String shortName) {
        for (DayOfWeek day : DayOfWeek.values()) {
            if (day.name().toLowerCase(Locale.ROOT).startsWith(shortName)) {
                return day;
            }
        }
        throw new IllegalArgumentException("No day of the week: " + shortName);
    }
}
