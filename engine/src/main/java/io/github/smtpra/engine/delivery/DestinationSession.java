package io.github.smtpra.engine.delivery;

import io.github.smtpra.api.smtp.EnhancedStatusCode;
import io.github.smtpra.engine.delivery.Destination.Protection;
import io.github.smtpra.engine.route.Unroutable;
import io.github.smtpra.engine.tlsreport.Observation;
import io.github.smtpra.outbox.ClaimedMail;
import io.github.smtpra.outbox.Outbox;
import io.github.smtpra.protocol.client.ClientAction.Finished;
import io.github.smtpra.protocol.client.ClientAction.Reached;
import io.github.smtpra.protocol.client.RecipientResult;
import io.github.smtpra.protocol.client.RecipientResult.NotAttempted;
import io.github.smtpra.protocol.client.RecipientResult.Unsendable;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Delivers mail to one destination: over the session that is open, and else, or where that leaves something open, host by
 * host in the order of the route. One thread delivers and quits; {@link #abort} and {@link #cut} come from any, and leave a
 * session that does no more.
 */
final class DestinationSession {
    private final Destination destination;
    private final Parts parts;
    private final Object lock = new Object();
    private Optional<Open> open = Optional.empty();
    private boolean aborted;

    /** What all sessions work with. */
    record Parts(Outbox outbox, NextHops.Finder finder, Link link) {}

    /** The host that is spoken with, and the session with it. */
    private record Open(Relay relay, RelaySession session) {}

    DestinationSession(Destination destination, Parts parts) {
        this.destination = destination;
        this.parts = parts;
    }

    /**
     * Delivers {@code mail}, and may begin the one that {@code ahead} gives, which is then to be delivered next. Never fails:
     * whatever happens is in the results.
     */
    Attempt deliver(ClaimedMail mail, Supplier<Optional<ClaimedMail>> ahead) {
        Trial trial = new Trial(mail, ahead);
        Optional<Open> standing = standing();
        standing.ifPresent(trial::at);
        if (trial.mayGoOn()) {
            elsewhere(trial, standing.map(one -> one.relay().toString()).orElse(""));
        }
        return trial.ended();
    }

    private Optional<Open> standing() {
        synchronized (lock) {
            return open;
        }
    }

    /** RFC 5321 §5.1: each host in turn, until one decides; those that do not answer last (CLI-040, CLI-046, CLI-049). */
    private void elsewhere(Trial trial, String tried) {
        boolean preferred = tryHosts(trial, destination, tried);
        boolean relaxed = tryRelaxed(trial);
        if (!preferred || relaxed) {
            // Another host had a session and put the mail off, or one was spoken with as only this mail wants it: the
            // next mail is to begin anew.
            quit();
            forget();
        }
    }

    /** Tries the hosts of {@code where}; returns whether the last one is the one that is to be tried first next time. */
    private boolean tryHosts(Trial trial, Destination where, String tried) {
        boolean preferred = true;
        NextHops hops = parts.finder().find(where);
        trial.tell(hops.observations());
        if (hops instanceof NextHops.None none) {
            trial.nowhere(none.why());
        } else if (hops instanceof NextHops.Found found) {
            for (Relay relay : parts.link().connector().absent().presentFirst(found.relays(), Relay::toString)) {
                if (trial.mayGoOn() && !isAborted() && !relay.toString().equals(tried)) {
                    preferred = trial.hasFoundNobody();
                    trial.at(opened(relay));
                }
            }
        }
        return preferred;
    }

    /** RFC 8689 §5 (CLI-066): where TLS has kept a mail back that is not to be kept back by that. Returns whether it has. */
    private boolean tryRelaxed(Trial trial) {
        boolean relaxed = trial.mayGoOn() && !isAborted() && destination.mayBeRelaxed() && trial.isForWantOfTls();
        if (relaxed) {
            trial.goAlone();
            tryHosts(trial, destination.with(Protection.RELAXED), "");
        }
        return relaxed;
    }

    private void forget() {
        synchronized (lock) {
            open = Optional.empty();
        }
    }

    private Open opened(Relay relay) {
        Open fresh = new Open(relay, new RelaySession(relay, parts.link()));
        quit();
        synchronized (lock) {
            open = Optional.of(fresh);
            if (aborted) {
                fresh.session().cut();
            }
        }
        return fresh;
    }

    /** Ends the session politely, if there is one. */
    void quit() {
        standing().ifPresent(one -> one.session().quit());
    }

    /** Aborts what is not past the final dot. */
    void abort() {
        markAborted().ifPresent(one -> one.session().abort());
    }

    /** Aborts in any case. */
    void cut() {
        markAborted().ifPresent(one -> one.session().cut());
    }

    private Optional<Open> markAborted() {
        synchronized (lock) {
            aborted = true;
            return open;
        }
    }

    /** Whether it was aborted: what was not decided by a peer then was decided by nobody. */
    boolean isAborted() {
        synchronized (lock) {
            return aborted;
        }
    }

    /** One mail on its way from host to host: what is still open is tried at the next one. */
    private final class Trial {
        private final ClaimedMail mail;
        private final Supplier<Optional<ClaimedMail>> ahead;
        private final List<PeerResult> results = new ArrayList<>();
        private Reached reached = Reached.NOTHING;
        private boolean nextIsBegun;
        private boolean alone;

        Trial(ClaimedMail mail, Supplier<Optional<ClaimedMail>> ahead) {
            this.mail = mail;
            this.ahead = ahead;
            NotAttempted none =
                    new NotAttempted(new EnhancedStatusCode(4, 4, 1), "no host was tried", Optional.empty());
            mail.recipients().forEach(each -> results.add(new PeerResult("", none)));
        }

        /** Whether another host is to be asked: not where the session has begun the next mail already. */
        boolean mayGoOn() {
            return !nextIsBegun && results.stream().anyMatch(PeerResult::isOpen);
        }

        /** Whether no host so far had a session for the mail. */
        boolean hasFoundNobody() {
            return reached == Reached.NOTHING || reached == Reached.AUTHENTICATION;
        }

        /** Whether TLS is what it fails for, and its sender has said that it should not. */
        boolean isForWantOfTls() {
            return results.stream().anyMatch(PeerResult::isForWantOfTls) && saysTlsNotRequired();
        }

        private boolean saysTlsNotRequired() {
            try (InputStream content = parts.outbox().openContent(mail)) {
                return TlsRequiredField.saysNo(content);
            } catch (IOException e) {
                // Content that can not be read now is heard of when it is sent.
                return false;
            }
        }

        /** No other mail goes over the sessions that follow. */
        void goAlone() {
            alone = true;
        }

        private List<Integer> openPlaces() {
            List<Integer> places = new ArrayList<>();
            for (int i = 0; i < results.size(); i++) {
                if (results.get(i).isOpen()) {
                    places.add(i);
                }
            }
            return places;
        }

        void at(Open peer) {
            List<Integer> places = openPlaces();
            ClaimedMail rest = mail.withRecipients(
                    places.stream().map(mail.recipients()::get).toList());
            ClaimedContent content = new ClaimedContent(parts.outbox(), rest);
            Finished finished = peer.session().deliver(content, this::next);
            if (finished.reached().compareTo(reached) > 0) {
                reached = finished.reached();
            }
            for (int i = 0; i < places.size(); i++) {
                PeerResult next = new PeerResult(
                        peer.relay().host(),
                        finished.results().get(i),
                        finished.reached(),
                        peer.session().tls());
                results.set(places.get(i), results.get(places.get(i)).or(next));
            }
        }

        private Optional<MailContent> next() {
            Optional<ClaimedMail> next = alone ? Optional.empty() : ahead.get();
            nextIsBegun = next.isPresent();
            return next.map(one -> new ClaimedContent(parts.outbox(), one));
        }

        /** What the search for hosts has shown is counted (RFC 8460 §4.3.2; CLI-067). */
        void tell(List<Observation> observations) {
            parts.link().tally().ifPresent(tally -> observations.forEach(one -> tally.count(mail.reversePath(), one)));
        }

        void nowhere(Unroutable why) {
            RecipientResult result = why.isTemporary()
                    ? new NotAttempted(why.status(), why.reason(), Optional.empty())
                    : new Unsendable(why.status(), why.reason());
            // That there is nobody speaks of the domain: nothing to hold it for.
            reached = why.isTemporary() ? reached : Reached.MAIL;
            results.replaceAll(old -> old.isOpen() ? old.or(new PeerResult("", result)) : old);
        }

        Attempt ended() {
            return new Attempt(results, reached);
        }
    }
}
