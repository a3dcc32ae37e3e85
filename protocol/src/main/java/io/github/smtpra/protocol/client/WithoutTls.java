package io.github.smtpra.protocol.client;

import io.github.smtpra.api.smtp.Reply;
import java.util.Optional;

/**
 * Why a session that was to come under TLS has not: the peer does not offer it, or has refused it.
 *
 * @param refusal what the peer said to STARTTLS; empty if it does not offer that
 */
public record WithoutTls(Optional<Reply> refusal) {}
