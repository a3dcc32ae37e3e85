package io.github.smtpra.it.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpra.it.server.app.Doorman;
import io.github.smtpra.it.server.app.Gatekeeper;
import io.github.smtpra.it.server.app.Strongroom;
import io.github.smtpra.it.server.app.Vault;
import io.github.smtpra.protocol.sasl.Mechanism;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.as.arquillian.container.ManagementClient;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The user whom a client has authenticated as is the caller of the bean, by the word of the server. */
@ExtendWith(ArquillianExtension.class)
class CallerIT {
    private static final int PORT = 12535;
    private static final int TIMES = 8;
    private static final String DEPLOYMENT = "/deployment=caller.ear";
    private static final int GATE_PORT = 12536;
    private static final String PENCIL = "{SCRAM-SHA-256}4096$W22ZaJ0SNY7soEsUEjb6gQ=="
            + "$WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=$wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=";
    private static final String DOOR = "desk@door.example";
    private static final String STRONGROOM = "desk@strongroom.example";

    @ArquillianResource
    @SuppressWarnings("NullAway.Init")
    private ManagementClient management;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    private final String subject = "mail " + UUID.randomUUID();

    @Deployment(testable = false)
    static EnterpriseArchive application() {
        return Archives.earWithLettersInDomain(
                "caller.ear", Doorman.class, Gatekeeper.class, Strongroom.class, Vault.class);
    }

    @BeforeAll
    static void users() throws Exception {
        Users.add("ann", "Ann-5ecret", "keeper");
        Users.add("bob", "Bob-5ecret", "clerk");
    }

    // SRV-210, SRV-221
    @Test
    void who_has_authenticated_is_the_caller_in_the_roles_that_the_server_gives() throws Exception {
        assertThat(replyTo("ann", "Ann-5ecret", DOOR)).isEqualTo("250 2.0.0 You are ann, keeper");
        assertThat(replyTo("bob", "Bob-5ecret", DOOR)).isEqualTo("250 2.0.0 You are bob, clerk");
        try (SubmittingClient client = new SubmittingClient(PORT)) {
            assertThat(client.authenticate(Mechanism.LOGIN, "ann", "Ann-5ecret"))
                    .startsWith("235 2.7.0 ");
            assertThat(client.mail(DOOR, subject)).isEqualTo("250 2.0.0 You are ann, keeper");
        }
    }

    // SRV-211
    @Test
    void a_wrong_password_and_an_unknown_user_hear_the_same_and_may_try_again() throws Exception {
        try (SubmittingClient client = new SubmittingClient(PORT)) {
            String wrong = client.authenticate(Mechanism.PLAIN, "ann", "Bob-5ecret");
            assertThat(wrong).startsWith("535 5.7.8 ");
            assertThat(client.authenticate(Mechanism.PLAIN, "eve", "Ann-5ecret"))
                    .isEqualTo(wrong);
            assertThat(client.authenticate(Mechanism.PLAIN, "ann", "Ann-5ecret"))
                    .startsWith("235 2.7.0 ");
            assertThat(client.mail(DOOR, subject)).isEqualTo("250 2.0.0 You are ann, keeper");
        }
    }

    @Test
    void who_has_not_authenticated_is_nobody_whoever_came_before() throws Exception {
        for (int i = 0; i < 20; i++) {
            replyTo("ann", "Ann-5ecret", DOOR);
            assertThat(SmtpClient.mail(PORT, DOOR, subject + i)).isEqualTo("250 2.0.0 You are anonymous");
        }
    }

    @Test
    void a_guarded_bean_takes_what_comes_from_one_who_has_the_role() throws Exception {
        assertThat(replyTo("ann", "Ann-5ecret", STRONGROOM)).startsWith("250 2.0.0 Ok");
        assertThat(new Server(management).letters(subject)).isEqualTo(1);
    }

    @Test
    void one_who_has_not_the_role_hears_never_and_nothing_is_kept() throws Exception {
        assertThat(replyTo("bob", "Bob-5ecret", STRONGROOM)).startsWith("550 5.7.1 ");
        assertThat(new Server(management).letters(subject)).isZero();
    }

    @Test
    void one_who_has_not_authenticated_hears_that_he_must() throws Exception {
        assertThat(SmtpClient.mail(PORT, STRONGROOM, subject)).startsWith("530 5.7.0 ");
        assertThat(new Server(management).letters(subject)).isZero();
    }

    @Test
    void what_a_bean_calls_is_called_by_the_user_too_and_its_denial_is_the_beans_own_failure() throws Exception {
        assertThat(replyTo("ann", "Ann-5ecret", "vault@door.example")).isEqualTo("250 2.0.0 You are ann, keeper");
        assertThat(replyTo("bob", "Bob-5ecret", "vault@door.example")).startsWith("451 4.3.0 ");
    }

    @Test
    void without_a_domain_auth_is_not_offered_the_log_says_why_and_mail_is_taken() throws Exception {
        Server server = new Server(management);
        ServerLog log = new ServerLog();
        server.with("smtp-ra.securityDomain", "Nowhere", () -> {
            server.run(DEPLOYMENT, "redeploy");
            log.awaitLineWith("SMTPRA130", "AUTH is not offered", "Nowhere", "smtp-ra.securityDomain");
            try (SubmittingClient client = new SubmittingClient(PORT)) {
                assertThat(client.mechanisms()).isEmpty();
                assertThat(client.mail(DOOR, subject)).isEqualTo("250 2.0.0 You are anonymous");
            }
        });
        server.run(DEPLOYMENT, "redeploy");
        assertThat(replyTo("ann", "Ann-5ecret", DOOR)).isEqualTo("250 2.0.0 You are ann, keeper");
    }

