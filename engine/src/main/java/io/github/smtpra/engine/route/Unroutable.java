package io.github.smtpra.engine.route;

import io.github.smtpra.api.smtp.EnhancedStatusCode;

/**
 * Why there is nobody to take a mail.
 *
 * @param status of class 4 if another attempt may find someone, else of class 5
 * @param reason one line for people; it begins with the reply code and the status where both are fixed
 */
public record Unroutable(EnhancedStatusCode status, String reason) {
    /** The same with the text of a status, as in {@code 5.1.2}. */
    public static Unroutable of(String status, String reason) {
        return new Unroutable(EnhancedStatusCode.parse(status), reason);
    }

    /** Whether another attempt may find someone. */
    public boolean isTemporary() {
        return status.kind() == 4;
    }
}
