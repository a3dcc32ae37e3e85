package io.github.smtpra.engine.policy;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * A proxy on the loopback that is also the web server behind it, whatever the name: answers each request for a policy with
 * what the test says.
 */
final class PolicyHost implements AutoCloseable {
    private final ServerSocket server;
    private final SSLContext tls;
    private final Thread thread;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private volatile String response = "";

    PolicyHost(SSLContext tls) throws IOException {
        this.tls = tls;
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        thread = new Thread(this::serve, "policy-host");
        thread.start();
    }

    ProxySelector proxy() {
        return ProxySelector.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getLocalPort()));
    }

    PolicyHost answering(String status, String type, String body) {
        response = "HTTP/1.1 " + status + "\r\nContent-Type: " + type + "\r\nContent-Length: " + body.length()
                + "\r\nLocation: https://elsewhere.test/\r\nConnection: close\r\n\r\n" + body;
        return this;
    }

    /** The requests so far, each as its CONNECT and its GET. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    private void serve() {
        try {
            while (true) {
                try (Socket socket = server.accept()) {
                    serve(socket);
                } catch (IOException e) {
                    if (server.isClosed()) {
                        return;
                    }
                }
            }
        } catch (RuntimeException e) {
            throw new AssertionError(e);
        }
    }

    private void serve(Socket socket) throws IOException {
        String connect = head(socket);
        socket.getOutputStream().write("HTTP/1.1 200 ok\r\n\r\n".getBytes(US_ASCII));
        SSLSocket secured = (SSLSocket) tls.getSocketFactory().createSocket(socket, null, socket.getPort(), true);
        secured.setUseClientMode(false);
        requests.add(connect + " " + head(secured));
        secured.getOutputStream().write(response.getBytes(US_ASCII));
        secured.close();
    }

    private static String head(Socket socket) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII), 1);
        String first = in.readLine();
        String line = first;
        while (line != null && !line.isEmpty()) {
            line = in.readLine();
        }
        return String.valueOf(first);
    }

    @Override
    public void close() throws IOException {
        server.close();
        try {
            thread.join(10_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
