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

/**
 * A Dovecot: by LMTP it has a mailbox for {@code ann}, at any domain, and for nobody else; by submission it takes mail of
 * {@code ann}, after AUTH under STARTTLS, and passes it on to us.
 */
final class DovecotInstance implements AutoCloseable {
    static final String USER = "ann";
    static final String PASSWORD = "pencil";

    private static final int LMTP = 13591;
    private static final int SUBMISSION = 13592;
    private static final int ANN = 4003;
    private static final String LIBRARIES = "usr/lib/dovecot/";

    private final Chroot chroot;
    private final TestKeys keys;

    private DovecotInstance(Chroot chroot, TestKeys keys) {
        this.chroot = chroot;
        this.keys = keys;
    }

    /** Starts one that passes on what is submitted to {@code ourPort}. */
    static DovecotInstance start(int ourPort) throws Exception {
        Chroot chroot = Chroot.unpack(
                List.of("dovecot-core", "dovecot-lmtpd", "dovecot-submissiond"), List.of("dovecot", "dovenull", USER));
        try {
            prepare(chroot);
            TestKeys keys = TestKeys.make(chroot.path("tmp"));
            Files.copy(keys.key(), chroot.path("etc/key.pem"));
            Files.copy(keys.certificate(), chroot.path("etc/certificate.pem"));
            chroot.write(
                    "etc/dovecot/users", "%s:{PLAIN}%s:%d:%d::/home/%s::%n".formatted(USER, PASSWORD, ANN, ANN, USER));
            chroot.write("etc/dovecot/dovecot.conf", CONFIGURATION.formatted(LMTP, SUBMISSION, ourPort));
            chroot.start(chroot.path("tmp/out"), "/usr/sbin/dovecot", "-F");
            DovecotInstance instance = new DovecotInstance(chroot, keys);
            Await.until("Dovecot", Duration.ofSeconds(20), () -> Chroot.answers(LMTP) && Chroot.answers(SUBMISSION));
            return instance;
        } catch (Exception | AssertionError e) {
            chroot.close();
            throw e;
        }
    }

    private static void prepare(Chroot chroot) throws IOException {
        chroot.bring("usr/sbin/dovecot", "usr/bin/doveconf");
        for (String name :
                List.of("anvil", "auth", "config", "log", "lmtp", "stats", "submission", "submission-login")) {
            chroot.bring(LIBRARIES + name);
        }
        for (String name : List.of("libdovecot", "libdovecot-storage", "libdovecot-lda", "libdovecot-login")) {
            chroot.bring(LIBRARIES + name + ".so.0.0.0");
        }
        chroot.bring(LIBRARIES + "modules/libssl_iostream_openssl.so");
        for (String directory : List.of("run/dovecot", "var/lib/dovecot", "var/run", "tmp")) {
            Files.createDirectories(chroot.path(directory));
        }
        chroot.directory("home/" + USER, ANN);
    }

    private static final String CONFIGURATION = """
            base_dir = /run/dovecot/
            state_dir = /var/lib/dovecot
            protocols = lmtp submission
            listen = 127.0.0.1
            hostname = dovecot.example
            log_path = /tmp/log
            auth_verbose = yes
            mail_location = maildir:~/Maildir
            auth_username_format = %%Ln
            auth_mechanisms = plain login cram-md5 scram-sha-1 scram-sha-256
            ssl = required
            ssl_cert = </etc/certificate.pem
            ssl_key = </etc/key.pem
            passdb {
              driver = passwd-file
              args = username_format=%%n /etc/dovecot/users
            }
            userdb {
              driver = passwd-file
              args = username_format=%%n /etc/dovecot/users
            }
            service lmtp {
              inet_listener lmtp {
                port = %1$d
              }
            }
            service submission-login {
              inet_listener submission {
                port = %2$d
              }
            }
            submission_relay_host = 127.0.0.1
            submission_relay_port = %3$d
            """;

    /** The settings of a sender that hands mail over by LMTP. */
    Settings lmtpSettings() {
        return Settings.of(
                "",
                Map.of(
                        "hostName", "desk.example",
                        "relayHost", "127.0.0.1",
                        "relayPort", Integer.toString(LMTP),
                        "relayProtocol", "lmtp",
                        "relayTls", "off",
                        "retryFirst", "1s"));
    }

    /** The settings of a sender that submits, and logs in by {@code mechanism}. */
    Settings submissionSettings(String mechanism) {
        Map<String, String> properties = new HashMap<>(Map.of(
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
        properties.put("relayMechanisms", mechanism);
        return Settings.of("", properties);
    }

    /** The mails in the mailbox. */
    List<String> mailbox() throws IOException {
        return chroot.maildir("home/" + USER + "/Maildir");
    }

    /** What it has logged. */
    String log() throws IOException {
        return Files.readString(chroot.path("tmp/log"), StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        Path kept = Path.of(System.getProperty("it.directory", "target/it"), "dovecot.log");
        Files.copy(chroot.path("tmp/log"), kept, StandardCopyOption.REPLACE_EXISTING);
        chroot.close();
    }
}
