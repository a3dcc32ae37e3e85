package io.github.smtpra.benchmarks.comparison;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.TimeUnit;

/** Where servers listen: on this machine. */
public final class Loopback {
    private static final int START_SECONDS = 20;

    private Loopback() {}

    /** A port that nobody has. */
    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Waits until {@code process} greets at {@code port}; false if it ends, or does not in time. */
    public static boolean awaitGreeting(Process process, int port) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (System.nanoTime() < end && process.isAlive()) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
                socket.setSoTimeout(2000);
                return socket.getInputStream().read() == '2';
            } catch (IOException e) {
                Thread.sleep(50);
            }
        }
        return false;
    }
}
