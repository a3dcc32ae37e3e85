package io.github.smtpra.protocol.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpra.api.smtp.BodyType;
import io.github.smtpra.api.smtp.DeliverBy;
import io.github.smtpra.api.smtp.EnhancedStatusCode;
import io.github.smtpra.api.smtp.Envelope;
import io.github.smtpra.api.smtp.Notify;
import io.github.smtpra.api.smtp.OriginalRecipient;
import io.github.smtpra.api.smtp.Recipient;
import io.github.smtpra.api.smtp.ReturnContent;
import io.github.smtpra.api.smtp.ReversePath;
import io.github.smtpra.api.smtp.TransferOptions;
import io.github.smtpra.protocol.data.ContentForm;
import io.github.smtpra.protocol.sasl.Channel;
import io.github.smtpra.protocol.sasl.ClientMechanisms;
import io.github.smtpra.protocol.sasl.Credentials;
import io.github.smtpra.protocol.sasl.Mechanism;
import io.github.smtpra.protocol.sasl.Secret;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Plays a transcript against a {@link ClientEngine}. Its lines:
 *
 * <pre>
 * # comment
 * &#64; tls=REQUIRED user=u password=p passwords=ALLOWED dialect=LMTP     settings, once, at the top
 *     mechanisms=PLAIN,SCRAM-SHA-256 token=t nonce=n certificate=1 need=WHERE_OFFERED
 * > mail from=a@x to=b@y,c@z size=9 body=8BITMIME     what the shell does: a mail is given, with for instance
 *     ret=FULL envid=1+2 b@y=NEVER c@z=SUCCESS,DELAY;rfc822;c+1@z      RET and ENVID, and NOTIFY and ORCPT of a recipient
 * > tls | dot | lost | quit                           the handshake is done, the dot goes out, the connection is lost
 *     utf8=1 requiretls=1 priority=3 by=120;RT submitter=a@x     and what its sender asks of servers on the way
 * > verified | fitted again=1 size=9 | unfit          the same with a peer that is known; the content has another form
 * > chunk n=5 | last n=0                              a chunk of so many octets goes out; more follow, or not
 * > dot next to=c@z | last n=5 next to=c@z            the same, and another mail goes right behind
 * S: 250 ok                                           what the server says
 * C: DATA                                             what the client must say
 * = fit 7BIT ASCII | ready | close | content 0,2 | chunk 0,2 | tls                 what else the engine must do
 * = b@y accepted 250 ok                               how the mail ends for a recipient
 * </pre>
 */
final class Transcript {
    private final int segment;
    private final Deque<String> done = new ArrayDeque<>();
    private ClientEngine engine = new ClientEngine(ClientSettings.of("client.example", TlsPolicy.IF_OFFERED));
    private final Deque<List<String>> recipients = new ArrayDeque<>();
    private String lastState = "";

    /** A player whose server sends segments of {@code segment} octets; the server's lines in a row form one text. */
    Transcript(int segment) {
        this.segment = segment;
    }

    void play(List<String> lines) {
        StringBuilder server = new StringBuilder();
        for (String line : lines) {
            if (!line.startsWith("S: ")) {
                serverSays(server);
            }
            if (line.startsWith("S: ")) {
                server.append(unescaped(line.substring(3))).append("\r\n");
            } else if (line.startsWith("C: ") || line.startsWith("= ")) {
                assertThat(done)
                        .as("the client's next step, where the transcript says %s", line)
                        .isNotEmpty();
                assertThat(done.remove()).isEqualTo(line);
            } else {
                instruct(line);
            }
        }
        serverSays(server);
        assertThat(done)
                .as("steps of the client that the transcript does not have")
                .isEmpty();
    }

    private static String unescaped(String line) {
        return line.replace("\\r\\n", "\r\n").replace("\\n", "\n");
    }

    private void serverSays(StringBuilder text) {
        byte[] octets = text.toString().getBytes(ISO_8859_1);
        int step = Math.max(1, Math.min(segment, octets.length));
        for (int at = 0; at < octets.length; at += step) {
            engine.receive(ByteBuffer.wrap(octets, at, Math.min(step, octets.length - at)));
            drain();
        }
        text.setLength(0);
    }

    private void instruct(String line) {
        Map<String, String> words = words(line);
        if (line.startsWith("@")) {
            engine = new ClientEngine(settings(words));
        } else if (line.startsWith(">")) {
            shell(line.split(" ", -1)[1], words);
            lastState = "";
            drain();
        } else {
            assertThat(line).matches("#.*|\\s*");
        }
    }

