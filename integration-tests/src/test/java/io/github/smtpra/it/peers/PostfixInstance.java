package io.github.smtpra.it.peers;

import io.github.smtpra.engine.settings.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A Postfix of our own beside whatever runs on this machine: its own configuration, queue and data, on loopback only. It
 * has mailboxes for {@code ann} and {@code bob@mailbox.example}, refuses all others there, and passes mail for two other
 * domains on to us, in the clear or with TLS.
 */
final class PostfixInstance implements AutoCloseable {
    /** Demands STARTTLS and authentication. */
    static final int SUBMISSION = 13560;

    /** Takes anything. */
    static final int OPEN = 13561;

    /** Where it passes mail for {@code lmtp.example} to, by LMTP. */
    static final int LMTP = 13565;

    static final String USER = "desk";
    static final String PASSWORD = "the desk's own";

    private static final int SASL = 13562;
    private static final String OWNER = "postfix";

    private final Program postfix;
    private final Path directory;
    private final TestKeys keys;
    private final SaslServer sasl;

    private PostfixInstance(Program postfix, Path directory, TestKeys keys, SaslServer sasl) {
        this.postfix = postfix;
        this.directory = directory;
        this.keys = keys;
        this.sasl = sasl;
    }

    /**
     * Starts one; the test ends here if there is no Postfix, or we are not root.
     *
     * @param clearPort our port for mail to {@code clear.example}
     * @param tlsPort our port for mail to {@code tls.example}
     */
    static PostfixInstance start(int clearPort, int tlsPort) throws Exception {
        Program postfix = Program.require("postfix", "postfix");
        if (!"root".equals(System.getProperty("user.name"))) {
            throw Program.missing("the right to start a Postfix (root)");
        }
        Path directory = emptyDirectory();
        TestKeys keys = TestKeys.make(directory);
        Path configuration = Files.createDirectories(directory.resolve("etc"));
        Files.writeString(configuration.resolve("main.cf"), main(directory, keys, clearPort, tlsPort));
        Files.writeString(configuration.resolve("master.cf"), MASTER);
        SaslServer sasl = SaslServer.open(SASL, USER, PASSWORD);
        PostfixInstance instance = new PostfixInstance(postfix, directory, keys, sasl);
        try {
            instance.run("start");
            return instance;
        } catch (Exception | AssertionError e) {
            sasl.close();
            throw e;
        }
    }

    /** Not under the build's directory: Postfix's own user must get there, whoever the build belongs to. */
    private static Path emptyDirectory() throws IOException {
        Path directory = Files.createTempDirectory("smtp-ra-postfix");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        UserPrincipal owner =
                FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByName(OWNER);
        for (String name : List.of("data", "mailboxes")) {
            Files.setOwner(Files.createDirectory(directory.resolve(name)), owner);
        }
        Files.createDirectory(directory.resolve("queue"));
        return directory;
    }

    private static String main(Path directory, TestKeys keys, int clearPort, int tlsPort) throws IOException {
        Path mailboxes = directory.resolve("mailboxes");
        return """
                compatibility_level = 3.6
                queue_directory = %1$s/queue
                data_directory = %1$s/data
                mail_owner = %2$s
                setgid_group = postdrop
                maillog_file = %1$s/mail.log
                maillog_file_prefixes = %1$s
                myhostname = postfix.example
                inet_interfaces = 127.0.0.1
                inet_protocols = ipv4
                mynetworks = 127.0.0.0/8
                mydestination =
                alias_maps =
                alias_database =
                local_header_rewrite_clients =
                biff = no
                virtual_mailbox_domains = mailbox.example
                virtual_mailbox_base = %1$s/mailboxes
                virtual_mailbox_maps = inline:{ { ann@mailbox.example = ann/ }, { bob@mailbox.example = bob/ }, { jörg@mailbox.example = jorg/ } }
                virtual_minimum_uid = 1
                virtual_uid_maps = static:%3$s
                virtual_gid_maps = static:%3$s
                transport_maps = inline:{ { clear.example = smtp:[127.0.0.1]:%4$d }, { tls.example = smtptls:[127.0.0.1]:%5$d }, { lmtp.example = lmtp:inet:127.0.0.1:%9$d } }
                default_transport = error:nothing leaves this machine
                relay_domains = clear.example tls.example lmtp.example
                smtpd_relay_restrictions = permit_mynetworks, reject
                smtpd_tls_chain_files = %6$s, %7$s
                smtpd_sasl_type = dovecot
                smtpd_sasl_path = inet:127.0.0.1:%8$d
                """.formatted(
                        directory,
                        OWNER,
                        Files.getAttribute(mailboxes, "unix:uid"),
                        clearPort,
                        tlsPort,
                        keys.key(),
                        keys.certificate(),
                        SASL,
                        LMTP);
    }

