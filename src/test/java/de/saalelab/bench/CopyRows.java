package de.saalelab.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes rows as COPY reads them: text format, UTF-8. */
final class CopyRows implements Rows {
    private static final int FLUSH_AT = 1 << 16;

    private final OutputStream out;
    private final StringBuilder buffer = new StringBuilder(FLUSH_AT + 8_192);
    private long count;

    CopyRows(OutputStream out) {
        this.out = out;
    }

    @Override
    public void row(@Nullable Object... values) {
        for (int i = 0; i < values.length; i++) {
            buffer.append(i == 0 ? "" : "\t").append(text(values[i]));
        }
        buffer.append('\n');
        count++;
        if (buffer.length() > FLUSH_AT) {
            flush();
        }
    }

    void flush() {
        try {
            out.write(buffer.toString().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        buffer.setLength(0);
    }

    long count() {
        return count;
    }

    private static String text(@Nullable Object value) {
        return switch (value) {
            case null -> "\\N";
            case byte[] bytes -> "\\\\x" + HexFormat.of().formatHex(bytes);
            case List<?> list ->
                escaped(list.stream().map(CopyRows::quoted).collect(Collectors.joining(",", "{", "}")));
            case String text -> escaped(text);
            default -> value.toString();
        };
    }

    private static String quoted(Object element) {
        return '"' + element.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace("\t", "\\t")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
    }
}
