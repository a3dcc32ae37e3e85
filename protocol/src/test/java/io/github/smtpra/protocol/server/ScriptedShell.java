package io.github.smtpra.protocol.server;

import io.github.smtpra.api.smtp.DeliverBy;
import io.github.smtpra.api.smtp.Envelope;
import io.github.smtpra.api.smtp.Recipient;
import io.github.smtpra.api.smtp.Reply;
import io.github.smtpra.api.smtp.TransferOptions;
import io.github.smtpra.protocol.grammar.XclientAttributes;
import io.github.smtpra.protocol.sasl.Channel;
import io.github.smtpra.protocol.sasl.Users;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

/**
 * A shell without sockets. It serves {@code example.com}, where {@code nobody} is unknown and {@code busy} is busy, {@code full} is full, and
 * refuses mail whose content holds {@code REJECT}.
 */
final class ScriptedShell {
    private final ServerEngine engine;
    private final List<String> replies = new ArrayList<>();
    private final List<String> delivered = new ArrayList<>();
    private final ByteArrayOutputStream content = new ByteArrayOutputStream();
    private final AtomicReference<Instant> clock = new AtomicReference<>(Instant.parse("2026-11-23T12:00:00Z"));
    private String client = "";
    private boolean closed;

    ScriptedShell(ServerProfile profile, Channel channel) {
        this(new Transcript(profile, false, channel, List.of(), List.of()));
    }

    ScriptedShell(Transcript transcript) {
        engine = new ServerRules(transcript.profile(), clock::get).newSession();
        if (transcript.trusted()) {
            engine.trustPeer();
        }
        if (transcript.channel().isEncrypted()) {
            engine.secured("TLSv1.3 TLS_AES_256_GCM_SHA384", transcript.channel());
        }
        obey(engine.start());
    }

    void receive(byte[] octets) {
        ByteBuffer input = ByteBuffer.wrap(octets);
        while (!closed) {
            Action action = engine.receive(input);
            if (action instanceof Action.Await) {
                return;
            }
            if (action instanceof Action.StartTls) {
                input.position(input.limit());
            }
            obey(action);
        }
    }

    /** Lets time pass, so that what is to be late can be. */
    void pass(Duration time) {
        clock.updateAndGet(now -> now.plus(time));
    }

    private void obey(Action action) {
        if (action instanceof Action.Send send) {
            send.replies().forEach(reply -> replies.addAll(reply.wireLines()));
        } else if (action instanceof Action.Admit admit) {
            obey(engine.complete(admission(admit)));
        } else if (action instanceof Action.Open) {
            content.reset();
            obey(engine.complete(Replies.START_CONTENT));
        } else if (action instanceof Action.Content piece) {
            byte[] octets = new byte[piece.octets().remaining()];
            piece.octets().get(octets);
            content.writeBytes(octets);
        } else if (action instanceof Action.Abandon) {
            content.reset();
        } else if (action instanceof Action.Deliver deliver) {
            obey(deliver(deliver.mail()));
        } else if (action instanceof Action.StartTls tls) {
            replies.addAll(tls.ready().wireLines());
            engine.secured("TLSv1.3 TLS_AES_256_GCM_SHA384", Transcript.SECURE);
        } else if (action instanceof Action.Authenticate authenticate) {
            obey(engine.complete(Users.answer(authenticate.question())));
        } else if (action instanceof Action.Authenticated done) {
            replies.addAll(done.reply().wireLines());
        } else if (action instanceof Action.NotAuthenticated failed) {
            replies.addAll(failed.reply().wireLines());
        } else if (action instanceof Action.Present present) {
            replies.addAll(present.greeting().wireLines());
            client = words(present.client());
        } else if (action instanceof Action.GoOn) {
            obey(engine.complete(Replies.SENDER_OK));
        } else if (action instanceof Action.StartRun start) {
            obey(engine.complete(
                    start.run().equals(new QueueRun("empty.example", QueueRun.Reach.NODE))
                            ? Replies.NOTHING_WAITING
                            : Replies.RUN_STARTED));
        } else if (action instanceof Action.Close) {
            replies.add("(closed)");
            closed = true;
        }
    }