    // SRV-222
    @Test
    void users_of_a_realm_with_scram_verifiers_need_not_send_their_passwords() throws Exception {
        Server server = new Server(management);
        addMailDomain(server);
        server.with(
                "smtp-ra.securityDomain",
                "MailDomain",
                () -> server.with("it.applicationDomain", "mail", () -> {
                    server.run(DEPLOYMENT, "redeploy");
                    try (SubmittingClient client = new SubmittingClient(PORT)) {
                        assertThat(client.mechanisms())
                                .contains("SCRAM-SHA-256", "PLAIN")
                                .doesNotContain("CRAM-MD5");
                        String wrong = client.authenticate(Mechanism.SCRAM_SHA_256, "sue", "Ann-5ecret");
                        assertThat(wrong).startsWith("535 5.7.8 ");
                        assertThat(client.authenticate(Mechanism.SCRAM_SHA_256, "eve", "Sue-5ecret"))
                                .isEqualTo(wrong);
                        assertThat(client.authenticate(Mechanism.SCRAM_SHA_256, "sue", "Sue-5ecret"))
                                .startsWith("235 2.7.0 ");
                        assertThat(client.mail(DOOR, subject)).isEqualTo("250 2.0.0 You are sue, keeper");
                        assertThat(client.mail(STRONGROOM, subject)).startsWith("250 2.0.0 Ok");
                    }
                }));
        server.run(DEPLOYMENT, "redeploy");
    }

    /** A realm that keeps SCRAM verifiers, its domain, and what applications call it. */
    private static void addMailDomain(Server server) {
        String realm = "/subsystem=elytron/filesystem-realm=MailUsers";
        server.run(realm, "add", "path=mail-users", "relative-to=jboss.server.config.dir");
        server.run(realm, "add-identity", "identity=sue");
        server.run(
                realm,
                "set-password",
                "identity=sue",
                "scram-digest={\"algorithm\" => \"scram-sha-256\", \"password\" => \"Sue-5ecret\","
                        + " \"salt\" => bytes {0x53, 0x75, 0x65, 0x21, 0x07, 0x08}, \"iteration-count\" => 4096}");
        server.run(realm, "add-identity-attribute", "identity=sue", "name=groups", "value=[\"keeper\"]");
        server.run(
                "/subsystem=elytron/security-domain=MailDomain",
                "add",
                "default-realm=MailUsers",
                "permission-mapper=default-permission-mapper",
                "realms=[{\"realm\" => \"MailUsers\", \"role-decoder\" => \"groups-to-roles\"}]");
        server.run("/subsystem=ejb3/application-security-domain=mail", "add", "security-domain=MailDomain");
    }

    /** The server has an ann and a bob, too, who are others, and whose roles are their own. */
    @Test
    void whom_a_file_knows_is_the_caller_in_the_groups_that_the_file_gives() throws Exception {
        Path users = Files.write(
                directory.resolve("users"),
                List.of("ann:" + PENCIL, "ann:{GROUPS}clerk", "bob:" + PENCIL, "eve:" + PENCIL));
        Server server = new Server(management);
        server.with("smtp-ra.Gatekeeper.usersFile", users.toString(), () -> {
            server.run(DEPLOYMENT, "redeploy");
            assertThat(replyAtTheGate("ann", "desk")).isEqualTo("250 2.0.0 You are ann, clerk");
            assertThat(replyAtTheGate("bob", "desk")).isEqualTo("250 2.0.0 You are bob");
            assertThat(replyAtTheGate("eve", "desk")).isEqualTo("250 2.0.0 You are eve");
            assertThat(replyAtTheGate("ann", "vault")).startsWith("451 4.3.0 ");
            assertThat(SmtpClient.mail(GATE_PORT, "desk@gate.example", subject))
                    .isEqualTo("250 2.0.0 You are anonymous");
            assertThat(replyTo("ann", "Ann-5ecret", DOOR)).isEqualTo("250 2.0.0 You are ann, keeper");
        });
        server.run(DEPLOYMENT, "redeploy");
    }

    private String replyAtTheGate(String user, String mailbox) throws Exception {
        try (SubmittingClient client = new SubmittingClient(GATE_PORT)) {
            assertThat(client.authenticate(Mechanism.SCRAM_SHA_256, user, "pencil"))
                    .startsWith("235 2.7.0 ");
            return client.mail(mailbox + "@gate.example", subject);
        }
    }

    @Test
    void redeployments_leave_no_class_loader_behind() throws Exception {
        Server server = new Server(management);
        redeployAndCall(server, 3);
        long before = Footprint.of(server).classLoaders();
        redeployAndCall(server, TIMES);
        // The loaders of one deployment may linger until a thread of the server has other work: none may stay each
        // time.
        assertThat(Footprint.of(server).classLoaders()).isLessThan(before + TIMES);
    }

    private void redeployAndCall(Server server, int times) throws Exception {
        for (int i = 0; i < times; i++) {
            server.run(DEPLOYMENT, "redeploy");
            assertThat(replyTo("ann", "Ann-5ecret", DOOR)).isEqualTo("250 2.0.0 You are ann, keeper");
        }
    }

    /** The reply to a mail by a user, in a session of its own. */
    private String replyTo(String user, String password, String recipient) throws Exception {
        try (SubmittingClient client = new SubmittingClient(PORT)) {
            assertThat(client.authenticate(Mechanism.PLAIN, user, password)).startsWith("235 2.7.0 ");
            return client.mail(recipient, subject);
        }
    }
}
