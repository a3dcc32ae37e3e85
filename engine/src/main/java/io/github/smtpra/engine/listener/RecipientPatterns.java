package io.github.smtpra.engine.listener;

import io.github.smtpra.api.smtp.Mailbox;
import io.github.smtpra.engine.settings.InvalidSettingException;
import java.text.Normalizer;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Which recipients somebody wants. A pattern is a mailbox, {@code *@} and a domain, or {@code *} for everybody. Domains compare without case; so
 * do local parts here, since people write them as they like (RFC 5321 §2.4 leaves that to the host that serves them). A
 * mailbox also matches its sub-addresses: {@code support@example.com} gets {@code support+4711@example.com}.
 *
 * <p>Every look-up is a few hash look-ups, however many patterns there are.
 */
public final class RecipientPatterns {
    private static final String ALLOWED = "mailboxes as in support@example.com, or *@example.com for a whole domain";

    private final Set<String> mailboxes = new HashSet<>();
    private final Set<String> wholeDomains = new HashSet<>();
    private final Set<String> domains = new HashSet<>();
    private final List<String> texts;
    private boolean everybody;

    private RecipientPatterns(List<String> texts) {
        this.texts = List.copyOf(texts);
    }

    /**
     * Reads patterns.
     *
     * @param property the name of the setting they come from
     * @throws InvalidSettingException if there is none, or one is ill-formed
     */
    public static RecipientPatterns parse(String property, List<String> texts) {
        if (texts.isEmpty()) {
            throw new InvalidSettingException(property, "", "one or more " + ALLOWED);
        }
        RecipientPatterns patterns = new RecipientPatterns(texts);
        texts.forEach(text -> patterns.add(property, text));
        return patterns;
    }

    private void add(String property, String text) {
        if (text.equals("*")) {
            everybody = true;
            return;
        }
        try {
            // What stands for all local parts is one itself.
            Mailbox mailbox = Mailbox.parse(text);
            domains.add(domain(mailbox));
            if (text.startsWith("*@")) {
                wholeDomains.add(domain(mailbox));
            } else {
                mailboxes.add(key(mailbox));
            }
        } catch (IllegalArgumentException e) {
            throw new InvalidSettingException(property, text, ALLOWED);
        }
    }

    /** Whether {@code mailbox} is wanted. */
    public boolean matches(Mailbox mailbox) {
        return everybody || wholeDomains.contains(domain(mailbox)) || names(mailbox);
    }

    /** Whether mail to everybody is wanted, in any domain: a relay, which must not be open to strangers. */
    boolean areForEverybody() {
        return everybody;
    }

    /** Whether {@code mailbox} is wanted by its own name, not by its domain alone. */
    boolean names(Mailbox mailbox) {
        if (mailboxes.contains(key(mailbox))) {
            return true;
        }
        int plus = mailbox.localPart().indexOf('+');
        return plus > 0 && mailboxes.contains(key(mailbox.localPart().substring(0, plus), domain(mailbox)));
    }

    /** Whether any mailbox of the domain of {@code mailbox} is wanted. */
    boolean servesDomainOf(Mailbox mailbox) {
        return everybody || domains.contains(domain(mailbox));
    }

    private static String key(Mailbox mailbox) {
        return key(mailbox.localPart(), domain(mailbox));
    }

    private static String key(String localPart, String domain) {
        // Composed again: lower case may come apart (RFC 6532 §3.1; SRV-278).
        String folded = Normalizer.normalize(localPart, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
        return Normalizer.normalize(folded, Normalizer.Form.NFC) + "@" + domain;
    }

    private static String domain(Mailbox mailbox) {
        // RFC 6531 §3.3 (SRV-271): a U-label is the same as its A-label.
        return mailbox.asciiDomain().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return String.join(" ", texts);
    }
}
