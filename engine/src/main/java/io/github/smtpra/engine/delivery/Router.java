package io.github.smtpra.engine.delivery;

import io.github.smtpra.engine.delivery.Destination.Protection;
import io.github.smtpra.engine.route.Route;
import io.github.smtpra.engine.route.Routes;
import io.github.smtpra.outbox.ClaimedMail;
import io.github.smtpra.outbox.ClaimedRecipient;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Divides the recipients of a mail by where they go. Immutable. */
final class Router {
    private final Routes routes;

    Router(Routes routes) {
        this.routes = routes;
    }

    /** Whether all mail has the same destination. */
    boolean isSingle() {
        return routes.isSingle();
    }

    /** The parts of {@code mail}, each for one destination: one mail transaction for all recipients there (CLI-047). */
    Map<Destination, ClaimedMail> parts(ClaimedMail mail) {
        Map<Destination, List<ClaimedRecipient>> parts = new LinkedHashMap<>();
        for (ClaimedRecipient recipient : mail.recipients()) {
            parts.computeIfAbsent(destination(mail, recipient), key -> new ArrayList<>())
                    .add(recipient);
        }
        Map<Destination, ClaimedMail> mails = new LinkedHashMap<>();
        parts.forEach((destination, recipients) -> mails.put(destination, mail.withRecipients(recipients)));
        return mails;
    }

    private Destination destination(ClaimedMail mail, ClaimedRecipient recipient) {
        // RFC 6531 §3.2 (CLI-018): rules and the DNS know a domain by its A-labels.
        String domain = recipient.recipient().mailbox().asciiDomain().toLowerCase(Locale.ROOT);
        // Several connection factories, each with a route of its own, share one outbox.
        Optional<Route> route = routes.route(mail.terms().route(), domain);
        boolean byDomain = route.isEmpty() || route.get() instanceof Route.MailExchange;
        boolean secret = mail.envelope().options().isRequireTls();
        return new Destination(route, byDomain ? domain : "", secret ? Protection.REQUIRED : Protection.OF_ROUTE);
    }
}
