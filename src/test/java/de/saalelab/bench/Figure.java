package de.saalelab.bench;

import java.util.Locale;

/**
 * One number beside the table of loads.
 *
 * @param name what it is; the same in every run, for comparison
 * @param value not a number when it could not be measured
 * @param target what TARGETS asks for; not a number when nothing
 * @param atMost whether the value must not be above the target, else not below
 * @param detail how it came about, or the empty string
 */
record Figure(String name, double value, String unit, double target, boolean atMost, String detail) {
    static Figure plain(String name, double value, String unit, String detail) {
        return new Figure(name, value, unit, Double.NaN, true, detail);
    }

    static Figure atMost(double target, String name, double value, String unit, String detail) {
        return new Figure(name, value, unit, target, true, detail);
    }

    static Figure atLeast(double target, String name, double value, String unit, String detail) {
        return new Figure(name, value, unit, target, false, detail);
    }

    /** Always true where no target is. What could not be measured is not met. */
    boolean met() {
        return Double.isNaN(target) || (atMost ? value <= target : value >= target);
    }

    /** A row of the table in Markdown. */
    String row() {
        String wanted = Double.isNaN(target) ? "" : (atMost ? "≤ " : "≥ ") + number(target) + (met() ? " ✔" : " ✘");
        return "| %s | %s %s | %s | %s |".formatted(name, number(value), unit, wanted, detail);
    }

    /** With three digits that say something. */
    static String number(double value) {
        if (Double.isNaN(value)) {
            return "–";
        }
        boolean whole = Math.abs(value) >= 100 || Math.rint(value) == value;
        return String.format(Locale.ROOT, whole ? "%,.0f" : Math.abs(value) >= 10 ? "%.1f" : "%.2f", value);
    }
}
