package de.saalelab.platform.text;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** Readable data that comes with the program. */
public final class YamlResource {
    private static final ObjectMapper MAPPER =
            new ObjectMapper(new YAMLFactory()).disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private YamlResource() {}

    /** A list of records from a resource such as {@code /demo/ideas.yaml}. */
    public static <T> List<T> list(String resource, Class<T> type) {
        try (InputStream in = open(resource)) {
            return MAPPER.readValue(in, MAPPER.getTypeFactory().constructCollectionType(List.class, type));
        } catch (IOException e) {
            throw new UncheckedIOException(resource + " cannot be read", e);
        }
    }

    /** One record from a resource. */
    public static <T> T one(String resource, Class<T> type) {
        try (InputStream in = open(resource)) {
            return MAPPER.readValue(in, type);
        } catch (IOException e) {
            throw new UncheckedIOException(resource + " cannot be read", e);
        }
    }

    private static InputStream open(String resource) {
        InputStream in = YamlResource.class.getResourceAsStream(resource);
        if (in == null) {
            throw new IllegalStateException(resource + " is not in the artefact");
        }
        return in;
    }
}
