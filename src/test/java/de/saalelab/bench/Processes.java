package de.saalelab.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What processes have used, as the kernel says in {@code /proc}. */
final class Processes {
    /** Linux counts processor time in hundredths of a second, whatever the kernel's own tick is. */
    private static final double TICKS_PER_SECOND = 100;

    /** Places in {@code /proc/PID/stat} behind the command's name. */
    private static final int PARENT = 1;

    private static final int USER = 11;
    private static final int SYSTEM = 12;
    private static final int CHILDREN_USER = 13;
    private static final int CHILDREN_SYSTEM = 14;

    private Processes() {}

    /** Seconds of processor time of one process. */
    static double own(long pid) {
        return ticks(pid, USER, SYSTEM) / TICKS_PER_SECOND;
    }

    /** Seconds of processor time of a process and its children, those that have ended included. */
    static double family(long pid) {
        double seconds = ticks(pid, USER, SYSTEM, CHILDREN_USER, CHILDREN_SYSTEM);
        try (Stream<Path> all = Files.list(Path.of("/proc"))) {
            for (Path folder : all.toList()) {
                String name = folder.getFileName().toString();
                if (name.chars().allMatch(Character::isDigit) && ticks(Long.parseLong(name), PARENT) == pid) {
                    seconds += ticks(Long.parseLong(name), USER, SYSTEM);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return seconds / TICKS_PER_SECOND;
    }

    /** Seconds of processor time of this process's children that have ended. */
    static double endedChildren() {
        return ticks(ProcessHandle.current().pid(), CHILDREN_USER, CHILDREN_SYSTEM) / TICKS_PER_SECOND;
    }

    /** Megabytes of memory in use now (resident set). */
    static double residentMegabytes(long pid) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                            .sum()
                    / 1024.0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The sum of the fields; 0 for a process that is gone. */
    private static double ticks(long pid, int... fields) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            String[] parts = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            double sum = 0;
            for (int field : fields) {
                sum += Long.parseLong(parts[field]);
            }
            return sum;
        } catch (NoSuchFileException e) {
            return 0;
        } catch (IOException e) {
            // The process ended between opening and reading.
            if (!Files.exists(Path.of("/proc/" + pid))) {
                return 0;
            }
            throw new UncheckedIOException(e);
        }
    }
}
