package io.github.smtpra.it.server;

import io.github.smtpra.protocol.grammar.SyntaxException;
import io.github.smtpra.protocol.sasl.Channel;
import io.github.smtpra.protocol.sasl.ClientMechanism;
import io.github.smtpra.protocol.sasl.ClientMechanisms;
import io.github.smtpra.protocol.sasl.Credentials;
import io.github.smtpra.protocol.sasl.Mechanism;
import io.github.smtpra.protocol.sasl.Secret;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** A client of somebody: it takes TLS and says who it is. */
final class SubmittingClient implements AutoCloseable {
    private Socket socket;
    private BufferedReader replies;
    private List<String> capabilities;

    /** A session with TLS, greeted. */
    SubmittingClient(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout((int) Duration.ofSeconds(90).toMillis());
        replies = reader();
        hear();
        capabilities = say("EHLO client.example");
        say("STARTTLS");
        socket = AnyCertificate.sockets().createSocket(socket, "server.example", port, true);
        replies = reader();
        capabilities = say("EHLO client.example");
    }

    private BufferedReader reader() throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
    }

    /** The mechanisms that the server offers. */
    Set<String> mechanisms() {
        return Set.copyOf(capabilities.stream()
                .filter(line -> line.startsWith("AUTH ", 4))
                .flatMap(line -> Arrays.stream(line.substring(9).split(" ", -1)))
                .toList());
    }

    /** The reply to the attempt to be {@code user}. */
    String authenticate(Mechanism mechanism, String user, String password) throws IOException, SyntaxException {
        ClientMechanism exchange = new ClientMechanisms(
                        Set.of(mechanism), Mechanism.ClearText.FORBIDDEN, () -> UUID.randomUUID()
                                .toString())
                .strongest(
                        new Credentials.Password(user, new Secret(password)),
                        Set.of(mechanism.wireName()),
                        Channel.ENCRYPTED)
                .orElseThrow();
        String initial =
                exchange.initialResponse().map(SubmittingClient::base64).orElse("");
        String reply = last(say(("AUTH " + mechanism.wireName() + " " + initial).trim()));
        while (reply.startsWith("334 ")) {
            reply = last(say(base64(exchange.respond(Base64.getDecoder().decode(reply.substring(4))))));
        }
        return reply;
    }

    private static String base64(byte[] octets) {
        return Base64.getEncoder().encodeToString(octets);
    }

    /** The reply to a mail: the first that is no yes, or that to its end. */
    String mail(String recipient, String subject) throws IOException {
        String reply = last(say("MAIL FROM:<ann@customer.example>"));
        reply = reply.startsWith("250 ") ? last(say("RCPT TO:<" + recipient + ">")) : reply;
        reply = reply.startsWith("250 ") ? last(say("DATA")) : reply;
        return reply.startsWith("354 ")
                ? last(say("From: ann@customer.example\r\nSubject: " + subject + "\r\n\r\nIt hums.\r\n."))
                : reply;
    }

    private List<String> say(String lines) throws IOException {
        socket.getOutputStream().write((lines + "\r\n").getBytes(StandardCharsets.US_ASCII));
        return hear();
    }

    private List<String> hear() throws IOException {
        List<String> lines = new ArrayList<>();
        do {
            String line = replies.readLine();
            if (line == null) {
                throw new EOFException("the server has closed the connection after " + lines);
            }
            lines.add(line);
        } while (last(lines).startsWith("-", 3));
        return lines;
    }

    private static String last(List<String> lines) {
        return lines.get(lines.size() - 1);
    }

    /** Leaves in good order: what was heard last is acknowledged. */
    @Override
    public void close() throws IOException {
        say("QUIT");
        socket.close();
    }
}
