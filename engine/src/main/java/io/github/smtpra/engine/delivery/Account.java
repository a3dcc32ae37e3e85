package io.github.smtpra.engine.delivery;

import io.github.smtpra.engine.tls.ClientKeys;
import io.github.smtpra.protocol.client.Login;
import java.util.Optional;

/**
 * Who we are to a host. Shows no secret.
 *
 * @param login who we authenticate as, if at all
 * @param keys the certificate that we show, if any
 * @param clearText whether what is secret may be said without TLS
 */
record Account(Optional<Login> login, Optional<ClientKeys> keys, ClearText clearText) {
    /** Nobody in particular. */
    static final Account NONE = new Account(Optional.empty(), Optional.empty(), ClearText.FORBIDDEN);

    /** Whether what is secret may be said without TLS (RFC 4954 §4). */
    enum ClearText {
        FORBIDDEN,
        ALLOWED
    }

    /** Whether it is nobody in particular. */
    boolean isNobody() {
        return login.isEmpty() && keys.isEmpty();
    }

    /** RFC 4954 §4 (CLI-068): PLAIN needs TLS, and so does a certificate. */
    boolean needsTls() {
        return !isNobody() && (clearText == ClearText.FORBIDDEN || keys.isPresent());
    }
}
