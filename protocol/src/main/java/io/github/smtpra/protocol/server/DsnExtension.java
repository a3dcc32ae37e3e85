package io.github.smtpra.protocol.server;

import io.github.smtpra.protocol.grammar.ReportParameters;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * DSN (RFC 3461 §4): what a sender wants to be told, for each recipient and of the mail as a whole. A value that is missing
 * or bad is 501, and the command changes nothing (§5.1).
 */
final class DsnExtension implements Extension {
    @Override
    public Optional<String> keyword(Session session) {
        return Optional.of("DSN");
    }

    @Override
    public Map<String, ParameterRule<MailTransaction>> mailParameters() {
        return Map.of(
                "RET",
                ValueRule.of(
                        (value, mail) -> mail.reports(mail.reports().withReturnContent(ReportParameters.ret(value)))),
                "ENVID",
                ValueRule.of((value, mail) -> mail.reports(ReportParameters.envid(value, mail.reports()))));
    }

    @Override
    public Map<String, ParameterRule<NewRecipient>> recipientParameters() {
        return Map.of(
                "NOTIFY",
                ValueRule.of((value, recipient) -> recipient.notifyOn(ReportParameters.notifyValue(value))),
                "ORCPT",
                ValueRule.of((value, recipient) -> recipient.original(ReportParameters.orcpt(value))));
    }

    /** RFC 6533 §3 (SRV-265). */
    @Override
    public Set<String> utf8Parameters() {
        return Set.of("ORCPT");
    }
}
