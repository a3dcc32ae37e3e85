package io.github.smtpra.protocol.client;

import io.github.smtpra.protocol.sasl.ClientMechanisms;
import io.github.smtpra.protocol.sasl.Credentials;

/**
 * Who a client authenticates as, and how it may. Shows no secret.
 *
 * @param credentials who
 * @param mechanisms how
 * @param need whether there is mail without it
 */
public record Login(Credentials credentials, ClientMechanisms mechanisms, Need need) {
    /** Whether there is mail without AUTH. */
    public enum Need {
        /** No mail is sent before the peer has taken the credentials. */
        ALWAYS,
        /**
         * Where the peer offers nothing that fits, the certificate that it has seen in the TLS handshake speaks for itself;
         * without TLS no mail is sent.
         */
        WHERE_OFFERED
    }

    /** A login without which no mail is sent. */
    public Login(Credentials credentials, ClientMechanisms mechanisms) {
        this(credentials, mechanisms, Need.ALWAYS);
    }
}
