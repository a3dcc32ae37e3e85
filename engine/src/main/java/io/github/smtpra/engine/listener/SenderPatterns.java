package io.github.smtpra.engine.listener;

import io.github.smtpra.api.smtp.Mailbox;
import io.github.smtpra.engine.settings.InvalidSettingException;
import io.github.smtpra.protocol.server.SenderRights;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which senders a user may name, as the setting {@code senders} says (RFC 6409 §6.1; SRV-243). Immutable; safe for use by
 * many threads.
 */
final class SenderPatterns implements SenderRights {
    static final String PROPERTY = "senders";
    private static final String ALLOWED =
            "own, any, or USER=SENDER with a mailbox or *@domain for SENDER, and * for all users";
    private static final String EVERYBODY = "*";

    private final List<String> texts;
    private final String hostName;
    private final Map<String, List<RecipientPatterns>> granted = new HashMap<>();

    private SenderPatterns(List<String> texts, String hostName) {
        this.texts = List.copyOf(texts);
        this.hostName = hostName;
    }

    /**
     * Reads patterns; none stand for {@code own}.
     *
     * @param hostName the domain of users whose name is no mailbox
     * @throws InvalidSettingException if one is ill-formed
     */
    static SenderPatterns parse(List<String> texts, String hostName) {
        SenderPatterns patterns = new SenderPatterns(texts.isEmpty() ? List.of("own") : texts, hostName);
        patterns.texts.stream().filter(text -> !isWord(text)).forEach(patterns::grant);
        return patterns;
    }

    private static boolean isWord(String text) {
        return text.equalsIgnoreCase("own") || text.equalsIgnoreCase("any");
    }

    private void grant(String text) {
        int equals = text.lastIndexOf('=');
        if (equals <= 0) {
            throw new InvalidSettingException(PROPERTY, text, ALLOWED);
        }
        try {
            granted.computeIfAbsent(text.substring(0, equals), user -> new ArrayList<>())
                    .add(RecipientPatterns.parse(PROPERTY, List.of(text.substring(equals + 1))));
        } catch (InvalidSettingException e) {
            throw new InvalidSettingException(PROPERTY, text, ALLOWED);
        }
    }

    @Override
    public boolean allow(String user, Mailbox sender) {
        return texts.stream().anyMatch("any"::equalsIgnoreCase)
                || isGranted(user, sender)
                || isGranted(EVERYBODY, sender)
                || texts.stream().anyMatch("own"::equalsIgnoreCase) && isOwn(user, sender);
    }

    private boolean isGranted(String user, Mailbox sender) {
        return granted.getOrDefault(user, List.of()).stream().anyMatch(patterns -> patterns.matches(sender));
    }

    /** The mailbox that the user's name is, or has on this host; and its sub-addresses. */
    private boolean isOwn(String user, Mailbox sender) {
        return mailbox(user)
                .or(() -> mailbox(user + "@" + hostName))
                .map(own -> RecipientPatterns.parse(PROPERTY, List.of(own.toString())))
                .filter(own -> own.names(sender))
                .isPresent();
    }

    private static Optional<Mailbox> mailbox(String text) {
        try {
            return Optional.of(Mailbox.parse(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SenderPatterns that && texts.equals(that.texts) && hostName.equals(that.hostName);
    }

    @Override
    public int hashCode() {
        return texts.hashCode();
    }

    @Override
    public String toString() {
        return String.join(" ", texts);
    }
}
