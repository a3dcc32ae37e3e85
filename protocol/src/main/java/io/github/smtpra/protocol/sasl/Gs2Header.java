package io.github.smtpra.protocol.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.smtpra.protocol.grammar.SyntaxException;
import java.util.Arrays;
import java.util.Optional;

/**
 * {@code gs2-header = gs2-cbind-flag "," [ authzid ] ","} (RFC 5801 §4): whether an exchange is bound to its channel, and
 * for whom it is meant.
 *
 * @param flag {@code n}, {@code y} or {@code p=type}
 * @param authzid for whom, if it is said
 */
record Gs2Header(String flag, Optional<String> authzid) {
    /** The client does not know channel bindings. */
    static final String UNBOUND = "n";

    /** The client knows them and thinks that the server does not. */
    static final String THOUGHT_UNSUPPORTED = "y";

    private static final String BOUND = "p=";

    /** The header that is bound to a channel binding of {@code type}. */
    static Gs2Header bound(String type) {
        return new Gs2Header(BOUND + type, Optional.empty());
    }

    /** Reads the header at the beginning of a message. */
    static Gs2Header read(ScramAttributes message) throws SyntaxException {
        String flag = message.nextField();
        boolean bound = flag.startsWith(BOUND) && flag.length() > BOUND.length();
        if (!bound && !flag.equals(UNBOUND) && !flag.equals(THOUGHT_UNSUPPORTED)) {
            throw new SyntaxException("The channel binding flag is ill-formed");
        }
        return new Gs2Header(flag, authzid(message.nextField()));
    }

    private static Optional<String> authzid(String field) throws SyntaxException {
        if (field.isEmpty()) {
            return Optional.empty();
        }
        if (!field.startsWith("a=") || field.length() == 2) {
            throw new SyntaxException("The authorization identity is ill-formed");
        }
        return Optional.of(ScramAttributes.decodeName(field.substring(2)));
    }

    /** The type of channel binding that it is bound to, if it is. */
    Optional<String> bindingType() {
        return flag.startsWith(BOUND) ? Optional.of(flag.substring(BOUND.length())) : Optional.empty();
    }

    /** {@code cbind-input = gs2-header [ cbind-data ]} (RFC 5802 §7), the header as it was sent. */
    static byte[] channel(String header, byte[] binding) {
        byte[] text = header.getBytes(UTF_8);
        byte[] input = Arrays.copyOf(text, text.length + binding.length);
        System.arraycopy(binding, 0, input, text.length, binding.length);
        return input;
    }

    @Override
    public String toString() {
        return flag + ","
                + authzid.map(name -> "a=" + ScramAttributes.encodeName(name)).orElse("") + ",";
    }
}
