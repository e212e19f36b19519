package de.saalelab.app;

import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * SIGHUP, which asks a server to renew itself; from a terminal that was closed it means that the server should end, as ever.
 *
 * <p>By reflection, because {@code sun.misc.Signal} is the JDK's only way to hear a signal and may not be named under -Werror.
 */
final class HangUp {
    private static final Path TERMINAL = Path.of("/dev/tty");

    private HangUp() {}

    /** Runs one of the two on a thread of its own each time the signal comes. */
    static void handle(Runnable renew, Runnable end) {
        boolean attended = terminalIsThere();
        InvocationHandler heard = (proxy, method, arguments) -> {
            if (method.getDeclaringClass() == Object.class) {
                return method.invoke(renew, arguments);
            }
            Thread.ofVirtual().name("hang-up").start(attended && !terminalIsThere() ? end : renew);
            return null;
        };
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object ear = Proxy.newProxyInstance(HangUp.class.getClassLoader(), new Class<?>[] {handler}, heard);
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance("HUP"), ear);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("This JVM does not let SIGHUP be heard", e);
        }
    }

    private static boolean terminalIsThere() {
        try {
            Files.newInputStream(TERMINAL).close();
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
