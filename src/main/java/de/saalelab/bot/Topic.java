package de.saalelab.bot;

import de.saalelab.platform.text.Language;
import java.util.Optional;

/**
 * What can be asked about, and what the bot says to it.
 *
 * @param intent stable key
 * @param language of the texts: German or English
 * @param title short, as on a button
 * @param answer in plain words
 * @param simple the same in Leichte Sprache
 * @param service key in the directory of services
 */
record Topic(String intent, Language language, String title, String answer, String simple, Optional<String> service) {}
