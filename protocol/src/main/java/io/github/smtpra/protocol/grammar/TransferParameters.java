package io.github.smtpra.protocol.grammar;

import io.github.smtpra.api.smtp.DeliverBy;
import io.github.smtpra.api.smtp.DeliverBy.Mode;
import io.github.smtpra.api.smtp.DeliverBy.Trace;
import io.github.smtpra.api.smtp.Hold;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Locale;

/** The values of the parameters by which a sender asks something of each server on the way. */
public final class TransferParameters {
    private static final int MAX_DIGITS = 9;
    private static final int DATE_LENGTH = "2026-11-23".length();

    private TransferParameters() {}

    /**
     * {@code by-value = by-time ";" by-mode [by-trace]}; {@code by-time = ["-" / "+"] 1*9digit};
     * {@code by-mode = "N" / "R"}; {@code by-trace = "T"} (RFC 2852 §4; SRV-290).
     */
    public static DeliverBy by(String value) throws SyntaxException {
        int semicolon = value.indexOf(';');
        if (semicolon < 0) {
            throw new SyntaxException("BY has no mode");
        }
        long seconds = byTime(value.substring(0, semicolon));
        String modes = value.substring(semicolon + 1).toUpperCase(Locale.ROOT);
        Trace trace = modes.length() == 2 && modes.endsWith("T") ? Trace.YES : Trace.NO;
        Mode mode = mode(trace == Trace.YES ? modes.substring(0, 1) : modes);
        if (mode == Mode.RETURN && seconds <= 0) {
            throw new SyntaxException("BY with mode R needs a time in the future");
        }
        return new DeliverBy(Duration.ofSeconds(seconds), mode, trace);
    }

    private static long byTime(String text) throws SyntaxException {
        boolean signed = text.startsWith("-") || text.startsWith("+");
        long seconds = digits("BY", signed ? text.substring(1) : text);
        return text.startsWith("-") ? -seconds : seconds;
    }

    private static Mode mode(String letter) throws SyntaxException {
        return switch (letter) {
            case "R" -> Mode.RETURN;
            case "N" -> Mode.NOTIFY;
            default -> throw new SyntaxException("The mode of BY is N or R, with or without T");
        };
    }

    /** {@code 1*9DIGIT}. */
    private static long digits(String keyword, String text) throws SyntaxException {
        boolean number = text.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!number || text.isEmpty() || text.length() > MAX_DIGITS) {
            throw new SyntaxException(keyword + " is no number of seconds with up to nine digits");
        }
        return Long.parseLong(text);
    }

    /** {@code priority-value = (["-"] NZDIGIT) / "0"} (RFC 6710 §6; SRV-297). */
    public static int mtPriority(String value) throws SyntaxException {
        boolean negative = value.startsWith("-");
        String digit = negative ? value.substring(1) : value;
        if (digit.length() != 1 || digit.charAt(0) < (negative ? '1' : '0') || digit.charAt(0) > '9') {
            throw new SyntaxException("MT-PRIORITY is a number from -9 to 9");
        }
        return Integer.parseInt(value);
    }

    /** {@code future-release-interval = future-release-integer = %x31-39 *8DIGIT} (RFC 4865 §4; SRV-296). */
    public static Hold holdFor(String value) throws SyntaxException {
        long seconds = digits("HOLDFOR", value);
        if (value.startsWith("0")) {
            throw new SyntaxException("HOLDFOR begins with a zero");
        }
        return Hold.during(Duration.ofSeconds(seconds));
    }

    /** {@code future-release-date-time = date-time}, that of RFC 3339 §5.6 (RFC 4865 §4, erratum 2040; SRV-296). */
    public static Hold holdUntil(String value) throws SyntaxException {
        String dateTime = value.toUpperCase(Locale.ROOT);
        int time = dateTime.indexOf('T');
        // Java takes years of more digits, and times without seconds; the RFC does neither.
        boolean strict =
                time == DATE_LENGTH && dateTime.startsWith(":", time + 3) && dateTime.startsWith(":", time + 6);
        try {
            if (strict) {
                return Hold.until(OffsetDateTime.parse(dateTime).toInstant());
            }
        } catch (DateTimeException e) {
            // Said below.
        }
        throw new SyntaxException("HOLDUNTIL is no date and time");
    }
}
