package de.saalelab.platform.text;

import java.text.MessageFormat;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.ResourceBundle;

/** Texts that people read, by key and language, from {@code texts_<tag>.properties} in UTF-8. */
public final class Texts {
    private static final ResourceBundle.Control NO_FALLBACK =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);
    private static final Map<Language, ResourceBundle> BUNDLES = load();

    private Texts() {}

    /**
     * The text for a key, with {@code {0}} and so on filled in.
     *
     * @throws MissingResourceException when no language has the key: a defect, found by the catalogue test
     */
    public static String of(Language language, String key, Object... arguments) {
        ResourceBundle bundle = bundle(language, key);
        return new MessageFormat(bundle.getString(key), bundle.getLocale()).format(arguments);
    }

    /** Whether that language itself has the key. */
    public static boolean has(Language language, String key) {
        return bundleOf(language).containsKey(key);
    }

    private static ResourceBundle bundle(Language language, String key) {
        ResourceBundle own = bundleOf(language);
        return own.containsKey(key) ? own : bundleOf(Language.GERMAN);
    }

    private static ResourceBundle bundleOf(Language language) {
        ResourceBundle bundle = BUNDLES.get(language);
        if (bundle == null) {
            throw new IllegalStateException("No texts for " + language);
        }
        return bundle;
    }

    private static Map<Language, ResourceBundle> load() {
        Map<Language, ResourceBundle> bundles = new HashMap<>();
        bundles.put(Language.GERMAN, bundle(Locale.GERMAN));
        bundles.put(Language.ENGLISH, bundle(Locale.ENGLISH));
        bundles.put(
                Language.SIMPLE_GERMAN,
                bundle(new Locale.Builder()
                        .setLanguage("de")
                        .setVariant("simple")
                        .build()));
        return Map.copyOf(bundles);
    }

    private static ResourceBundle bundle(Locale locale) {
        return ResourceBundle.getBundle("texts", locale, NO_FALLBACK);
    }
}
