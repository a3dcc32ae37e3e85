package io.github.smtpra.engine.listener;

import io.github.smtpra.api.smtp.DomainSyntax;
import io.github.smtpra.api.smtp.MailId;
import io.github.smtpra.protocol.data.SubmittedHeader;
import io.github.smtpra.protocol.server.MailFacts;
import io.github.smtpra.protocol.server.TraceFields;
import java.net.InetSocketAddress;
import java.time.ZonedDateTime;
import java.util.Optional;

/**
 * The circumstances in which a mail has come, as its trace fields tell them.
 *
 * @param id its id
 * @param facts envelope and session
 * @param client where it came from
 * @param at when its content was complete
 */
record Arrival(MailId id, MailFacts facts, InetSocketAddress client, ZonedDateTime at) {
    /**
     * The fields on top of the mail. A submission goes on, so that nobody but its final host writes Return-Path
     * (RFC 5321 §4.4; SRV-135).
     *
     * @param hostName our own name
     * @param submitted its header, if it is a submission
     */
    String trace(String hostName, Optional<SubmittedHeader> submitted) {
        String literal = DomainSyntax.literal(client.getAddress());
        return submitted
                .map(header -> TraceFields.received(facts, hostName, literal, id, at)
                        + new SubmittedFields(header, facts).missing(id, hostName, at))
                .orElseGet(() -> TraceFields.of(facts, hostName, literal, id, at));
    }
}
