package io.github.smtpra.protocol.grammar;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A parameter of MAIL or RCPT (RFC 5321 §4.1.2; SRV-076): {@code esmtp-keyword ["=" esmtp-value]}.
 *
 * @param keyword in capitals
 * @param value absent if there is no equals sign; see {@link #isWellFormed}
 */
public record Parameter(String keyword, Optional<String> value) {
    /** {@code Mail-parameters = esmtp-param *(SP esmtp-param)}, behind the path's bracket (SRV-079). */
    public static List<Parameter> parseAll(String text) throws SyntaxException {
        if (text.isBlank()) {
            return List.of();
        }
        if (!text.startsWith(" ")) {
            throw new SyntaxException("A blank must stand between the address and its parameters");
        }
        List<Parameter> parameters = new ArrayList<>();
        for (String part : text.strip().split(" +", -1)) {
            parameters.add(parse(part));
        }
        return parameters;
    }

    /** {@code esmtp-param = esmtp-keyword ["=" esmtp-value]}. */
    private static Parameter parse(String text) throws SyntaxException {
        int equals = text.indexOf('=');
        String keyword = equals < 0 ? text : text.substring(0, equals);
        if (!isKeyword(keyword)) {
            throw new SyntaxException("A parameter is ill-formed");
        }
        Optional<String> value = equals < 0 ? Optional.empty() : Optional.of(text.substring(equals + 1));
        // RFC 5321 §2.4 (SRV-022)
        return new Parameter(keyword.toUpperCase(Locale.ROOT), value);
    }

    /** {@code esmtp-keyword = (ALPHA / DIGIT) *(ALPHA / DIGIT / "-")}. */
    private static boolean isKeyword(String text) {
        return !text.isEmpty()
                && text.charAt(0) != '-'
                && text.chars()
                        .allMatch(
                                c -> c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c == '-');
    }

    /**
     * Whether its value, if it has one, is an {@code esmtp-value = 1*(%d33-60 / %d62-126)};
     * {@code esmtp-value =/ UTF8-non-ascii} (RFC 6531 §3.3). How it is refused if not is its extension's affair.
     */
    public boolean isWellFormed() {
        return value.isEmpty()
                || !value.get().isEmpty() && value.get().codePoints().allMatch(Parameter::isInValue);
    }

    private static boolean isInValue(int c) {
        return c >= 33 && c <= 126 && c != '=' || c > 127 && Character.getType(c) != Character.SURROGATE;
    }
}
