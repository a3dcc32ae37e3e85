package io.github.smtpra.protocol.sasl;

import java.util.Optional;

/**
 * What a SCRAM exchange of a server is bound to (RFC 5802 §6).
 *
 * @param use whether the mechanism's name ends in {@code -PLUS}
 * @param bindings those that were offered to the client, by listing a {@code -PLUS}
 */
record ScramBinding(Use use, ChannelBindings bindings) {
    /** Whether there is a binding. */
    enum Use {
        BOUND,
        UNBOUND
    }

    /** The octets that the client must have seen too, possibly none; empty if its header can not be accepted. */
    Optional<byte[]> accept(Gs2Header header) {
        Optional<String> type = header.bindingType();
        if (use == Use.BOUND) {
            return type.flatMap(bindings::octets);
        }
        // "y": the client saw no -PLUS. If we have listed one, somebody in between has taken it out.
        boolean stripped = header.flag().equals(Gs2Header.THOUGHT_UNSUPPORTED) && !bindings.isEmpty();
        return type.isPresent() || stripped ? Optional.empty() : Optional.of(new byte[0]);
    }
}
