package io.github.smtpra.protocol.sasl;

import java.util.Optional;

/** Where a token or a certificate says who the client is, the client may say so too: then both must agree. */
final class ClaimedName {
    private ClaimedName() {}

    static Answer checked(Answer answer, Optional<String> claimed) {
        boolean other = answer instanceof Answer.Accepted accepted
                && claimed.isPresent()
                && !claimed.get().equals(accepted.identity().user());
        return other ? new Answer.Rejected() : answer;
    }
}
