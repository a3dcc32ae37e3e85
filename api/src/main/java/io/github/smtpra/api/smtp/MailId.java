package io.github.smtpra.api.smtp;

import java.io.Serializable;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The name of one mail in this system: in the reply to the client, in the {@code Received} field, in every log line and
 * in the outbox. 22 characters of {@code 0-9a-v}; later ids sort behind earlier ones, to the millisecond.
 *
 * @param value the id
 */
public record MailId(String value) implements Serializable, Comparable<MailId> {
    private static final long serialVersionUID = 1L;
    private static final int TIME_DIGITS = 9;
    private static final int RANDOM_DIGITS = 13;

    /** Checks the form. */
    public MailId {
        if (value.isEmpty() || value.length() > 64 || !value.chars().allMatch(MailId::isIdCharacter)) {
            throw new IllegalArgumentException("not a mail id");
        }
    }

    /** A new id; {@code now} decides only how it sorts. */
    public static MailId next(Instant now) {
        return new MailId(digits(now.toEpochMilli(), TIME_DIGITS)
                + digits(ThreadLocalRandom.current().nextLong() >>> 1, RANDOM_DIGITS));
    }

    private static String digits(long number, int length) {
        char[] digits = new char[length];
        long rest = number;
        for (int i = length - 1; i >= 0; i--) {
            digits[i] = Character.forDigit((int) (rest & 31), 32);
            rest >>>= 5;
        }
        return new String(digits);
    }

    private static boolean isIdCharacter(int c) {
        return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c == '-';
    }

    @Override
    public int compareTo(MailId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
