package io.github.smtpra.it.kill.errand;

import io.github.smtpra.api.MailConnection;
import io.github.smtpra.api.MailConnectionFactory;
import io.github.smtpra.api.SendOptions;
import io.github.smtpra.api.smtp.Envelope;
import jakarta.annotation.Resource;
import jakarta.ejb.EJBContext;
import jakarta.ejb.EJBException;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.resource.ResourceException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.SystemException;
import jakarta.transaction.TransactionManager;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * Does an errand as its kind says. One that may have been done before is done once: a row is its own proof, and a mail has
 * the errand's name as its key.
 */
@Stateless
public class Errands {
    private static final int LARGE = 100_000;

    @Resource(lookup = "java:jboss/datasources/Errands")
    private DataSource books;

    @Resource(lookup = "java:/smtp-ra/MailConnectionFactory")
    private MailConnectionFactory mails;

    @Resource(lookup = "java:jboss/TransactionManager")
    private TransactionManager transactions;

    @Resource
    private EJBContext context;

    /** In the caller's transaction, or one of its own. */
    public void run(String subject) {
        ErrandKind kind = ErrandKind.of(subject);
        try {
            if (kind == ErrandKind.ALONE) {
                send(subject, "Done.\n");
            } else if (!isBooked(subject)) {
                book(subject);
                send(subject, kind == ErrandKind.LARGE ? "0123456789abcde\n".repeat(LARGE / 16) : "Done.\n");
            }
            if (kind == ErrandKind.FAILED) {
                context.setRollbackOnly();
            } else if (kind == ErrandKind.VETOED) {
                transactions.getTransaction().enlistResource(new Veto());
            }
        } catch (SQLException | ResourceException | MessagingException | RollbackException | SystemException e) {
            throw new EJBException(e);
        }
    }

    /** Sends a mail outside of any transaction. */
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public void runOutside(String subject) {
        try {
            send(subject, "Done.\n");
        } catch (ResourceException | MessagingException e) {
            throw new EJBException(e);
        }
    }

    private boolean isBooked(String subject) throws SQLException {
        try (var connection = books.getConnection();
                var select = connection.prepareStatement("SELECT subject FROM errand WHERE subject = ?")) {
            select.setString(1, subject);
            try (var row = select.executeQuery()) {
                return row.next();
            }
        }
    }

    /** Waits, and fails, while a branch in doubt has the same row. */
    private void book(String subject) throws SQLException {
        try (var connection = books.getConnection();
                var insert = connection.prepareStatement("INSERT INTO errand VALUES (?)")) {
            insert.setString(1, subject);
            insert.executeUpdate();
        }
    }

    private void send(String subject, String text) throws ResourceException, MessagingException {
        try (MailConnection connection = mails.getConnection()) {
            MimeMessage message = connection.createMessage();
            message.setFrom("errands@example.com");
            message.setSubject(subject);
            message.setText(text);
            Envelope envelope = Envelope.from("errands@example.com").to("ann@customer.example");
            var id = connection.send(envelope, message, SendOptions.NONE.withIdempotencyKey(subject));
            System.getLogger("errand").log(Level.INFO, "errand subject=" + subject + " mail=" + id + ";");
        }
    }
}