    private static final String MASTER = """
            127.0.0.1:%d inet n - n - - smtpd
              -o smtpd_tls_security_level=encrypt -o smtpd_sasl_auth_enable=yes -o smtpd_tls_auth_only=yes
              -o smtpd_relay_restrictions=permit_sasl_authenticated,reject
              -o smtpd_recipient_restrictions=
              -o smtpd_client_restrictions=permit_sasl_authenticated,reject
            127.0.0.1:%d inet n - n - - smtpd
            pickup unix n - n 60 1 pickup
            cleanup unix n - n - 0 cleanup
            qmgr unix n - n 300 1 qmgr
            tlsmgr unix - - n 1000? 1 tlsmgr
            rewrite unix - - n - - trivial-rewrite
            bounce unix - - n - 0 bounce
            defer unix - - n - 0 bounce
            trace unix - - n - 0 bounce
            verify unix - - n - 1 verify
            flush unix n - n 1000? 0 flush
            proxymap unix - - n - - proxymap
            proxywrite unix - - n - 1 proxymap
            smtp unix - - n - - smtp
            smtptls unix - - n - - smtp -o smtp_tls_security_level=encrypt
            relay unix - - n - - smtp
            lmtp unix - - n - - lmtp
            showq unix n - n - - showq
            error unix - - n - - error
            retry unix - - n - - error
            discard unix - - n - - discard
            virtual unix - n n - - virtual
            anvil unix - - n - 1 anvil
            scache unix - - n - 1 scache
            postlog unix-dgram n - n - 1 postlogd
            """.formatted(SUBMISSION, OPEN);

    private void run(String command) throws IOException {
        postfix.run("-c", directory.resolve("etc").toString(), command);
    }

    /** The settings of a sender that uses {@link #SUBMISSION} as its relay. */
    Settings relaySettings() {
        return Settings.of(
                "",
                Map.of(
                        "hostName",
                        "desk.example",
                        "relayHost",
                        "127.0.0.1",
                        "relayPort",
                        Integer.toString(SUBMISSION),
                        "relayTls",
                        "required",
                        "relayCertificates",
                        keys.certificate().toString(),
                        "relayUser",
                        USER,
                        "relayPassword",
                        PASSWORD,
                        "retryFirst",
                        "1s"));
    }

    /** The mails in the mailbox of {@code user}, with line ends as on the wire; one character for each octet. */
    List<String> mailbox(String user) throws IOException {
        Path arrived = directory.resolve("mailboxes").resolve(user).resolve("new");
        if (!Files.exists(arrived)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(arrived)) {
            return files.map(PostfixInstance::read).toList();
        }
    }

    private static String read(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).replace("\n", "\r\n");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Stops it; what it has logged is kept. */
    @Override
    public void close() throws IOException {
        run("stop");
        sasl.close();
        Path kept = Path.of(Objects.requireNonNull(System.getProperty("it.directory")), "postfix.log");
        Files.createDirectories(kept.getParent());
        Files.copy(directory.resolve("mail.log"), kept, StandardCopyOption.REPLACE_EXISTING);
        Directories.delete(directory);
    }
}
