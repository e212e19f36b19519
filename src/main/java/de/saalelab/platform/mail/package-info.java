/** Mails: queued with what they tell of, sent by SMTP, and forgotten once they are out. */
@NullMarked
package de.saalelab.platform.mail;

import org.jspecify.annotations.NullMarked;
