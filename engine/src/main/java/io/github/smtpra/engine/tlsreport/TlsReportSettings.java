package io.github.smtpra.engine.tlsreport;

import io.github.smtpra.api.smtp.DomainSyntax;
import io.github.smtpra.api.smtp.Mailbox;
import io.github.smtpra.engine.dns.Dns;
import io.github.smtpra.engine.dns.DnsSettings;
import io.github.smtpra.engine.settings.DataDirectory;
import io.github.smtpra.engine.settings.InvalidSettingException;
import io.github.smtpra.engine.settings.Settings;
import io.github.smtpra.engine.tls.ClientTrust;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * How sessions are reported.
 *
 * @param reporter who reports
 * @param directory where counts are written down
 * @param route the name of the road that reports take by mail, if not the usual one
 * @param dns says who wants reports
 * @param trust whom web servers must lead to
 */
public record TlsReportSettings(Reporter reporter, Path directory, Optional<String> route, Dns dns, ClientTrust trust) {
    private static final int LONGEST_NAME = 200;

    /**
     * What the properties {@code tlsReportSender}, {@code tlsReportContact}, {@code tlsReportOrganization} and
     * {@code tlsReportRoute} say; empty if the first is not set.
     *
     * @param hostName our own name
     * @param trust whom web servers must lead to
     * @throws InvalidSettingException if one of them can not be used
     */
    public static Optional<TlsReportSettings> from(Settings settings, String hostName, Supplier<ClientTrust> trust) {
        Optional<Mailbox> sender = mailbox(settings, "tlsReportSender");
        Optional<Mailbox> contact = mailbox(settings, "tlsReportContact");
        Optional<String> organization = organization(settings);
        return sender.map(one -> new TlsReportSettings(
                new Reporter(one, contact.orElse(one), organization.orElse(hostName), submitter(one, hostName)),
                DataDirectory.of(settings).resolve("tls-reports"),
                settings.text("tlsReportRoute"),
                new DnsSettings(settings).dns(),
                trust.get()));
    }

    private static Optional<Mailbox> mailbox(Settings settings, String name) {
        return settings.text(name).map(text -> {
            try {
                Mailbox mailbox = Mailbox.parse(text);
                if (mailbox.isAscii() && DomainSyntax.isDomain(mailbox.domain())) {
                    return mailbox;
                }
            } catch (IllegalArgumentException e) {
                // Said below.
            }
            throw new InvalidSettingException(name, text, "a mailbox in US-ASCII, as in tls-reports@example.com");
        });
    }

    private static Optional<String> organization(Settings settings) {
        return settings.text("tlsReportOrganization").map(text -> {
            if (text.length() > LONGEST_NAME || text.chars().anyMatch(Character::isISOControl)) {
                throw new InvalidSettingException(
                        "tlsReportOrganization", text, "up to " + LONGEST_NAME + " characters in one line");
            }
            return text;
        });
    }

    /** RFC 8460 §5.1, §5.3: a domain; where we have no name, that of the mailbox. */
    private static String submitter(Mailbox sender, String hostName) {
        return (DomainSyntax.isDomain(hostName) ? hostName : sender.domain()).toLowerCase(Locale.ROOT);
    }
}
