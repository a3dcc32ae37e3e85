package io.github.smtpra.outbox.store;

import io.github.smtpra.api.smtp.MailId;
import io.github.smtpra.outbox.content.MailContent;
import io.github.smtpra.outbox.content.NewMail;
import java.sql.SQLException;
import java.util.List;

/** Where contents lie that are too large for a row. Safe for use by many threads. */
interface LargeContents {
    /** In the files where they were published. */
    LargeContents IN_FILES = new LargeContents() {
        @Override
        public void keep(Sql sql, MailId mail) {
            // It lies where it stays.
        }

        @Override
        public void kept(List<NewMail> mails) {
            // Its file is still needed.
        }

        @Override
        public MailContent content(MailId mail) {
            return new MailContent.InFile();
        }
    };

    /** Puts the published content of {@code mail} where it stays, in the transaction of its rows. */
    void keep(Sql sql, MailId mail) throws SQLException;

    /** That transaction has committed. */
    void kept(List<NewMail> mails);

    /** Where the content of {@code mail} is to be read. */
    MailContent content(MailId mail);
}
