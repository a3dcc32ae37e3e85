package io.github.smtpra.outbox.store;

import io.github.smtpra.api.smtp.Envelope;
import io.github.smtpra.api.smtp.Notify;
import io.github.smtpra.api.smtp.OriginalRecipient;
import io.github.smtpra.api.smtp.Recipient;
import io.github.smtpra.api.smtp.ReportOptions;
import io.github.smtpra.api.smtp.ReturnContent;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What senders want of reports, in columns that are null where nothing was said, as in all rows of format 1. */
final class ReportColumns {
    private ReportColumns() {}

    static @Nullable String ret(Envelope envelope) {
        return envelope.returnContent().map(ReturnContent::name).orElse(null);
    }

    static @Nullable String envid(Envelope envelope) {
        return envelope.envelopeId().orElse(null);
    }

    static @Nullable String notify(Recipient recipient) {
        return recipient.notifyOn().value().orElse(null);
    }

    static @Nullable String orcpt(Recipient recipient) {
        return recipient.originalRecipient().map(OriginalRecipient::toString).orElse(null);
    }

    static ReportOptions options(ResultSet row) throws SQLException {
        ReportOptions options = ReportOptions.NONE;
        String ret = row.getString("ret");
        if (ret != null) {
            options = options.withReturnContent(ReturnContent.valueOf(ret));
        }
        String envid = row.getString("envid");
        return envid == null ? options : options.withEnvelopeId(envid);
    }

    static Recipient recipient(ResultSet row) throws SQLException {
        Recipient recipient = Recipient.of(row.getString("mailbox"));
        String notify = row.getString("notify");
        if (notify != null) {
            recipient = recipient.withNotify(Notify.parse(notify));
        }
        String orcpt = row.getString("orcpt");
        return orcpt == null ? recipient : recipient.withOriginalRecipient(OriginalRecipient.parse(orcpt));
    }
}
