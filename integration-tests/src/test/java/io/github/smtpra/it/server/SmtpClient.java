package io.github.smtpra.it.server;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A client that says what it is told to, line by line. A reply is its last line. */
final class SmtpClient implements AutoCloseable {
    private final Socket socket;
    private final BufferedReader replies;

    private SmtpClient(Socket socket) throws IOException {
        this.socket = socket;
        this.replies = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        socket.setSoTimeout((int) Duration.ofSeconds(90).toMillis());
    }

    /** A session that has been greeted and has greeted. */
    static SmtpClient connect(int port) throws IOException {
        SmtpClient client = new SmtpClient(new Socket(InetAddress.getLoopbackAddress(), port));
        String greeting = client.hear();
        if (!greeting.startsWith("220 ")) {
            client.close();
            throw new IOException("greeted with " + greeting);
        }
        client.say("EHLO client.example");
        return client;
    }

    /** What a new client hears who has a mail for {@code recipient}: the first reply that is no yes, or the last one. */
    static String ask(int port, String recipient) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
                SmtpClient client = new SmtpClient(socket)) {
            String greeting = client.hear();
            if (!greeting.startsWith("220 ")) {
                return greeting;
            }
            client.say("EHLO client.example");
            return client.rcpt(recipient);
        } catch (ConnectException e) {
            return "refused";
        } catch (IOException e) {
            return "lost";
        }
    }

    /** The reply to a mail in a session of its own, which ends in good order: the reply was heard. */
    static String mail(int port, String recipient, String subject) throws IOException {
        try (SmtpClient client = connect(port)) {
            String reply = client.mail(recipient, subject);
            client.say("QUIT");
            return reply;
        }
    }

    /** Sends a mail; the reply to its end, or the one that refused it before. */
    String mail(String recipient, String subject) throws IOException {
        String reply = rcpt(recipient);
        return reply.startsWith("250 ") ? data(subject) : reply;
    }

    /** Sends the content; the reply to its end. */
    String data(String subject) throws IOException {
        String reply = say("DATA");
        return reply.startsWith("354 ") ? content(subject) : reply;
    }

    /** The reply to RCPT. */
    String rcpt(String recipient) throws IOException {
        String reply = say("MAIL FROM:<ann@customer.example>");
        return reply.startsWith("250 ") ? say("RCPT TO:<" + recipient + ">") : reply;
    }

    private String content(String subject) throws IOException {
        say("From: ann@customer.example", "Subject: " + subject, "", "It hums.", ".");
        return hear();
    }

    String say(String line) throws IOException {
        say(new String[] {line});
        return hear();
    }

    private void say(String... lines) throws IOException {
        socket.getOutputStream().write((String.join("\r\n", lines) + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    /** The next reply's last line. */
    String hear() throws IOException {
        String line = replies.readLine();
        while (line != null && line.startsWith("-", 3)) {
            line = replies.readLine();
        }
        if (line == null) {
            throw new EOFException("the server has closed the connection");
        }
        return line;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
