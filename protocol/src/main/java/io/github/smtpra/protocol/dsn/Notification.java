package io.github.smtpra.protocol.dsn;

import io.github.smtpra.api.smtp.EnhancedStatusCode;
import java.util.List;
import java.util.Optional;

/**
 * What a delivery status notification says (RFC 3464 §2). Immutable; its texts have no control characters.
 *
 * @param envelopeId the {@code ENVID} of the mail that it is about, if there was one (§2.2.1)
 * @param reportingMta who says so (§2.2.2); empty if that is not said
 * @param fates what has become of the mail, at least for one recipient
 */
public record Notification(Optional<String> envelopeId, String reportingMta, List<Fate> fates) {
    /** Copies the list. */
    public Notification {
        fates = List.copyOf(fates);
    }

    /** What was done (§2.3.3). */
    public enum Action {
        /** It could not be delivered. */
        FAILED(5),
        /** Not yet. */
        DELAYED(4),
        /** It was. */
        DELIVERED(2),
        /** It was passed on to where nobody confirms. */
        RELAYED(2),
        /** It was passed on to several. */
        EXPANDED(2);

        private final int kind;

        Action(int kind) {
            this.kind = kind;
        }

        /** The code for who gives none. */
        EnhancedStatusCode status() {
            return new EnhancedStatusCode(kind, 0, 0);
        }
    }

    /**
     * What has become of the mail for one recipient (§2.3).
     *
     * @param address whom the sender has named (§2.3.1), else whom it came to (§2.3.2)
     * @param action what was done
     * @param status why (§2.3.4)
     * @param remoteMta who has said so to the reporting server (§2.3.5); empty if nobody
     * @param diagnosis in that one's words (§2.3.6); empty if there are none
     */
    public record Fate(String address, Action action, EnhancedStatusCode status, String remoteMta, String diagnosis) {}
}
