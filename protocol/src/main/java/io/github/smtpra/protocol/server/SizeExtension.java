package io.github.smtpra.protocol.server;

import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;

/** SIZE (RFC 1870; SRV-150): announces the limit and refuses a mail that declares more. */
final class SizeExtension implements Extension {
    /** {@code size-value = 1*20DIGIT} (SRV-152). */
    private static final int MAX_DIGITS = 20;

    private final long maxSize;

    SizeExtension(long maxSize) {
        this.maxSize = maxSize;
    }

    @Override
    public Optional<String> keyword(Session session) {
        return Optional.of("SIZE " + maxSize);
    }

    @Override
    public Map<String, ParameterRule<MailTransaction>> mailParameters() {
        return Map.of("SIZE", this::apply);
    }

    private void apply(Optional<String> value, MailTransaction transaction) throws Refusal {
        String digits = value.orElse("");
        if (digits.isEmpty() || digits.length() > MAX_DIGITS || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new Refusal(Replies.BAD_PARAMETER_VALUE);
        }
        // Twenty digits pass what a long holds; a declaration beyond it is beyond every limit, too.
        BigInteger size = new BigInteger(digits);
        boolean huge = size.bitLength() >= Long.SIZE;
        // RFC 1870 §6.1 (SRV-151, SRV-154)
        if (huge || maxSize > 0 && size.longValue() > maxSize) {
            throw new Refusal(Replies.TOO_BIG);
        }
        transaction.declaredSize(size.longValue());
    }
}
