package io.github.smtpra.engine.dns;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.smtpra.engine.dns.Answer.Security;
import io.github.smtpra.engine.dns.Answer.Status;
import io.github.smtpra.engine.dns.DnsSettings.Dnssec;
import java.io.IOException;
import java.net.InetAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.TLSARecord;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/** The DNS through a resolver of dnsjava. Immutable; safe for use by many threads. */
final class ResolverDns implements Dns {
    private final Resolver resolver;
    private final Dnssec dnssec;

    ResolverDns(Resolver resolver, Dnssec dnssec) {
        this.resolver = resolver;
        this.dnssec = dnssec;
    }

    @Override
    public Answer<MailExchanger> mailExchangers(String domain) {
        return ask(domain, Type.MX, record -> exchanger((MXRecord) record));
    }

    private static MailExchanger exchanger(MXRecord record) {
        return new MailExchanger(
                record.getPriority(), record.getTarget().toString(true).replaceFirst("^\\.$", ""));
    }

    @Override
    public Answer<InetAddress> addresses(String host) {
        Answer<InetAddress> six = ask(host, Type.AAAA, record -> ((AAAARecord) record).getAddress());
        Answer<InetAddress> four = ask(host, Type.A, record -> ((ARecord) record).getAddress());
        if (!six.isFound() && !four.isFound()) {
            // What is not known of one family may be there: it is the worse answer.
            return six.isFailed() ? six : four;
        }
        List<InetAddress> both = Interleaving.of(six.values(), four.values());
        return Answer.found(both, six.security().and(four.security()), four.detail());
    }

    @Override
    public Answer<String> texts(String name) {
        return ask(name, Type.TXT, record -> text((TXTRecord) record));
    }

    private static String text(TXTRecord record) {
        Stream<?> strings = record.getStringsAsByteArrays().stream();
        return strings.map(part -> new String((byte[]) part, ISO_8859_1)).collect(Collectors.joining());
    }

    @Override
    public Answer<CertificateAssociation> certificateAssociations(String name) {
        return ask(name, Type.TLSA, record -> association((TLSARecord) record));
    }

    private static CertificateAssociation association(TLSARecord record) {
        return new CertificateAssociation(
                record.getCertificateUsage(),
                record.getSelector(),
                record.getMatchingType(),
                HexFormat.of().formatHex(record.getCertificateAssociationData()));
    }

    private <T> Answer<T> ask(String name, int type, Function<Record, T> value) {
        String detail = Type.string(type) + " of " + name;
        try {
            Question.Asked asked = new Question.Asked(resolver, dnssec, type, detail);
            return new Question<>(asked, Name.fromString(name + "."), value).answer();
        } catch (TextParseException e) {
            // Too long a label, say: nobody can have registered that.
            return Answer.nothing(Status.NO_DOMAIN, Security.INSECURE, detail + ": no name");
        } catch (IOException | CompletionException e) {
            return Answer.nothing(Status.FAILED, Security.INSECURE, detail + ": " + e.getMessage());
        }
    }
}
