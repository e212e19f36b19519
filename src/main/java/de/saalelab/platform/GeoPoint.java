package de.saalelab.platform;

/**
 * A place on earth (WGS 84).
 *
 * @param latitude degrees, −90 to 90
 * @param longitude degrees, −180 to 180
 */
public record GeoPoint(double latitude, double longitude) {
    private static final int MAX_LATITUDE = 90;
    private static final int MAX_LONGITUDE = 180;

    public GeoPoint {
        if (!(Math.abs(latitude) <= MAX_LATITUDE) || !(Math.abs(longitude) <= MAX_LONGITUDE)) {
            throw new IllegalArgumentException("No place on earth");
        }
    }

    /**
     * Reads {@code latitude,longitude}, as in {@code 51.355,11.992}.
     *
     * @throws IllegalArgumentException when that is no place on earth
     */
    public static GeoPoint parse(String text) {
        String[] parts = text.split(",", -1);
        if (parts.length != 2) {
            throw new IllegalArgumentException("Not latitude,longitude");
        }
        return new GeoPoint(Double.parseDouble(parts[0]), Double.parseDouble(parts[1]));
    }
}
