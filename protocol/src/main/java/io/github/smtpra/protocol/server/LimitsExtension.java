package io.github.smtpra.protocol.server;

import java.util.Optional;

/** LIMITS (RFC 9422): says beforehand what a session is held to. What it says, {@link MailCommand} and {@link RcptCommand} keep. */
final class LimitsExtension implements Extension {
    private final String keyword;

    /** Announces the limits of {@code profile} (RFC 9422 §4; SRV-294). */
    LimitsExtension(ServerProfile profile) {
        String mails = profile.maxMails() == 0 ? "" : " MAILMAX=" + profile.maxMails();
        keyword = "LIMITS RCPTMAX=" + profile.maxRecipients() + mails;
    }

    @Override
    public Optional<String> keyword(Session session) {
        return Optional.of(keyword);
    }
}
