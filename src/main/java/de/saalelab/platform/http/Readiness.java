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

    public synchronized void ready() {
        stage = Stage.READY;
        waitingFor = "";
    }

    /** Something that the work needs is gone; alive, but not ready until it is back. */
    public synchronized void lose(String what) {
        if (stage == Stage.READY) {
            stage = Stage.STARTING;
            waitingFor = what;
        }
    }

    /** What was lost is back. */
    public synchronized void regain() {
        if (stage == Stage.STARTING) {
            ready();
        }
    }

    /** No new work, please: load balancers look away, open requests finish. */
    public synchronized void drain() {
        stage = Stage.DRAINING;
    }
}
