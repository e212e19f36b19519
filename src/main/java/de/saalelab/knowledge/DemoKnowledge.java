package de.saalelab.knowledge;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import de.saalelab.platform.db.Transactions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The sample directory: invented offices for the county and its municipalities, and services marked as samples. Loading it twice changes nothing. */
public final class DemoKnowledge {
    /** An office as its file has it. */
    record DemoOffice(
            String key,
            String kind,
            @Nullable String municipality,
            String name,
            String street,
            String postcode,
            String town,
            double latitude,
            double longitude,
            @Nullable String phone,
            @Nullable String email,
            @Nullable String link,
            boolean stepFree,
            @Nullable String access,
            List<DemoHours> hours,
            @Nullable String hoursNote) {
        String address() {
            return "%s, %s %s".formatted(street, postcode, town);
        }
    }

    /** A stretch of opening hours as the file has it. */
    record DemoHours(String day, String from, String to) {}

    /** A service as its file has it. */
    record DemoService(
            String key,
            String name,
            String officialName,
            @Nullable String nameEn,
            String summary,
            @Nullable String summaryEn,
            List<String> steps,
            List<String> documents,
            @Nullable List<String> documentsEn,
            @Nullable String fee,
            @Nullable String duration,
            @Nullable String deadline,
            @Nullable String link,
            boolean online,
            String level,
            String officeKind) {}

    private final Transactions transactions;
    private final DirectoryStore store = new DirectoryStore();

    public DemoKnowledge(Transactions transactions) {
        this.transactions = transactions;
    }

    /** Adds what is not there yet; returns how many offices and services that were. */
    public int load() {
        List<DemoOffice> offices = List.of(read("offices", DemoOffice[].class));
        List<DemoService> services = List.of(read("services", DemoService[].class));
        return transactions.run(tx -> {
            Set<String> places = store.municipalities(tx);
            int added = 0;
            for (DemoOffice office : offices) {
                // Another county has named other municipalities in its settings.
                if (office.municipality() == null || places.contains(office.municipality())) {
                    added += store.insertOffice(tx, office);
                }
            }
            for (DemoService service : services) {
                added += store.insertService(tx, service);
            }
            return added;
        });
    }

    private static <T> T read(String name, Class<T> type) {
        try (InputStream in = DemoKnowledge.class.getResourceAsStream("/demo/" + name + ".yaml")) {
            return new ObjectMapper(new YAMLFactory()).readValue(in, type);
        } catch (IOException e) {
            throw new UncheckedIOException("The demo's " + name + " cannot be read", e);
        }
    }
}
