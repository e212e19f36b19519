package de.saalelab.platform;

/**
 * A place on the earth.
 *
 * @param latitude in degrees north (WGS 84), -90 to 90
 * @param longitude in degrees east (WGS 84), -180 to 180
 */
public record GeoPoint(double latitude, double longitude) {
    public GeoPoint {
        if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)) {
            throw new IllegalArgumentException("Not a place on the earth");
        }
    }

    /**
     * Reads {@code latitude,longitude}, as in {@code 51.355,11.992}.
     *
     * @throws IllegalArgumentException when the text is none, or lies outside of the earth
     */
    public static GeoPoint parse(String text) {
        String[] parts = text.split(",", -1);
        if (parts.length != 2) {
            throw new IllegalArgumentException("Not latitude and longitude");
        }
        return new GeoPoint(Double.parseDouble(parts[0]), Double.parseDouble(parts[1]));
    }
}
