package de.saalelab.platform.secret;

/** This server's key is not the one that the database was written with: nobody's contact could be read, and new ones would be lost to the right key. */
public final class WrongLabKeyException extends RuntimeException {
    WrongLabKeyException() {
        super(
                "The contacts in this database were sealed with another key: restore lab.key, or set LAB_KEY to the right one.");
    }
}
