package io.github.smtpra.api.smtp;

import java.io.Serializable;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the sender of a mail wants of reports on it, whoever the recipient: the parameters {@code RET} and {@code ENVID}
 * of {@code MAIL} (RFC 3461 §4.3, §4.4). Immutable.
 */
public final class ReportOptions implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final int MAX_ENVELOPE_ID = 100;

    /** Nothing was said. */
    public static final ReportOptions NONE = new ReportOptions(null, null);

    private final @Nullable ReturnContent returnContent;
    private final @Nullable String envelopeId;

    private ReportOptions(@Nullable ReturnContent returnContent, @Nullable String envelopeId) {
        this.returnContent = returnContent;
        this.envelopeId = envelopeId;
    }

    /** These options with another {@code RET}. */
    public ReportOptions withReturnContent(ReturnContent other) {
        return new ReportOptions(other, envelopeId);
    }

    /**
     * These options with another {@code ENVID}.
     *
     * @param other what the sender knows the mail by, decoded
     * @throws IllegalArgumentException if it is empty, has a character that is not printable US-ASCII, or more than 100
     *     characters as xtext (RFC 3461 §4.4)
     */
    public ReportOptions withEnvelopeId(String other) {
        if (other.isEmpty()) {
            throw new IllegalArgumentException("an envelope id is empty");
        }
        return new ReportOptions(returnContent, ReportText.checked("an envelope id", other, MAX_ENVELOPE_ID));
    }

    /** How much of the mail a report of its failure gives back, if that was said. */
    public Optional<ReturnContent> returnContent() {
        return Optional.ofNullable(returnContent);
    }

    /** What the sender knows the mail by, decoded, if that was said. */
    public Optional<String> envelopeId() {
        return Optional.ofNullable(envelopeId);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ReportOptions that
                && returnContent == that.returnContent
                && Objects.equals(envelopeId, that.envelopeId);
    }

    @Override
    public int hashCode() {
        return Objects.hash(returnContent, envelopeId);
    }

    @Override
    public String toString() {
        return "RET=" + (returnContent == null ? "-" : returnContent) + " ENVID="
                + (envelopeId == null ? "-" : envelopeId);
    }
}
