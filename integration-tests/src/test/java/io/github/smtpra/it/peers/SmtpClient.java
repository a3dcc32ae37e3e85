package io.github.smtpra.it.peers;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A client that says what a test tells it to, one command at a time, and can leave without a word. */
public final class SmtpClient implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Socket socket;
    private final BufferedReader in;
    private final OutputStream out;

    /** Connects to {@code port} on loopback and greets. */
    public SmtpClient(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout((int) PATIENCE.toMillis());
        socket.setTcpNoDelay(true);
        in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
        out = socket.getOutputStream();
        require("220", reply());
        require("250", command("EHLO client.example"));
    }

    /** Sends a command, and returns the last line of its reply. */
    public String command(String line) throws IOException {
        write(line + "\r\n");
        return reply();
    }

    /**
     * Sends one mail.
     *
     * @param content with lines ended by CRLF, the last one too
     * @return the last line of the reply to the final dot
     * @throws IOException if that is lost
     */
    public String send(String from, String to, String content) throws IOException {
        require("250", command("MAIL FROM:<" + from + ">"));
        require("250", command("RCPT TO:<" + to + ">"));
        require("354", command("DATA"));
        return command(dotStuffed(content) + ".");
    }

    /** {@code content} with the dots of transparency (RFC 5321 §4.5.2). */
    static String dotStuffed(String content) {
        return ("\r\n" + content).replace("\r\n.", "\r\n..").substring(2);
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    private String reply() throws IOException {
        String line = in.readLine();
        while (line != null && line.length() > 3 && line.charAt(3) == '-') {
            line = in.readLine();
        }
        if (line == null) {
            throw new EOFException("the server closed the connection");
        }
        return line;
    }

    private static void require(String code, String reply) throws IOException {
        if (!reply.startsWith(code)) {
            throw new IOException("not a " + code + ": " + reply);
        }
    }

    /** Leaves without a word: what was heard last stays unacknowledged. */
    @Override
    public void close() throws IOException {
        socket.close();
    }
}
