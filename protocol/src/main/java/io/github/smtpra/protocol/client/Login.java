package io.github.smtpra.protocol.client;

import io.github.smtpra.protocol.sasl.ClientMechanisms;
import io.github.smtpra.protocol.sasl.Credentials;

/**
 * Who a client authenticates as, and how it may. Shows no secret.
 *
 * @param credentials who
 * @param mechanisms how
 */
public record Login(Credentials credentials, ClientMechanisms mechanisms) {}
