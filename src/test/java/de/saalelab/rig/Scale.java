package de.saalelab.rig;

/** How much a test does: everyday a little, in the long run ({@code scripts/test --long}) what TARGETS asks for. The code is the same. */
public final class Scale {
    private static final boolean LONG = Boolean.getBoolean("saalelab.long");

    private Scale() {}

    /** The figure of this run. */
    public static int of(int everyday, int longRun) {
        return LONG ? longRun : everyday;
    }
}
