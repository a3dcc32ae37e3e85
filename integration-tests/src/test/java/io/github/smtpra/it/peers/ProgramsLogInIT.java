package io.github.smtpra.it.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mail programs that people use log in to our listener, which takes mail from nobody else. */
class ProgramsLogInIT extends LogInFixture {
    /** The user {@code ann} with the password {@code pencil}, of the example of RFC 7677 §3 and in the other forms. */
    private static final List<String> USERS = List.of(
            "ann:{SCRAM-SHA-256}4096$W22ZaJ0SNY7soEsUEjb6gQ==$WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY="
                    + "$wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=",
            "ann:{SCRAM-SHA-1}10000$LR82a+mVMOt9jqLl4pnmcg==$CQHbQsUBhbs1M0vgiko3E7ALgww=$Ie+Ju7b4PoubUIg5pkgn7zRKhIQ=",
            "ann:{PLAIN}pencil");

    private static final String ALL =
            "SCRAM-SHA-256-PLUS SCRAM-SHA-256 SCRAM-SHA-1-PLUS SCRAM-SHA-1 CRAM-MD5 PLAIN LOGIN";

    @Override
    Map<String, String> users() throws IOException {
        Path users = Files.write(directory.resolve("users"), USERS);
        return Map.of("usersFile", users.toString(), "mechanisms", ALL);
    }

    // SRV-210, SRV-221, SRV-225
    @ParameterizedTest
    @CsvSource({"PLAIN", "LOGIN", "CRAM-MD5"})
    void curl(String mechanism) throws Exception {
        Program curl = Program.require("curl", "curl");
        arrives(() -> curl.run(
                "--silent",
                "--show-error",
                "--insecure",
                "--ssl-reqd",
                "smtp://127.0.0.1:" + PORT,
                "--user",
                "ann:pencil",
                "--login-options",
                "AUTH=" + mechanism,
                "--mail-from",
                FROM,
                "--mail-rcpt",
                TO,
                "--upload-file",
                mail().toString()));
    }

    // SRV-210, SRV-221
    @ParameterizedTest
    @CsvSource({"PLAIN", "LOGIN"})
    void swaks(String mechanism) throws Exception {
        Program swaks = Program.require("swaks", "swaks");
        arrives(() -> swaks.run(
                "--server",
                "127.0.0.1:" + PORT,
                "--tls",
                "--auth",
                mechanism,
                "--auth-user",
                "ann",
                "--auth-password",
                "pencil",
                "--from",
                FROM,
                "--to",
                TO));
    }

    // SRV-210, SRV-221, SRV-222, SRV-225: its SCRAM is that of GNU SASL.
    @ParameterizedTest
    @CsvSource({"plain", "login", "scram-sha-256", "scram-sha-1", "cram-md5"})
    void msmtp(String mechanism) throws Exception {
        Program msmtp = Program.require("msmtp", "msmtp");
        arrives(() -> msmtp.run(
                mail(),
                List.of(
                        "--file=/dev/null",
                        "--host=127.0.0.1",
                        "--port=" + PORT,
                        "--tls=on",
                        "--tls-starttls=on",
                        "--tls-certcheck=off",
                        "--auth=" + mechanism,
                        "--user=ann",
                        "--passwordeval=echo pencil",
                        "--from=" + FROM,
                        TO)));
    }

    // SRV-210, SRV-221, SRV-225
    @ParameterizedTest
    @CsvSource({"plain", "login", "cram_md5"})
    void smtplib_of_python(String mechanism) throws Exception {
        Program python = Program.require("python3", "python3");
        String script = """
                import smtplib, sys
                s = smtplib.SMTP('127.0.0.1', int(sys.argv[1]))
                s.starttls()
                s.ehlo()
                s.user, s.password = 'ann', 'pencil'
                s.auth(sys.argv[2].upper().replace('_', '-'), getattr(s, 'auth_' + sys.argv[2]))
                s.sendmail('ann@mailbox.example', ['bob@mailbox.example'], 'Subject: hello\\r\\n\\r\\ntext\\r\\n')
                s.quit()
                """;
        arrives(() -> python.run("-c", script, PORT + "", mechanism));
    }

    // SRV-210, SRV-221, SRV-225
    @ParameterizedTest
    @CsvSource({"PLAIN", "LOGIN", "CRAM-MD5"})
    void nodemailer(String mechanism) throws Exception {
        Program node = Program.require("node", "nodejs");
        Path script = Files.writeString(directory.resolve("send.js"), """
                const [modules, port, authMethod, from, to] = process.argv.slice(2);
                const transport = require(modules + "/nodemailer").createTransport({
                  host: "127.0.0.1", port: Number(port), requireTLS: true, tls: { rejectUnauthorized: false },
                  authMethod, auth: { user: "ann", pass: "pencil" } });
                transport.sendMail({ from, to, subject: "hello", text: "text" })
                  .catch((e) => { console.error(e); process.exit(1); });
                """);
        String modules = NodeModules.with("nodemailer@7.0.10").toString();
        arrives(() -> node.run(script.toString(), modules, PORT + "", mechanism, FROM, TO));
    }

    // SRV-210, SRV-221
    @ParameterizedTest
    @CsvSource({"PLAIN", "LOGIN"})
    void angus(String mechanism) throws Exception {
        arrives(() -> new AngusMail(PORT, mechanism).send("ann", "pencil", FROM, TO));
    }
}
