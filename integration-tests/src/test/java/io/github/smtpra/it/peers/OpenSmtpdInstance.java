package io.github.smtpra.it.peers;

import io.github.smtpra.engine.settings.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * An OpenSMTPD: it has no PIPELINING, and so speaks in turns. In the clear, and so without authentication: the one of
 * Debian 12 (6.8.0p2) ends every handshake with an internal error.
 */
final class OpenSmtpdInstance implements OtherServer {
    private static final int OPEN = 13581;
    private static final int ANN = 4003;

    private final Chroot chroot;

    private OpenSmtpdInstance(Chroot chroot) {
        this.chroot = chroot;
    }

    /** Starts one that passes mail for {@code us.example} to {@code ourPort}. */
    static OpenSmtpdInstance start(int ourPort) throws Exception {
        Chroot chroot = Chroot.unpack(List.of("opensmtpd"), List.of("opensmtpd", "opensmtpq", "ann"));
        try {
            prepare(chroot);
            chroot.write("etc/smtpd.conf", CONFIGURATION.formatted(OPEN, ourPort));
            chroot.start(chroot.path("tmp/log"), "/usr/sbin/smtpd", "-d", "-f", "/etc/smtpd.conf");
            OpenSmtpdInstance instance = new OpenSmtpdInstance(chroot);
            Await.until("OpenSMTPD", Duration.ofSeconds(20), () -> Chroot.answers(OPEN));
            return instance;
        } catch (Exception | AssertionError e) {
            chroot.close();
            throw e;
        }
    }

    private static void prepare(Chroot chroot) throws IOException {
        chroot.bring("usr/sbin/smtpd", "usr/sbin/smtpctl", "usr/libexec/opensmtpd/mail.maildir");
        chroot.bring("bin/sh");
        for (String directory : List.of("etc/mail", "run", "var/run", "tmp", "root")) {
            Files.createDirectories(chroot.path(directory));
        }
        chroot.directory("home/ann", ANN);
        Files.createDirectories(chroot.path("var/lib/opensmtpd/empty"));
        Path spool = Files.createDirectories(chroot.path("var/spool/smtpd"));
        Files.setPosixFilePermissions(spool, PosixFilePermissions.fromString("rwx--x--x"));
        chroot.write("etc/mailname", "opensmtpd.example\n");
        chroot.write("etc/ssl/certs/ca-certificates.crt", "");
    }

    private static final String CONFIGURATION = """
            listen on 127.0.0.1 port %1$d hostname opensmtpd.example
            action "mailbox" maildir "/home/ann/Maildir" user ann
            action "us" relay host "smtp+notls://127.0.0.1:%2$d"
            match from any for domain "mailbox.example" rcpt-to { "ann@mailbox.example" } action "mailbox"
            match from any for domain "us.example" action "us"
            """;

    @Override
    public Settings relaySettings() {
        return Settings.of(
                "",
                Map.of(
                        "hostName", "desk.example",
                        "relayHost", "127.0.0.1",
                        "relayPort", Integer.toString(OPEN),
                        "relayTls", "off",
                        "retryFirst", "1s"));
    }

    @Override
    public int openPort() {
        return OPEN;
    }

    @Override
    public List<String> mailbox() throws IOException {
        return chroot.maildir("home/ann/Maildir");
    }

    @Override
    public String log() throws IOException {
        return Files.readString(chroot.path("tmp/log"), StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        Path kept = Path.of(System.getProperty("it.directory", "target/it"), "opensmtpd.log");
        Files.copy(chroot.path("tmp/log"), kept, StandardCopyOption.REPLACE_EXISTING);
        chroot.close();
    }
}
