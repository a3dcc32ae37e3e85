package io.github.smtpra.it.peers;

import io.github.smtpra.engine.settings.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An Exim: it wants STARTTLS and authentication from who relays, offers CHUNKING, PRDR, DSN and SMTPUTF8, and uses them as a client. */
final class EximInstance implements OtherServer {
    private static final int OPEN = 13571;
    private static final int SUBMISSION = 13572;
    private static final int EXIM = 4001;

    private static final String USER = "desk";
    private static final String PASSWORD = "the desk's own";

    private final Chroot chroot;
    private final TestKeys keys;

    private EximInstance(Chroot chroot, TestKeys keys) {
        this.chroot = chroot;
        this.keys = keys;
    }

    /** Starts one that passes mail for {@code us.example} to {@code ourPort}. */
    static EximInstance start(int ourPort) throws Exception {
        Chroot chroot = Chroot.unpack(List.of("exim4-base", "exim4-daemon-light"), List.of("Debian-exim"));
        try {
            chroot.bring("usr/sbin/exim4");
            Files.createDirectories(chroot.path("tmp"));
            for (String directory : List.of("var/spool/exim4", "var/log/exim4", "mailboxes")) {
                chroot.directory(directory, EXIM);
            }
            TestKeys keys = TestKeys.make(chroot.path("tmp"));
            Files.copy(keys.key(), chroot.path("etc/key.pem"));
            Files.setAttribute(chroot.path("etc/key.pem"), "unix:uid", EXIM);
            Files.copy(keys.certificate(), chroot.path("etc/certificate.pem"));
            chroot.write("etc/exim4/exim4.conf", CONFIGURATION.formatted(OPEN, SUBMISSION, USER, PASSWORD, ourPort));
            chroot.start(chroot.path("tmp/out"), "/usr/sbin/exim4", "-bdf", "-q1s");
            EximInstance instance = new EximInstance(chroot, keys);
            Await.until("Exim", Duration.ofSeconds(20), () -> Chroot.answers(SUBMISSION));
            return instance;
        } catch (Exception | AssertionError e) {
            chroot.close();
            throw e;
        }
    }

    private static final String CONFIGURATION = """
            primary_hostname = exim.example
            local_interfaces = 127.0.0.1
            daemon_smtp_ports = %1$d : %2$d
            keep_environment =
            tls_certificate = /etc/certificate.pem
            tls_privatekey = /etc/key.pem
            tls_advertise_hosts = *
            tls_try_verify_hosts = *
            tls_verify_certificates = /etc/certificate.pem
            auth_advertise_hosts = ${if eq{$tls_in_cipher}{}{}{*}}
            chunking_advertise_hosts = *
            dsn_advertise_hosts = *
            smtputf8_advertise_hosts = *
            prdr_enable = true
            acl_smtp_mail = acl_mail
            acl_smtp_rcpt = acl_rcpt
            acl_smtp_data = acl_data
            log_selector = +tls_cipher +smtp_confirmation
            begin acl
            acl_mail:
              deny condition = ${if eq{$received_port}{%2$d}}
                   !authenticated = *
                   message = authenticate first
              accept
            acl_rcpt:
              accept domains = mailbox.example
                     local_parts = ann : jörg
              deny domains = mailbox.example
                   message = no such user here
              accept
            acl_data:
              accept
            begin routers
            us:
              driver = manualroute
              domains = us.example
              transport = us
              route_list = * 127.0.0.1
              self = send
            utf8:
              driver = redirect
              domains = mailbox.example
              local_parts = jörg
              data = ann@mailbox.example
            mailbox:
              driver = accept
              domains = mailbox.example
              local_parts = ann
              transport = maildir
            begin transports
            us:
              driver = smtp
              port = %5$d
              allow_localhost
              hosts_try_chunking = *
              hosts_try_prdr = *
              hosts_try_dane =
            maildir:
              driver = appendfile
              directory = /mailboxes/$local_part_data
              maildir_format
              create_directory
              return_path_add
              user = Debian-exim
            begin retry
            * * F,2h,1s
            begin authenticators
            plain:
              driver = plaintext
              public_name = PLAIN
              server_condition = ${if and {{eq{$auth2}{%3$s}}{eq{$auth3}{%4$s}}}}
              server_set_id = $auth2
            login:
              driver = plaintext
              public_name = LOGIN
              server_prompts = Username:: : Password::
              server_condition = ${if and {{eq{$auth1}{%3$s}}{eq{$auth2}{%4$s}}}}
              server_set_id = $auth1
            cram:
              driver = cram_md5
              public_name = CRAM-MD5
              server_secret = ${if eq{$auth1}{%3$s}{%4$s}fail}
              server_set_id = $auth1
            external:
              driver = external
              public_name = EXTERNAL
              server_advertise_condition = $tls_in_certificate_verified
              server_param2 = ${certextract{subject,CN}{$tls_in_peercert}}
              server_condition = ${if eq{$auth2}{postfix.example}}
              server_set_id = $auth2
            """;

    @Override
    public Settings relaySettings() {
        return relaySettings("PLAIN");
    }

    /** The settings of a sender that logs in by {@code mechanism} and no other. */
    Settings relaySettings(String mechanism) {
        Map<String, String> properties = new HashMap<>(withoutCredentials());
        properties.putAll(
                mechanism.equals("EXTERNAL")
                        ? Map.of("relayKeyStore", keys.store().toString(), "relayKeyStorePassword", TestKeys.PASSWORD)
                        : Map.of("relayUser", USER, "relayPassword", PASSWORD));
        properties.put("relayMechanisms", mechanism);
        return Settings.of("", properties);
    }

    private Map<String, String> withoutCredentials() {
        return Map.of(
                "hostName", "desk.example",
                "relayHost", "127.0.0.1",
                "relayPort", Integer.toString(SUBMISSION),
                "relayTls", "required",
                "relayCertificates", keys.certificate().toString(),
                "retryFirst", "1s");
    }

    @Override
    public int openPort() {
        return OPEN;
    }

    @Override
    public List<String> mailbox() throws IOException {
        return chroot.maildir("mailboxes/ann");
    }

    @Override
    public String log() throws IOException {
        return Files.readString(chroot.path("var/log/exim4/mainlog"), StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        Path kept = Path.of(System.getProperty("it.directory", "target/it"), "exim.log");
        Files.copy(chroot.path("var/log/exim4/mainlog"), kept, StandardCopyOption.REPLACE_EXISTING);
        chroot.close();
    }
}
