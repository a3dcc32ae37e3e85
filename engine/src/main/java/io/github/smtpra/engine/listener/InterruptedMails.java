package io.github.smtpra.engine.listener;

import io.github.smtpra.protocol.server.Checkpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The mails of a listener that clients may go on with (RFC 1845 §3; SRV-295). Bounded in number, in octets and in time:
 * the oldest go first. A mail is found by the client that brought it and by nobody else: same network, same name, same
 * TRANSID. Safe for use by many threads; no file is touched under the lock. They end with the listener.
 */
final class InterruptedMails implements AutoCloseable {
    private static final int MAX_MAILS = 1000;
    private static final System.Logger LOG = System.getLogger("io.github.smtpra.listener");

    private record Key(ClientNetwork network, Checkpoint.Key name) {}

    private record Kept(InterruptedMail mail, long octets, long until) {}

    private final ListenerSettings.Interrupted bounds;
    private final LongSupplier nanoTime;
    private final Map<Key, Kept> mails = new LinkedHashMap<>();
    private long octets;

    InterruptedMails(ListenerSettings.Interrupted bounds, LongSupplier nanoTime) {
        this.bounds = bounds;
        this.nanoTime = nanoTime;
    }

    /** Keeps {@code mail}, up to its last whole line, until the client comes again. */
    void keep(InetAddress client, InterruptedMail mail) {
        try {
            long size = mail.content().cutToLastLine();
            mail.checkpoint().keep(size);
            long until = nanoTime.getAsLong() + bounds.age().toNanos();
            add(new Key(ClientNetwork.of(client), mail.checkpoint().key()), new Kept(mail, size, until))
                    .forEach(InterruptedMails::forget);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "an interrupted mail is not kept", e);
            forget(mail);
        }
    }

    /** Adds a mail; gives those that have to go. */
    private synchronized List<InterruptedMail> add(Key key, Kept kept) {
        List<InterruptedMail> gone = new ArrayList<>();
        Kept before = mails.remove(key);
        if (before != null) {
            octets -= before.octets();
            gone.add(before.mail());
        }
        mails.put(key, kept);
        octets += kept.octets();
        Iterator<Kept> oldest = mails.values().iterator();
        while (octets > bounds.octets() || mails.size() > MAX_MAILS) {
            gone.add(removed(oldest));
        }
        return gone;
    }

    private InterruptedMail removed(Iterator<Kept> at) {
        Kept kept = at.next();
        at.remove();
        octets -= kept.octets();
        return kept.mail();
    }

    /** The mail of that name, which is the caller's from now on. */
    synchronized Optional<InterruptedMail> take(InetAddress client, Checkpoint.Key name) {
        Kept kept = mails.remove(new Key(ClientNetwork.of(client), name));
        if (kept == null) {
            return Optional.empty();
        }
        octets -= kept.octets();
        return Optional.of(kept.mail());
    }

    /** Forgets those whose time is over. */
    void forgetOld(long now) {
        old(now).forEach(InterruptedMails::forget);
    }

    private synchronized List<InterruptedMail> old(long now) {
        List<InterruptedMail> gone = new ArrayList<>();
        Iterator<Kept> all = mails.values().iterator();
        while (all.hasNext()) {
            Kept kept = all.next();
            if (now - kept.until() < 0) {
                break; // They stand in the order in which their times end.
            }
            all.remove();
            octets -= kept.octets();
            gone.add(kept.mail());
        }
        return gone;
    }

    private static void forget(InterruptedMail mail) {
        try {
            mail.content().close();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "SMTPRA004 A spool file could not be deleted", e);
        }
    }

    @Override
    public void close() {
        List<InterruptedMail> all = new ArrayList<>();
        synchronized (this) {
            mails.values().forEach(kept -> all.add(kept.mail()));
            mails.clear();
            octets = 0;
        }
        all.forEach(InterruptedMails::forget);
    }
}
