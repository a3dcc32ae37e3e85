package io.github.smtpra.engine.dns;

import io.github.smtpra.engine.dns.Answer.Security;
import io.github.smtpra.engine.dns.Answer.Status;
import io.github.smtpra.engine.dns.DnsSettings.Dnssec;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.Section;

/** One question, and the aliases on the way to its answer. For one thread. */
final class Question<T> {
    private static final Logger LOG = System.getLogger("io.github.smtpra.dns");

    /** RFC 1034 §5.2.2 wants loops to end. */
    private static final int MOST_ALIASES = 10;

    private final Resolver resolver;
    private final Dnssec dnssec;
    private final int type;
    private final Function<Record, T> value;
    private final String detail;
    private Name name;
    private Security security = Security.SECURE;

    /** What is asked of whom. */
    record Asked(Resolver resolver, Dnssec dnssec, int type, String detail) {}

    Question(Asked asked, Name name, Function<Record, T> value) {
        this.resolver = asked.resolver();
        this.dnssec = asked.dnssec();
        this.name = name;
        this.type = asked.type();
        this.value = value;
        this.detail = asked.detail();
    }

    Answer<T> answer() throws IOException {
        for (int asked = 0; asked <= MOST_ALIASES; asked++) {
            Message message = query();
            Name before = name;
            List<T> values = follow(message);
            if (!values.isEmpty()) {
                return Answer.found(values, security, detail);
            }
            if (message.getRcode() == Rcode.NXDOMAIN) {
                return Answer.nothing(Status.NO_DOMAIN, security, detail + ": no such name");
            }
            if (before.equals(name)) {
                return Answer.nothing(Status.NO_DATA, security, detail + ": nothing there");
            }
        }
        return Answer.nothing(Status.FAILED, Security.INSECURE, detail + ": too many aliases");
    }

    private Message query() throws IOException {
        Message query = Message.newQuery(Record.newRecord(name, type, DClass.IN));
        if (dnssec == Dnssec.TRUST_SERVER) {
            query.getHeader().setFlag(Flags.AD); // RFC 6840 §5.7
        }
        Message answer = send(query);
        boolean proven = dnssec != Dnssec.OFF && answer.getHeader().getFlag(Flags.AD);
        security = security.and(proven ? Security.SECURE : Security.INSECURE);
        if (answer.getRcode() != Rcode.NOERROR && answer.getRcode() != Rcode.NXDOMAIN) {
            throw new IOException(Rcode.string(answer.getRcode()));
        }
        return answer;
    }

    /** What the message has for the name, or for the name that it leads to (RFC 5321 §5.1: as if it were it). */
    private List<T> follow(Message message) {
        for (int aliases = 0; aliases <= MOST_ALIASES; aliases++) {
            List<T> values = new ArrayList<>();
            Name alias = name;
            for (Record record : message.getSection(Section.ANSWER)) {
                if (record.getName().equals(name) && record.getType() == type) {
                    values.add(value.apply(record));
                } else if (record.getName().equals(name) && record instanceof CNAMERecord cname) {
                    alias = cname.getTarget();
                }
            }
            if (!values.isEmpty() || alias.equals(name)) {
                return values;
            }
            // Also where an MX names an alias: RFC 5321 §5.1 forbids it to who publishes, not to who looks (CLI-045).
            LOG.log(Level.DEBUG, name + " is an alias of " + alias);
            name = alias;
        }
        return List.of();
    }

    private Message send(Message query) throws IOException {
        try {
            // On this thread: a common pool would keep our class loader.
            return resolver.sendAsync(query, Runnable::run)
                    .toCompletableFuture()
                    .get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
