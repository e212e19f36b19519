package de.saalelab.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The proxy does to connections what it says, so that the drills that use it really have their fault. */
class ProxyTest {
    private ServerSocket echo;
    private Proxy proxy;

    @BeforeEach
    void open() throws IOException {
        echo = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.startVirtualThread(this::serve);
        proxy = new Proxy(echo.getLocalPort());
    }

    @AfterEach
    void close() throws IOException {
        proxy.close();
        echo.close();
    }

    @Test
    void passesBytesBothWays() throws IOException {
        try (Socket socket = connect()) {
            assertThat(answerTo(socket, 7)).isEqualTo(7);
        }
    }

    @Test
    void delays() throws IOException {
        proxy.delay(Duration.ofMillis(60));
        try (Socket socket = connect()) {
            long before = System.nanoTime();
            assertThat(answerTo(socket, 7)).isEqualTo(7);
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofMillis(120));
        }
    }

    @Test
    void resets() throws IOException {
        try (Socket socket = connect()) {
            answerTo(socket, 7);
            proxy.reset();
            assertThatThrownBy(() -> answerTo(socket, 8)).isInstanceOf(SocketException.class);
        }
    }

    @Test
    void cutsAfterSomeBytes() throws IOException {
        try (Socket socket = connect()) {
            answerTo(socket, 7);
            proxy.cutAfter(1);
            assertThatThrownBy(() -> {
                        answerTo(socket, 8);
                        answerTo(socket, 9);
                    })
                    .isInstanceOf(SocketException.class);
        }
    }

    @Test
    void leavesOldConnectionsHalfOpenAndNewOnesWhole() throws IOException {
        try (Socket old = connect()) {
            answerTo(old, 7);
            proxy.halfOpen();
            assertThatThrownBy(() -> answerTo(old, 8)).isInstanceOf(SocketTimeoutException.class);
            try (Socket fresh = connect()) {
                assertThat(answerTo(fresh, 9)).isEqualTo(9);
            }
        }
    }

    @Test
    void swallowsUntilItIsHealed() throws IOException {
        proxy.swallow();
        try (Socket socket = connect()) {
            assertThatThrownBy(() -> answerTo(socket, 7)).isInstanceOf(SocketTimeoutException.class);
        }
        proxy.heal();
        try (Socket socket = connect()) {
            assertThat(answerTo(socket, 8)).isEqualTo(8);
        }
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
        socket.setSoTimeout(400);
        return socket;
    }

    private static int answerTo(Socket socket, int value) throws IOException {
        socket.getOutputStream().write(value);
        int answer = socket.getInputStream().read();
        if (answer < 0) {
            throw new SocketException("ended");
        }
        return answer;
    }

    private void serve() {
        while (!echo.isClosed()) {
            try {
                Socket accepted = echo.accept();
                Thread.startVirtualThread(() -> {
                    try (accepted) {
                        accepted.getInputStream().transferTo(accepted.getOutputStream());
                    } catch (IOException e) {
                        // The proxy's resets end connections in the middle: that is what is tested.
                        assertThat(e).isInstanceOf(SocketException.class);
                    }
                });
            } catch (IOException e) {
                assertThat(echo.isClosed()).isTrue();
            }
        }
    }
}
