package io.github.smtpra.protocol;

import io.github.smtpra.api.smtp.Reply;
import io.github.smtpra.protocol.client.ClientAction;
import io.github.smtpra.protocol.client.ClientEngine;
import io.github.smtpra.protocol.client.OutgoingMail;
import io.github.smtpra.protocol.client.RecipientResult;
import io.github.smtpra.protocol.data.DotStuffer;
import io.github.smtpra.protocol.sasl.Users;
import io.github.smtpra.protocol.server.Action;
import io.github.smtpra.protocol.server.Replies;
import io.github.smtpra.protocol.server.ServerEngine;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The client's engine and the server's, talking to each other through two byte arrays and a simulated handshake. */
final class Conversation {
    private final ClientEngine client;
    private final ServerEngine server;
    private final int segment;
    private final ByteArrayOutputStream toClient = new ByteArrayOutputStream();
    private final ByteArrayOutputStream content = new ByteArrayOutputStream();
    private final List<String> received = new ArrayList<>();
    private final Deque<OutgoingMail> behind = new ArrayDeque<>();
    private int followed;
    private boolean chunked;
    private boolean closed;

    /**
     * A conversation at its beginning.
     *
     * @param segment octets that pass at a time, each way
     */
    Conversation(ClientEngine client, ServerEngine server, int segment) {
        this.client = client;
        this.server = server;
        this.segment = segment;
        obey(server.start());
    }

    /** What the server has received: {@code sender|recipients|protocol|content}. */
    List<String> received() {
        return received;
    }

    boolean isClosed() {
        return closed;
    }

    /** Sends a mail; runs until it is over. */
    List<RecipientResult> send(OutgoingMail mail, String text) {
        client.send(mail);
        while (true) {
            ClientAction action = client.next();
            if (action instanceof ClientAction.Finished finished) {
                return finished.results();
            }
            obey(action, text);
        }
    }

    /** Ends the session in good order. */
    void quit() {
        client.quit();
        while (!closed) {
            obey(client.next(), "");
        }
    }

    /** Sends two mails, the second behind the end of the first; runs until both are over. */
    List<RecipientResult> sendTogether(OutgoingMail first, OutgoingMail second, String text) {
        List<RecipientResult> results = new ArrayList<>();
        behind.add(second);
        results.addAll(send(first, text));
        while (results.size() < 2) {
            ClientAction action = client.next();
            if (action instanceof ClientAction.Ready) {
                throw new AssertionError("the second mail did not follow");
            } else if (action instanceof ClientAction.Finished finished) {
                results.addAll(finished.results());
            } else {
                obey(action, text);
            }
        }
        return results;
    }

    private void follow() {
        if (!behind.isEmpty() && client.mayFollow()) {
            followed++;
            toServer(client.follow(behind.remove()));
        }
    }

    /** How many mails went behind another. */
    int followed() {
        return followed;
    }

    private void obey(ClientAction action, String text) {
        byte[] octets = text.getBytes(StandardCharsets.ISO_8859_1);
        if (action instanceof ClientAction.SendChunk) {
            // Nothing follows while a chunk waits for its reply.
            int half = behind.isEmpty() ? octets.length / 2 : 0;
            if (!chunked && behind.isEmpty()) {
                chunked = true;
                toServer(client.chunk(half));
                toServer(ByteBuffer.wrap(octets, 0, half));
            } else {
                chunked = false;
                toServer(client.lastChunk(octets.length - half));
                toServer(ByteBuffer.wrap(octets, half, octets.length - half));
                follow();
            }
        } else if (action instanceof ClientAction.Send send) {
            toServer(send.bytes());
        } else if (action instanceof ClientAction.SendContent) {
            DotStuffer stuffer = new DotStuffer();
            client.finalDot();
            toServer(stuffer.encodeLast(ByteBuffer.wrap(octets)));
            follow();
        } else if (action instanceof ClientAction.AwaitReply) {
            ByteBuffer replies = ByteBuffer.wrap(toClient.toByteArray());
            toClient.reset();
            while (replies.hasRemaining() && !client.receive(next(replies))) {}
            byte[] rest = new byte[replies.remaining()];
            replies.get(rest);
            toClient.writeBytes(rest);
        } else if (action instanceof ClientAction.StartTls) {
            server.secured("TLSv1.3 TLS_AES_256_GCM_SHA384");
            client.tlsStarted();
        } else if (action instanceof ClientAction.Close) {
            closed = true;
        }
    }

    /** The next segment of {@code octets}; a view whose position the reader moves and which moves the original's. */
    private ByteBuffer next(ByteBuffer octets) {
        byte[] piece = new byte[Math.min(segment, octets.remaining())];
        octets.get(piece);
        return ByteBuffer.wrap(piece);
    }

    private void toServer(ByteBuffer octets) {
        while (octets.hasRemaining()) {
            ByteBuffer piece = next(octets);
            Action action = server.receive(piece);
            while (!(action instanceof Action.Await) && !(action instanceof Action.Close)) {
                obey(action);
                action = server.receive(piece);
            }
        }
    }

    private void obey(Action action) {
        if (action instanceof Action.Send send) {
            send.replies().forEach(this::say);
        } else if (action instanceof Action.Admit admit) {
            boolean known = !admit.recipient().mailbox().localPart().equals("nobody");
            obey(server.complete(known ? Replies.RECIPIENT_OK : Replies.NO_SUCH_MAILBOX));
        } else if (action instanceof Action.Open) {
            content.reset();
            obey(server.complete(Replies.START_CONTENT));
        } else if (action instanceof Action.Content piece) {
            byte[] octets = new byte[piece.octets().remaining()];
            piece.octets().get(octets);
            content.writeBytes(octets);
        } else if (action instanceof Action.Deliver deliver) {
            received.add(deliver.mail().envelope().reversePath() + "|"
                    + deliver.mail().envelope().recipients() + "|"
                    + deliver.mail().session().protocol() + "|" + content.toString(StandardCharsets.ISO_8859_1));
            obey(server.complete(Reply.of(250, "2.0.0", "Ok")));
        } else if (action instanceof Action.Authenticate authenticate) {
            obey(server.complete(Users.answer(authenticate.question())));
        } else if (action instanceof Action.Authenticated done) {
            say(done.reply());
        } else if (action instanceof Action.NotAuthenticated failed) {
            say(failed.reply());
        } else if (action instanceof Action.StartTls tls) {
            say(tls.ready());
        }
    }

    private void say(Reply reply) {
        reply.wireLines().forEach(line -> toClient.writeBytes((line + "\r\n").getBytes(StandardCharsets.US_ASCII)));
    }
}
