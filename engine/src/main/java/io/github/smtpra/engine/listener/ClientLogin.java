package io.github.smtpra.engine.listener;

import io.github.smtpra.engine.authentication.ClientFacts;
import io.github.smtpra.engine.authentication.Logins;
import io.github.smtpra.protocol.sasl.Answer;
import io.github.smtpra.protocol.server.Action;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** One connection's part in AUTH: who asks, and since when it waits. Used by the connection's thread alone. */
final class ClientLogin {
    private static final System.Logger LOG = System.getLogger("io.github.smtpra.login");

    private final Logins logins;
    private final InetSocketAddress client;
    private final LongSupplier nanoTime;
    private Optional<X509Certificate> certificate = Optional.empty();
    private long heardAt;

    ClientLogin(Logins logins, InetSocketAddress client, LongSupplier nanoTime) {
        this.logins = logins;
        this.client = client;
        this.nanoTime = nanoTime;
    }

    /** What the client has shown in a handshake. */
    void shown(Optional<X509Certificate> verified) {
        certificate = verified;
    }

    /** The client has said something: its next reply is counted from here. */
    void heard() {
        heardAt = nanoTime.getAsLong();
    }

    Answer answer(Action.Authenticate asked) {
        return logins.answer(asked.question(), new ClientFacts(client, certificate), network());
    }

    private long network() {
        return ClientNetwork.of(client.getAddress()).prefix();
    }

    void succeeded(Action.Authenticated done) {
        LOG.log(
                System.Logger.Level.INFO,
                () -> line("ok", done.mechanism().wireName(), done.identity().user()));
    }

    /** Counts the failure, and lets the client wait for its reply. */
    void failed(Action.NotAuthenticated failed, BooleanSupplier ended) {
        logins.failed(network(), failed.claimedUser());
        LOG.log(
                System.Logger.Level.INFO,
                () -> line(
                        "failed",
                        failed.mechanism().wireName(),
                        failed.claimedUser().orElse("-")));
        logins.delay(Duration.ofNanos(nanoTime.getAsLong() - heardAt), ended);
        heard(); // The next attempt may be in the pipe already, and waits anew.
    }

    private String line(String outcome, String mechanism, String user) {
        return "login client=" + client.getAddress().getHostAddress() + " mechanism=" + mechanism + " user="
                + MailLog.word(user) + " outcome=" + outcome;
    }
}
