package io.github.smtpra.protocol.server;

import io.github.smtpra.protocol.grammar.ReportParameters;
import io.github.smtpra.protocol.grammar.SyntaxException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** DSN (RFC 3461 §4): what a sender wants to be told, for each recipient and of the mail as a whole. */
final class DsnExtension implements Extension {
    @Override
    public Optional<String> keyword(Session session) {
        return Optional.of("DSN");
    }

    @Override
    public Map<String, ParameterRule<MailTransaction>> mailParameters() {
        return Map.of(
                "RET",
                rule((value, mail) -> mail.reports(mail.reports().withReturnContent(ReportParameters.ret(value)))),
                "ENVID",
                rule((value, mail) -> mail.reports(ReportParameters.envid(value, mail.reports()))));
    }

    @Override
    public Map<String, ParameterRule<NewRecipient>> recipientParameters() {
        return Map.of(
                "NOTIFY",
                rule((value, recipient) -> recipient.notifyOn(ReportParameters.notifyValue(value))),
                "ORCPT",
                rule((value, recipient) -> recipient.original(ReportParameters.orcpt(value))));
    }

    /** RFC 6533 §3 (SRV-265). */
    @Override
    public Set<String> utf8Parameters() {
        return Set.of("ORCPT");
    }

    /** Reads a value and notes it. */
    private interface Note<T> {
        void take(String value, T target) throws SyntaxException;
    }

    /** RFC 3461 §5.1: a value that is missing or bad is 501, and the command changes nothing. */
    private static <T> Extension.ParameterRule<T> rule(Note<T> note) {
        return (value, target) -> {
            try {
                note.take(value.orElseThrow(() -> new SyntaxException("A parameter needs a value")), target);
            } catch (SyntaxException e) {
                throw new Refusal(Replies.badParameter(e.why()));
            }
        };
    }
}