    private static Reply admission(Action.Admit admit) {
        if (!admit.recipient().mailbox().domain().equalsIgnoreCase("example.com")
                && !admit.recipient().mailbox().domain().equalsIgnoreCase("mx.example.com")) {
            return Replies.NO_RELAYING;
        }
        return switch (admit.recipient().mailbox().localPart()) {
            case "nobody" -> Replies.NO_SUCH_MAILBOX;
            case "busy" -> Replies.NOT_ACCEPTING;
            default -> Replies.RECIPIENT_OK;
        };
    }

    private Action deliver(MailFacts mail) {
        if (mail.answering() == Answering.ONCE) {
            return engine.complete(delivery(mail));
        }
        return engine.complete(mail.envelope().recipients().stream()
                .map(one -> delivery(new MailFacts(
                        mail.envelope().withRecipients(List.of(one)),
                        mail.declaredSize(),
                        mail.session(),
                        mail.answering())))
                .toList());
    }

    private Reply delivery(MailFacts mail) {
        String text = Transcript.escape(content.toByteArray());
        if (text.contains("REJECT")) {
            return Reply.of(550, "5.7.1", "Rejected by the bean");
        }
        if (mail.envelope().recipients().get(0).mailbox().localPart().equals("full")) {
            return Reply.of(452, "4.2.2", "Mailbox full");
        }
        String recipients =
                mail.envelope().recipients().stream().map(ScriptedShell::words).collect(Collectors.joining(","));
        String with = mail.session().protocol().startsWith("UTF8")
                ? " with " + mail.session().protocol()
                : "";
        delivered.add(client + words(mail.envelope()) + words(mail.session()) + with + "|" + recipients + "|" + text);
        return Reply.of(250, "2.0.0", "Ok: committed");
    }

    private static String words(SessionFacts session) {
        return session.identity()
                        .map(identity -> " " + identity.user() + "/" + session.protocol())
                        .orElse("")
                + session.reached()
                        .map(server -> " @[" + server.address() + "]:" + server.port())
                        .orElse("");
    }

    private static String words(Envelope envelope) {
        return envelope.reversePath().text()
                + envelope.returnContent().map(ret -> " RET=" + ret).orElse("")
                + envelope.envelopeId().map(id -> " ENVID=" + id).orElse("")
                + envelope.options()
                        .submitter()
                        .map(submitter -> " AUTH=" + submitter)
                        .orElse("")
                + words(envelope.options());
    }

    private static String words(TransferOptions options) {
        return (options.isSmtpUtf8() ? " SMTPUTF8" : "")
                + (options.isRequireTls() ? " REQUIRETLS" : "")
                + (options.priority().isPresent()
                        ? " MT-PRIORITY=" + options.priority().getAsInt()
                        : "")
                + options.deliverBy().map(ScriptedShell::words).orElse("")
                + options.hold().map(hold -> " " + hold).orElse("");
    }

    private static String words(DeliverBy by) {
        return " BY=" + by.time().toSeconds() + ";" + by.mode() + (by.trace() == DeliverBy.Trace.YES ? ";TRACE" : "");
    }

    private static String words(Recipient recipient) {
        return recipient.mailbox()
                + recipient.notifyOn().value().map(value -> " NOTIFY=" + value).orElse("")
                + recipient
                        .originalRecipient()
                        .map(original -> " ORCPT=" + original)
                        .orElse("");
    }

    private static String words(XclientAttributes client) {
        return client.name().orElse("-")
                + "["
                + client.address().map(Object::toString).orElse("-")
                + "]:"
                + client.port().map(Object::toString).orElse("-")
                + " ";
    }

    List<String> takeReplies() {
        List<String> taken = List.copyOf(replies);
        replies.clear();
        return taken;
    }

    List<String> delivered() {
        return delivered;
    }
}
