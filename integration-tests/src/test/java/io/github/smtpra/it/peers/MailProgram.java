package io.github.smtpra.it.peers;

import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** Mail programs that people use, and how they are told to send a file. */
enum MailProgram {
    CURL("curl") {
        @Override
        void send(Order order, Path directory) throws Exception {
            Path file = Files.write(directory.resolve("mail"), order.content().octets());
            List<String> arguments = new ArrayList<>(List.of("--silent", "--show-error", "--insecure"));
            if (order.tls() == Tls.STARTTLS) {
                arguments.add("--ssl-reqd");
            }
            arguments.add((order.tls() == Tls.IMPLICIT ? "smtps" : "smtp") + "://127.0.0.1:" + order.port());
            arguments.addAll(List.of("--mail-from", order.from(), "--mail-rcpt", order.to()));
            arguments.addAll(List.of("--upload-file", file.toString()));
            program().run(Path.of("/dev/null"), arguments);
        }
    },

    SWAKS("swaks") {
        /** It edits what it sends; told not to, it wants it as it goes over the wire, without the last line's end. */
        @Override
        void send(Order order, Path directory) throws Exception {
            Path file = Files.write(directory.resolve("mail"), order.content().wireOctets());
            List<String> arguments = new ArrayList<>(List.of("--server", "127.0.0.1", "--port", order.port() + ""));
            switch (order.tls()) {
                case STARTTLS -> arguments.add("--tls");
                case IMPLICIT -> arguments.add("--tls-on-connect");
                default -> {}
            }
            arguments.addAll(List.of("--from", order.from(), "--to", order.to(), "--data", "@" + file));
            arguments.add("--no-data-fixup");
            program().run(Path.of("/dev/null"), arguments);
        }
    },

    MSMTP("msmtp") {
        @Override
        void send(Order order, Path directory) throws Exception {
            Path file = Files.write(directory.resolve("mail"), order.content().unixOctets());
            List<String> arguments = new ArrayList<>(List.of("--file=/dev/null", "--host=127.0.0.1"));
            arguments.add("--port=" + order.port());
            arguments.add("--tls=" + (order.tls() == Tls.OFF ? "off" : "on"));
            arguments.add("--tls-starttls=" + (order.tls() == Tls.STARTTLS ? "on" : "off"));
            arguments.addAll(List.of("--tls-certcheck=off", "--from=" + order.from(), order.to()));
            program().run(file, arguments);
        }
    },

    /** Python's smtplib. */
    SMTPLIB("python3") {
        @Override
        void send(Order order, Path directory) throws Exception {
            Path file = Files.write(directory.resolve("mail"), order.content().octets());
            Path script = Files.writeString(directory.resolve("send.py"), SCRIPT);
            String tls = order.tls().name();
            program().run(script.toString(), order.port() + "", tls, order.from(), order.to(), file.toString());
        }

        private static final String SCRIPT = """
                import smtplib, ssl, sys
                port, tls, sender, recipient, file = sys.argv[1:]
                context = ssl.create_default_context()
                context.check_hostname = False
                context.verify_mode = ssl.CERT_NONE
                if tls == "IMPLICIT":
                    client = smtplib.SMTP_SSL("127.0.0.1", int(port), context=context)
                else:
                    client = smtplib.SMTP("127.0.0.1", int(port))
                if tls == "STARTTLS":
                    client.starttls(context=context)
                client.sendmail(sender, [recipient], open(file, "rb").read(), mail_options=["BODY=8BITMIME"])
                client.quit()
                """;
    },

    /** What Node's programs send with. */
    NODEMAILER("node") {
        @Override
        void send(Order order, Path directory) throws Exception {
            Path file = Files.write(directory.resolve("mail"), order.content().octets());
            Path script = Files.writeString(directory.resolve("send.js"), SCRIPT);
            String modules = NodeModules.with("nodemailer@7.0.10").toString();
            String tls = order.tls().name();
            program()
                    .run(script.toString(), modules, order.port() + "", tls, order.from(), order.to(), file.toString());
        }

        private static final String SCRIPT = """
                const [modules, port, tls, from, to, file] = process.argv.slice(2);
                const transport = require(modules + "/nodemailer").createTransport({
                  host: "127.0.0.1", port: Number(port), secure: tls === "IMPLICIT",
                  requireTLS: tls === "STARTTLS", ignoreTLS: tls === "OFF", tls: { rejectUnauthorized: false } });
                const mail = { envelope: { from, to: [to], use8BitMime: true }, raw: require("fs").readFileSync(file) };
                transport.sendMail(mail).catch((e) => { console.error(e); process.exit(1); });
                """;
    },

    /** Jakarta Mail's own transport, in this process. */
    ANGUS("java") {
        @Override
        Program program() {
            return Program.ofJava("java");
        }

        @Override
        void send(Order order, Path directory) throws Exception {
            Properties properties = new Properties();
            String protocol = order.tls() == Tls.IMPLICIT ? "smtps" : "smtp";
            properties.setProperty("mail." + protocol + ".ssl.trust", "*");
            properties.setProperty("mail." + protocol + ".ssl.checkserveridentity", "false");
            properties.setProperty("mail." + protocol + ".allow8bitmime", "true");
            properties.setProperty("mail.smtp.starttls.required", order.tls() == Tls.STARTTLS ? "true" : "false");
            properties.setProperty("mail." + protocol + ".from", order.from());
            Session session = Session.getInstance(properties);
            MimeMessage message = new MimeMessage(
                    session, new ByteArrayInputStream(order.content().octets()));
            try (Transport transport = session.getTransport(protocol)) {
                transport.connect("127.0.0.1", order.port(), null, null);
                transport.sendMessage(message, InternetAddress.parse(order.to()));
            }
        }
    };

    /** How the connection is secured. */
    enum Tls {
        OFF("off"),
        STARTTLS("required"),
        IMPLICIT("implicit");

        private final String setting;

        Tls(String setting) {
            this.setting = setting;
        }

        /** The listener's setting that fits. */
        String setting() {
            return setting;
        }
    }

    /** What is to be sent, and where to. */
    record Order(int port, Tls tls, String from, String to, AwkwardContent content) {}

    private final String command;

    MailProgram(String command) {
        this.command = command;
    }

    /** The program; the test ends here if it is missing. */
    Program program() {
        return Program.require(command, command);
    }

    /**
     * Sends.
     *
     * @param directory for files that the program needs
     */
    abstract void send(Order order, Path directory) throws Exception;
}
