package io.github.smtpra.it.peers;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * Checks passwords for Postfix, in the protocol of Dovecot's authentication server: knows one user and the mechanism PLAIN.
 * A thread accepts, and each connection has one.
 */
final class SaslServer implements AutoCloseable {
    private final ServerSocket socket;
    private final String response;
    private final String user;

    private SaslServer(ServerSocket socket, String user, String password) {
        this.socket = socket;
        this.user = user;
        this.response =
                Base64.getEncoder().encodeToString(("\0" + user + "\0" + password).getBytes(StandardCharsets.UTF_8));
    }

    static SaslServer open(int port, String user, String password) throws IOException {
        SaslServer server =
                new SaslServer(new ServerSocket(port, 50, InetAddress.getLoopbackAddress()), user, password);
        daemon(server::accept);
        return server;
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "sasl");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = socket.accept();
                daemon(() -> serve(client));
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private void serve(Socket client) {
        try (client) {
            OutputStream out = client.getOutputStream();
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
            write(out, "VERSION\t1\t2\nMECH\tPLAIN\tplaintext\nSPID\t1\nCUID\t1\n");
            write(out, "COOKIE\t0123456789abcdef0123456789abcdef\nDONE\n");
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String[] words = line.split("\t", -1);
                if (words[0].equals("AUTH")) {
                    boolean right = Arrays.asList(words).contains("resp=" + response);
                    write(out, (right ? "OK\t" : "FAIL\t") + words[1] + "\tuser=" + user + "\n");
                }
            }
        } catch (IOException e) {
            // Postfix has gone.
        }
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
