package io.github.smtpra.engine.delivery;

import io.github.smtpra.protocol.client.ClientAction.Finished;
import io.github.smtpra.protocol.client.ClientAction.Reached;
import io.github.smtpra.protocol.client.ClientSettings;
import io.github.smtpra.protocol.client.TlsPolicy;
import java.util.Optional;

/**
 * Delivers one mail after the other, on the same connection as long as it lasts. One thread delivers and quits;
 * {@link #abort} and {@link #cut} come from any, and leave a session that does no more.
 */
final class RelaySession {
    private final Relay relay;
    private final Link link;
    private final Object lock = new Object();
    private Optional<RelayConnection> connection = Optional.empty();
    private boolean aborted;

    RelaySession(Relay relay, Link link) {
        this.relay = relay;
        this.link = link;
    }

    /**
     * Delivers {@code mail}, and may begin the one that {@code next} gives, which is then to be delivered next. Never fails:
     * whatever happens is in the results.
     */
    Finished deliver(MailContent mail, NextMail next) {
        Optional<RelayConnection> open = open();
        if (open.isPresent()) {
            Finished finished = open.get().deliver(mail, next);
            if (finished.reached() == Reached.MAIL) {
                return finished;
            }
            // A connection that has grown stale says nothing of the mail: once more, on a fresh one.
        }
        return deliverAfresh(mail, next);
    }

    private Finished deliverAfresh(MailContent mail, NextMail next) {
        RelayConnection fresh = fresh(relay.session());
        Finished finished = fresh.deliver(mail, next);
        if (fresh.hasTlsFailed() && relay.session().tls() == TlsPolicy.IF_OFFERED) {
            // RFC 7435 §3: where TLS is a bonus, its failure is no reason to keep the mail.
            return fresh(relay.session().withTls(TlsPolicy.NEVER)).deliver(mail, next);
        }
        return finished;
    }

    private Optional<RelayConnection> open() {
        synchronized (lock) {
            return connection.filter(one -> !one.isOver());
        }
    }

    private RelayConnection fresh(ClientSettings session) {
        RelayConnection fresh = new RelayConnection(relay, session, link);
        synchronized (lock) {
            connection = Optional.of(fresh);
            if (!aborted) {
                return fresh;
            }
        }
        fresh.cut("closing");
        return fresh;
    }

    /** What protects the connection that was used last; empty without TLS. */
    String tls() {
        synchronized (lock) {
            return connection.map(RelayConnection::tls).orElse("");
        }
    }

    /** Ends the connection politely, if there is one. */
    void quit() {
        open().ifPresent(RelayConnection::quit);
    }

    /** Aborts what is not past the final dot. */
    void abort() {
        markAborted().ifPresent(one -> one.abort("closing"));
    }

    /** Aborts in any case. */
    void cut() {
        markAborted().ifPresent(one -> one.cut("closing"));
    }

    private Optional<RelayConnection> markAborted() {
        synchronized (lock) {
            aborted = true;
            return connection;
        }
    }

    /** Whether it was aborted: what was not decided by the peer then was decided by nobody. */
    boolean isAborted() {
        synchronized (lock) {
            return aborted;
        }
    }
}
