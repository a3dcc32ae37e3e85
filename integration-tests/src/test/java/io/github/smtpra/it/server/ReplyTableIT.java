package io.github.smtpra.it.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpra.it.server.app.Guarded;
import io.github.smtpra.it.server.app.Obedient;
import io.github.smtpra.it.server.app.Slow;
import io.github.smtpra.it.server.app.Vault;
import java.util.UUID;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.as.arquillian.container.ManagementClient;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The reply to a mail is the outcome of its transaction. Each bean stores a row and sends a mail before it ends in its
 * own way: both are there or neither is.
 */
@ExtendWith(ArquillianExtension.class)
class ReplyTableIT {
    private static final int PORT = 12525;
    private static final String TRY_LATER = "451 4.3.0 ";

    @ArquillianResource
    @SuppressWarnings("NullAway.Init")
    private ManagementClient management;

    private final String subject = "mail " + UUID.randomUUID();

    @Deployment(testable = false)
    static EnterpriseArchive application() {
        return Archives.earWithLetters("replies.ear", Obedient.class, Vault.class, Guarded.class, Slow.class);
    }

    @Test
    void a_bean_that_returns_makes_a_yes() throws Exception {
        assertThat(replyTo("return@obedient.example")).startsWith("250 2.0.0 ");
        everythingIsKept();
    }

    @Test
    void a_bean_may_keep_its_work_and_say_yes_in_its_own_words() throws Exception {
        assertThat(replyTo("answer@obedient.example")).isEqualTo("250 2.6.0 Filed under " + subject);
        everythingIsKept();
    }

    @Test
    void a_bean_may_keep_its_work_and_say_no() throws Exception {
        assertThat(replyTo("answer-no@obedient.example")).isEqualTo("550 5.7.1 Kept, but not wanted");
        everythingIsKept();
    }

    @Test
    void a_rejection_is_the_reply_and_undoes_everything() throws Exception {
        assertThat(replyTo("reject@obedient.example")).isEqualTo("554 5.7.1 Not for this desk");
        nothingIsKept();
    }

    @Test
    void a_transient_rejection_is_the_reply_and_undoes_everything() throws Exception {
        assertThat(replyTo("reject-for-now@obedient.example")).isEqualTo("450 4.2.1 The desk is closed today");
        nothingIsKept();
    }

    @Test
    void a_runtime_exception_undoes_everything() throws Exception {
        assertThat(replyTo("throw-runtime@obedient.example")).startsWith(TRY_LATER);
        nothingIsKept();
    }

    @Test
    void a_checked_exception_undoes_everything_though_the_container_would_commit() throws Exception {
        assertThat(replyTo("throw-checked@obedient.example")).startsWith(TRY_LATER);
        nothingIsKept();
    }

    @Test
    void an_error_undoes_everything() throws Exception {
        assertThat(replyTo("throw-error@obedient.example")).startsWith(TRY_LATER);
        nothingIsKept();
    }

    @Test
    void a_transaction_marked_for_rollback_is_no_yes_though_the_bean_returned() throws Exception {
        assertThat(replyTo("mark@obedient.example")).startsWith(TRY_LATER);
        nothingIsKept();
    }

    @Test
    void a_transaction_that_times_out_under_the_bean_undoes_everything() throws Exception {
        assertThat(replyTo("desk@slow.example")).startsWith(TRY_LATER);
        nothingIsKept();
    }

    @Test
    void a_bean_that_the_client_may_not_call_is_not_called() throws Exception {
        assertThat(replyTo("desk@guarded.example")).startsWith("530 5.7.0 ");
        nothingIsKept();
    }

    @Test
    void a_denial_further_inside_undoes_everything() throws Exception {
        assertThat(replyTo("denied-inside@obedient.example")).startsWith(TRY_LATER);
        nothingIsKept();
    }

    @Test
    void all_that_one_transaction_sends_is_delivered() throws Exception {
        assertThat(replyTo("send-five@obedient.example")).startsWith("250 2.0.0 ");
        assertThat(Relay.shared().await(5, subject)).hasSize(5);
    }

    @Test
    void two_connections_may_be_open_in_one_transaction() throws Exception {
        assertThat(replyTo("two-connections@obedient.example")).startsWith("250 2.0.0 ");
        assertThat(Relay.shared().await(3, subject)).hasSize(3);
    }

    @Test
    void a_session_outlives_a_mail_that_was_undone() throws Exception {
        try (SmtpClient client = SmtpClient.connect(PORT)) {
            assertThat(client.mail("throw-runtime@obedient.example", subject)).startsWith(TRY_LATER);
            assertThat(client.mail("return@obedient.example", subject)).startsWith("250 2.0.0 ");
        }
        everythingIsKept();
    }

    @Test
    void a_mail_that_comes_again_since_its_reply_was_lost_is_answered_and_not_handed_over_again() throws Exception {
        try (SmtpClient client = SmtpClient.connect(PORT)) {
            assertThat(client.mail("return@obedient.example", subject)).startsWith("250 2.0.0 ");
        }
        assertThat(replyTo("return@obedient.example")).startsWith("250 2.0.0 ");
        everythingIsKept();
    }

    @Test
    void a_mail_that_is_sent_twice_on_purpose_is_two_mails() throws Exception {
        replyTo("return@obedient.example");
        replyTo("return@obedient.example");
        assertThat(new Server(management).letters(subject)).isEqualTo(2);
        assertThat(Relay.shared().await(2, subject)).hasSize(2);
    }

    private String replyTo(String recipient) throws Exception {
        return SmtpClient.mail(PORT, recipient, subject);
    }

    private void everythingIsKept() throws Exception {
        assertThat(new Server(management).letters(subject)).isEqualTo(1);
        assertThat(Relay.shared().await(1, subject)).hasSize(1);
    }

    /** What is sent later comes later: once it is there, the mail in question would be. */
    private void nothingIsKept() throws Exception {
        assertThat(new Server(management).letters(subject)).isZero();
        String later = "later than " + subject;
        SmtpClient.mail(PORT, "return@obedient.example", later);
        Relay.shared().await(1, later);
        assertThat(Relay.shared().with(subject)).isEmpty();
    }
}
