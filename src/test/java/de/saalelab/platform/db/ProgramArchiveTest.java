package de.saalelab.platform.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

class ProgramArchiveTest {
    @TempDir
    Path temp;

    @Test
    void keepsProgramsLinksAndFoldersReadableForAll() throws Exception {
        Path folder = temp.resolve("programs");
        ProgramArchive.unpack(archive(file("bin/postgres", 0755), file("lib/libpq.so.5", 0600)), folder);
        ProgramArchive.unpack(archive(link("lib/libpq.so", "libpq.so.5")), folder);
        assertThat(permissions(folder.resolve("bin/postgres"))).isEqualTo("rwxr-xr-x");
        assertThat(permissions(folder.resolve("lib/libpq.so.5"))).isEqualTo("rw-r--r--");
        assertThat(permissions(folder.resolve("lib"))).isEqualTo("rwxr-xr-x");
        assertThat(folder.resolve("lib/libpq.so")).isSymbolicLink().hasContent("x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../evil", "bin/../../evil", "../programs-evil"})
    void writesNothingOutsideOfItsFolder(String name) throws Exception {
        InputStream archive = archive(file(name, 0644));
        assertThatThrownBy(() -> ProgramArchive.unpack(archive, temp.resolve("programs")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("outside of its folder");
        assertThat(temp).isDirectoryNotContaining("glob:**evil");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc", "../..", "../../programs-evil"})
    void linksToNothingOutsideOfItsFolder(String target) throws Exception {
        InputStream archive = archive(link("lib/way-out", target));
        assertThatThrownBy(() -> ProgramArchive.unpack(archive, temp.resolve("programs")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("outside of its folder");
        assertThat(Files.exists(temp.resolve("programs/lib/way-out"))).isFalse();
    }

    private static InputStream archive(TarArchiveEntry... entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new XZOutputStream(bytes, new LZMA2Options(0)))) {
            for (TarArchiveEntry entry : entries) {
                tar.putArchiveEntry(entry);
                if (entry.getSize() > 0) {
                    tar.write('x');
                }
                tar.closeArchiveEntry();
            }
        }
        return new ByteArrayInputStream(bytes.toByteArray());
    }

    private static TarArchiveEntry file(String name, int mode) {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setMode(mode);
        entry.setSize(1);
        return entry;
    }

    private static TarArchiveEntry link(String name, String target) {
        TarArchiveEntry entry = new TarArchiveEntry(name, TarConstants.LF_SYMLINK);
        entry.setLinkName(target);
        return entry;
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
