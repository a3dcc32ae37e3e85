package io.github.smtpra.engine.listener;

import io.github.smtpra.engine.dns.DnsSettings;
import io.github.smtpra.engine.route.MailExchangers;
import io.github.smtpra.engine.route.MailExchangers.ReservedDomains;
import io.github.smtpra.engine.settings.HostName;
import io.github.smtpra.engine.settings.InvalidSettingException;
import io.github.smtpra.engine.settings.Settings;
import java.time.InstantSource;
import java.util.Random;

/** Knows of domains that they send no mail. May wait for the DNS; safe for use by many threads. */
@FunctionalInterface
public interface SenderDomains {
    /** Nobody has looked. */
    SenderDomains UNKNOWN = domain -> false;

    /** Whether {@code domain}, a domain or an address literal, says that it gets no mail and sends none (RFC 7505 §4.2). */
    boolean isWithoutMail(String domain);

    /** What is done with mail from them. */
    enum NullMx {
        /** It is taken as any other. */
        ACCEPT,
        /** It is refused. */
        REFUSE
    }

    /**
     * What the property {@code nullMxSenders} says, with the DNS of the properties {@code dns...}.
     *
     * @throws InvalidSettingException for a value that can not be used
     */
    static SenderDomains from(Settings settings) {
        if (settings.choice("nullMxSenders", NullMx.class, NullMx.ACCEPT) == NullMx.ACCEPT) {
            return UNKNOWN;
        }
        ReservedDomains reserved = settings.choice("reservedDomains", ReservedDomains.class, ReservedDomains.REFUSE);
        MailExchangers exchangers =
                new MailExchangers(new DnsSettings(settings).dns(), HostName.of(settings), reserved, new Random());
        return new RememberedDomains(exchangers::isWithoutMail, InstantSource.system());
    }
}
