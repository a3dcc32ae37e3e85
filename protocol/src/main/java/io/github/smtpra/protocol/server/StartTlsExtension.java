package io.github.smtpra.protocol.server;

import java.util.Optional;

/** STARTTLS (RFC 3207): offered until it is in use (§4.2), or too late for it. */
final class StartTlsExtension implements Extension {
    @Override
    public Optional<String> keyword(Session session) {
        boolean offered = session.profile().tls() != ServerProfile.TlsOffer.NONE
                && !session.isSecured()
                && session.identity().isEmpty();
        return offered ? Optional.of("STARTTLS") : Optional.empty();
    }
}
