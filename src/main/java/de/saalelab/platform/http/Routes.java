package de.saalelab.platform.http;

/** A room's HTTP edge: binds its handlers to the contract's operations. */
public interface Routes {
    /** Names a handler for each operation of the room. */
    void bind(Operations operations);
}
