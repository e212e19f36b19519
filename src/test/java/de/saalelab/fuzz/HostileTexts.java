package de.saalelab.fuzz;

import java.util.List;
import java.util.random.RandomGenerator;

/** Texts that broke other servers. */
final class HostileTexts {
    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "\u0000",
            "a\u0000b",
            "a\u0007b",
            "\u202Egnp.exe",
            "\u2066x\u2069",
            "\uFEFFx",
            "\uD800",
            "x\uDFFFx",
            "\uFFFF",
            "\uFDD0",
            "e\u0301".repeat(30),
            "Z\u0351\u036B\u0343\u036A\u0302\u036B".repeat(10),
            "' OR '1'='1",
            "'; DROP TABLE idea; --",
            "1); SELECT pg_sleep(5); --",
            "%' ESCAPE '!",
            "\\",
            "<script>alert(1)</script>",
            "\"><img src=x onerror=alert(1)>",
            "{{7*7}}${7*7}<%= 7*7 %>",
            "../../../../etc/passwd",
            "..",
            "%2e%2e%2f",
            "file:///etc/passwd",
            "http://169.254.169.254/latest/meta-data/",
            "\r\nSet-Cookie: a=b",
            "=cmd|'/C calc'!A0",
            "${jndi:ldap://127.0.0.1/a}",
            "((a+)+)+$",
            "a".repeat(100) + "!",
            "null",
            "undefined",
            "NaN",
            "Infinity",
            "-0",
            "1e400",
            "0x10",
            "+5",
            "\u0663",
            "1_000",
            "00000000-0000-0000-0000-000000000000",
            "FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF",
            "1-1-1-1-1",
            "{019ab3c2-2222-7c3e-9d55-0f6a2b1c3d4e}",
            "urn:uuid:019ab3c2-2222-7c3e-9d55-0f6a2b1c3d4e",
            "0000-01-01",
            "9999-12-31",
            "2026-02-30",
            "-999999999-01-01",
            "99,199",
            "90,180",
            "NaN,NaN",
            "51.3,11.9,1",
            "WyJuZXdlc3QiXQ",
            "WyJuZXdlc3QiLCJ4IiwieSJd",
            "WyJuZXdlc3QiLCI5OTk5LTEyLTMxVDIzOjU5OjU5WiIsIjAxOWFiM2MyLTIyMjItN2MzZS05ZDU1LTBmNmEyYjFjM2Q0ZSJd",
            "W10",
            "bnVsbA",
            "a@b\r\nRCPT TO:<evil@x>",
            "a@b.c,d@e.f",
            "\u0130",
            "ﬁ",
            "\uD83D\uDC69\u200D\uD83D\uDC69\u200D\uD83D\uDC67");

    private HostileTexts() {}

    static String any(RandomGenerator random) {
        return TEXTS.get(random.nextInt(TEXTS.size()));
    }
}
