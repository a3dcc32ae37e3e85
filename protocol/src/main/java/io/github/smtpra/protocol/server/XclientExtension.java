package io.github.smtpra.protocol.server;

import io.github.smtpra.protocol.grammar.XclientAttributes;
import java.util.Optional;

/** XCLIENT: announced to those peers only that may use it (SRV-301). */
final class XclientExtension implements Extension {
    @Override
    public Optional<String> keyword(Session session) {
        return session.isPeerTrusted() ? Optional.of("XCLIENT " + XclientAttributes.NAMES) : Optional.empty();
    }
}
