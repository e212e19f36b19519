package de.saalelab.platform.http;

import static de.saalelab.fuzz.ParserTarget.answering;
import static de.saalelab.fuzz.ParserTarget.refusing;

import de.saalelab.fuzz.ParserTarget;
import de.saalelab.platform.db.Keyset;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What reads bodies and cursors. */
public final class HttpParsers {
    private static final String BODY =
            "{\"title\":\"Licht\",\"place\":{\"latitude\":51.3,\"x\":[1,null,true,\"\\u00e9\"]}}";
    private static final String SORT = "newest";

    private HttpParsers() {}

    /** With right inputs. */
    public static List<ParserTarget> all() {
        return List.of(
                answering("body", text -> JsonBody.parse(Buffer.buffer(text.getBytes(StandardCharsets.UTF_8))), BODY),
                answering(
                        "body-of-any-bytes",
                        text -> JsonBody.parse(Buffer.buffer(text.getBytes(StandardCharsets.ISO_8859_1))),
                        BODY),
                refusing(
                        "cursor",
                        Keyset.Invalid.class,
                        text -> {
                            Keyset keyset = Cursor.decode(text, SORT);
                            return List.of(keyset.text(0), keyset.decimal(0), keyset.integer(0));
                        },
                        Cursor.encode(Keyset.of(SORT, "12", "x")),
                        Cursor.encode(Keyset.of(SORT, "1e3"))),
                refusing(
                        "moment-in-a-cursor",
                        Keyset.Invalid.class,
                        text -> Keyset.of(SORT, text).instant(0),
                        "2026-11-20T08:00:00.123456Z"),
                refusing(
                        "id-in-a-cursor",
                        Keyset.Invalid.class,
                        text -> Keyset.of(SORT, text).id(0),
                        "019ab3c2-2222-7c3e-9d55-0f6a2b1c3d4e"));
    }
}
