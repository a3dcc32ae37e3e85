package io.github.smtpra.api.smtp;

import java.io.Serializable;

/**
 * An enhanced status code, {@code class "." subject "." detail} (RFC 3463 §2).
 *
 * @param kind 2 success, 4 persistent transient failure, 5 permanent failure
 * @param subject 0 to 999
 * @param detail 0 to 999
 */
public record EnhancedStatusCode(int kind, int subject, int detail) implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Checks the ranges. */
    public EnhancedStatusCode {
        if (kind != 2 && kind != 4 && kind != 5 || !inRange(subject) || !inRange(detail)) {
            throw new IllegalArgumentException(
                    "not an enhanced status code (RFC 3463 §2): " + kind + "." + subject + "." + detail);
        }
    }

    /**
     * The code that {@code text} names, for instance {@code 5.1.1}.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static EnhancedStatusCode parse(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException("not an enhanced status code (RFC 3463 §2)");
        }
        return new EnhancedStatusCode(number(parts[0]), number(parts[1]), number(parts[2]));
    }

    private static int number(String digits) {
        if (digits.isEmpty() || digits.length() > 3 || !isNumber(digits)) {
            throw new IllegalArgumentException("not an enhanced status code (RFC 3463 §2)");
        }
        return Integer.parseInt(digits);
    }

    private static boolean isNumber(String digits) {
        for (int i = 0; i < digits.length(); i++) {
            if (digits.charAt(i) < '0' || digits.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    private static boolean inRange(int number) {
        return number >= 0 && number <= 999;
    }

    @Override
    public String toString() {
        return kind + "." + subject + "." + detail;
    }
}
