package de.saalelab.platform.http;

/** Where the process is in its life. Alive from the first moment, ready only between start-up and shutdown. */
public final class Readiness {
    /** A process's stages. */
    public enum Stage {
        STARTING,
        READY,
        DRAINING
    }

    private volatile Stage stage = Stage.STARTING;
    private volatile String waitingFor = "start";

    public Stage stage() {
        return stage;
    }

    /** What the start waits for, in a few English words, for operators. */
    public String waitingFor() {
        return waitingFor;
    }

    public void waitFor(String what) {
        waitingFor = what;
    }

    public void ready() {
        stage = Stage.READY;
        waitingFor = "";
    }

    /** No new work, please: load balancers look away, open requests finish. */
    public void drain() {
        stage = Stage.DRAINING;
    }
}
