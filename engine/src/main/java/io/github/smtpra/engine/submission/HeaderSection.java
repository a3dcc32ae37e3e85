package io.github.smtpra.engine.submission;

import io.github.smtpra.api.MailException;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * The header of a message, each field checked, in the order in which it stands: blocks of Resent fields stay where they
 * are (RFC 5322 §3.6.6; MSG-010). Immutable.
 */
final class HeaderSection {
    /** Who else got the mail is nobody's business (RFC 5322 §3.6.3; MSG-009). */
    private static final List<String> BLIND = List.of("Bcc", "Resent-Bcc");

    /** What may stand in a header once (RFC 5322 §3.6; MSG-001). */
    private static final Set<String> SINGLE = anyCase(
            "Date",
            "From",
            "Sender",
            "Reply-To",
            "To",
            "Cc",
            "Bcc",
            "Message-ID",
            "In-Reply-To",
            "References",
            "Subject");

    private static final int USUAL_SIZE = 1024;

    private final List<HeaderField> fields;

    private HeaderSection(List<HeaderField> fields) {
        this.fields = List.copyOf(fields);
    }

    /**
     * The header of {@code message}.
     *
     * @throws MailException if a field can not be sent, naming it
     */
    static HeaderSection of(MimeMessage message) throws MessagingException, MailException {
        List<HeaderField> fields = new ArrayList<>();
        for (String line : Collections.list(message.getAllHeaderLines())) {
            fields.add(HeaderField.of(line));
        }
        return new HeaderSection(fields);
    }

    /** What stands in the fields named {@code name}, one entry for each. */
    List<String> values(String name) {
        List<String> values = new ArrayList<>();
        for (HeaderField field : fields) {
            if (field.isNamed(name)) {
                values.add(field.value());
            }
        }
        return values;
    }

    /**
     * Does nothing if no field stands there more often than it may (RFC 5322 §3.6; MSG-001).
     *
     * @throws MailException if one does, naming it
     */
    void requireSingleFields() throws MailException {
        Set<String> seen = anyCase();
        for (HeaderField field : fields) {
            if (SINGLE.contains(field.name()) && !seen.add(field.name())) {
                throw new MailException("the message has the header field " + field.name()
                        + " more than once: RFC 5322 §3.6 allows one, with several addresses where it holds such");
            }
        }
    }

    private static Set<String> anyCase(String... names) {
        Set<String> set = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        set.addAll(List.of(names));
        return set;
    }

    /** This header with the field {@code name} at its end, where it has none of that name. */
    HeaderSection withDefault(String name, Supplier<String> value) {
        if (has(name)) {
            return this;
        }
        List<HeaderField> more = new ArrayList<>(fields);
        more.add(new HeaderField(name, name + ": " + value.get()));
        return new HeaderSection(more);
    }

    private boolean has(String name) {
        for (HeaderField field : fields) {
            if (field.isNamed(name)) {
                return true;
            }
        }
        return false;
    }

    /** This header without what only the sender may see. */
    HeaderSection withoutBlindCopies() {
        return BLIND.stream().anyMatch(this::has)
                ? new HeaderSection(fields.stream()
                        .filter(field -> BLIND.stream().noneMatch(field::isNamed))
                        .toList())
                : this;
    }

    /** The octets for the wire, without the empty line that ends a header. */
    byte[] toBytes() {
        StringBuilder text = new StringBuilder(USUAL_SIZE);
        fields.forEach(field -> text.append(field.line()).append("\r\n"));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Whether it needs {@code SMTPUTF8} (RFC 6532 §3). */
    boolean isUtf8() {
        return fields.stream().anyMatch(HeaderField::isUtf8);
    }

    /** The names of all fields of {@code message}, for a writer that is to leave them out. */
    static String[] names(MimeMessage message) throws MessagingException {
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        Collections.list(message.getAllHeaders()).forEach(header -> names.add(header.getName()));
        return names.toArray(new String[0]);
    }
}
