package de.saalelab.identity;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import de.saalelab.platform.db.Transactions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Fills the municipalities on the first start. */
public final class Municipalities {
    private final Transactions transactions;
    private final MunicipalityStore store = new MunicipalityStore();

    public Municipalities(Transactions transactions) {
        this.transactions = transactions;
    }

    /** Loads them from the file, or those of the Saalekreis, unless there are some already; returns how many were added. */
    public int loadIfNone(Optional<Path> file) {
        return transactions.run(tx -> {
            if (store.count(tx) > 0) {
                return 0;
            }
            List<Municipality> wanted = read(file);
            wanted.forEach(municipality -> store.insert(tx, municipality));
            return wanted.size();
        });
    }

    private static List<Municipality> read(Optional<Path> file) {
        try (InputStream in = file.isPresent()
                ? Files.newInputStream(file.get())
                : Municipalities.class.getResourceAsStream("/municipalities.yaml")) {
            return new ObjectMapper(new YAMLFactory()).readValue(in, new TypeReference<>() {});
        } catch (IOException e) {
            throw new UncheckedIOException("The municipalities cannot be read", e);
        }
    }
}