    private void shell(String event, Map<String, String> words) {
        switch (event) {
            case "mail" -> engine.send(mail(words));
            case "tls" -> engine.tlsStarted();
            case "verified" -> engine.tlsStarted(new Security(Channel.ENCRYPTED, Security.Peer.VERIFIED));
            case "fitted" -> engine.fitted(mail(words));
            case "unfit" -> engine.unfit(new RecipientResult.Unsendable(new EnhancedStatusCode(5, 6, 3), "no way"));
            case "dot" -> {
                engine.finalDot();
                follow(words);
            }
            case "chunk" -> says(engine.chunk(octets(words)));
            case "last" -> {
                says(engine.lastChunk(octets(words)));
                follow(words);
            }
            case "quit" -> engine.quit();
            case "lost" -> engine.failed(new EnhancedStatusCode(4, 4, 2), "connection lost");
            default -> throw new IllegalArgumentException(event);
        }
    }

    private static int octets(Map<String, String> words) {
        return Integer.parseInt(words.getOrDefault("n", "0"));
    }

    /** Gives the mail that goes behind, if {@code words} name one. */
    private void follow(Map<String, String> words) {
        if (words.containsKey("to")) {
            assertThat(engine.mayFollow()).as("whether a mail may follow").isTrue();
            says(engine.follow(mail(words)));
        }
    }

    private void says(ByteBuffer octets) {
        String text = UTF_8.decode(octets).toString();
        assertThat(text).matches("(?s)|.*\r\n");
        text.lines().forEach(line -> done.add("C: " + line));
        lastState = "";
    }

    private OutgoingMail mail(Map<String, String> words) {
        List<String> to = List.of(words.getOrDefault("to", "b@y").split(",", -1));
        if (!words.containsKey("again")) {
            recipients.add(to);
        }
        Envelope envelope = new Envelope(
                ReversePath.parse(words.getOrDefault("from", "a@x")),
                to.stream()
                        .map(each -> recipient(each, words.getOrDefault(each, "")))
                        .toList(),
                body(words.getOrDefault("body", "7BIT")));
        if (words.containsKey("ret")) {
            envelope = envelope.withReturnContent(ReturnContent.valueOf(words.get("ret")));
        }
        if (words.containsKey("envid")) {
            envelope = envelope.withEnvelopeId(words.get("envid"));
        }
        envelope = envelope.withOptions(options(words));
        return new OutgoingMail(envelope, Long.parseLong(words.getOrDefault("size", "9")));
    }

    private static TransferOptions options(Map<String, String> words) {
        TransferOptions options = TransferOptions.NONE;
        if (words.containsKey("utf8")) {
            options = options.withSmtpUtf8();
        }
        if (words.containsKey("requiretls")) {
            options = options.withRequireTls();
        }
        if (words.containsKey("priority")) {
            options = options.withPriority(Integer.parseInt(words.getOrDefault("priority", "")));
        }
        if (words.containsKey("submitter")) {
            options = options.withSubmitter(ReversePath.parse(words.getOrDefault("submitter", "")));
        }
        return words.containsKey("by") ? options.withDeliverBy(by(words.getOrDefault("by", ""))) : options;
    }

    private static DeliverBy by(String value) {
        String[] parts = value.split(";", 2);
        return new DeliverBy(
                Duration.ofSeconds(Long.parseLong(parts[0])),
                parts[1].startsWith("R") ? DeliverBy.Mode.RETURN : DeliverBy.Mode.NOTIFY,
                parts[1].endsWith("T") ? DeliverBy.Trace.YES : DeliverBy.Trace.NO);
    }

    private static BodyType body(String keyword) {
        return Arrays.stream(BodyType.values())
                .filter(one -> one.keyword().equals(keyword))
                .findAny()
                .orElseThrow();
    }

    private static Recipient recipient(String mailbox, String dsn) {
        String[] parts = dsn.split(";", 2);
        Recipient recipient = Recipient.of(mailbox);
        if (!parts[0].isEmpty()) {
            recipient = recipient.withNotify(Notify.parse(parts[0]));
        }
        return parts.length < 2 ? recipient : recipient.withOriginalRecipient(OriginalRecipient.parse(parts[1]));
    }

    private static ClientSettings settings(Map<String, String> words) {
        return new ClientSettings(
                "client.example",
                TlsPolicy.valueOf(words.getOrDefault("tls", "IF_OFFERED")),
                Optional.ofNullable(words.get("user")).map(user -> login(user, words)),
                Dialect.valueOf(words.getOrDefault("dialect", "SMTP")));
    }

    private static Login login(String user, Map<String, String> words) {
        Set<Mechanism> mechanisms = Arrays.stream(
                        words.getOrDefault("mechanisms", "SCRAM-SHA-256,SCRAM-SHA-1,PLAIN,LOGIN,OAUTHBEARER")
                                .split(",", -1))
                .map(name -> Mechanism.named(name).orElseThrow())
                .collect(Collectors.toSet());
        Credentials credentials = credentials(user, words);
        Mechanism.ClearText clearText = Mechanism.ClearText.valueOf(words.getOrDefault("passwords", "FORBIDDEN"));
        return new Login(
                credentials,
                new ClientMechanisms(mechanisms, clearText, () -> words.getOrDefault("nonce", "rOprNGfwEbeRWgbNEkqO")),
                Login.Need.valueOf(words.getOrDefault("need", "ALWAYS")));
    }

    private static Credentials credentials(String user, Map<String, String> words) {
        if (words.containsKey("certificate")) {
            return new Credentials.Certificate(Optional.of(user).filter(name -> !name.isEmpty()));
        }
        return words.containsKey("token")
                ? new Credentials.Token(user, new Secret(words.get("token")))
                : new Credentials.Password(user, new Secret(words.getOrDefault("password", "p")));
    }

    private static Map<String, String> words(String line) {
        Map<String, String> words = new HashMap<>();
        for (String word : line.split(" ", -1)) {
            int equals = word.indexOf('=');
            if (equals > 0) {
                words.put(word.substring(0, equals), word.substring(equals + 1));
            }
        }
        return words;
    }

    private void drain() {
        boolean more = true;
        while (more) {
            more = note(engine.next());
        }
    }

    /** Notes what the engine wants; returns whether it has more to say. */
    private boolean note(ClientAction action) {
        if (action instanceof ClientAction.Send send) {
            says(send.bytes());
            return true;
        }
        if (action instanceof ClientAction.Finished finished) {
            done.addAll(results(finished));
            return true;
        }
        if (action instanceof ClientAction.SendContent content) {
            done.add("= content " + places(content.accepted()));
            return false;
        }
        if (action instanceof ClientAction.SendChunk chunk) {
            done.add("= chunk " + places(chunk.accepted()));
            return false;
        }
        if (action instanceof ClientAction.Fit fit) {
            ContentForm form = fit.form();
            done.add("= fit " + form.body().keyword() + " " + form.header());
            return false;
        }
        if (action instanceof ClientAction.StartTls) {
            done.add("= tls");
            return false;
        }
        noteState(
                action instanceof ClientAction.Ready
                        ? "= ready"
                        : action instanceof ClientAction.Close ? "= close" : "");
        return false;
    }

    private static String places(List<Integer> accepted) {
        return accepted.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    private void noteState(String state) {
        if (!state.isEmpty() && !state.equals(lastState)) {
            done.add(state);
        }
        lastState = state;
    }

    private List<String> results(ClientAction.Finished finished) {
        List<String> lines = new ArrayList<>();
        List<String> to = recipients.remove();
        for (int i = 0; i < finished.results().size(); i++) {
            lines.add("= " + to.get(i) + " " + words(finished.results().get(i)));
        }
        lines.add("= reached " + finished.reached());
        return lines;
    }

    private static String words(RecipientResult result) {
        if (result instanceof RecipientResult.Accepted accepted) {
            return "accepted " + accepted.reply();
        } else if (result instanceof RecipientResult.Relayed relayed) {
            return "relayed " + relayed.reply();
        } else if (result instanceof RecipientResult.RefusedForNow refused) {
            return "refused for now " + refused.reply();
        } else if (result instanceof RecipientResult.TooManyRecipients tooMany) {
            return "too many recipients " + tooMany.reply();
        } else if (result instanceof RecipientResult.OverLimit overLimit) {
            return "over limit " + overLimit.limit();
        } else if (result instanceof RecipientResult.Refused refused) {
            return "refused " + refused.reply();
        } else if (result instanceof RecipientResult.Unsendable unsendable) {
            return "unsendable " + unsendable.status() + " " + unsendable.reason();
        } else if (result instanceof RecipientResult.NotAttempted notAttempted) {
            return "not attempted " + notAttempted.status() + " " + notAttempted.reason()
                    + notAttempted.reply().map(reply -> " (" + reply + ")").orElse("");
        } else if (result instanceof RecipientResult.Uncertain uncertain) {
            return "uncertain " + uncertain.reason();
        }
        throw new AssertionError(result);
    }
}
