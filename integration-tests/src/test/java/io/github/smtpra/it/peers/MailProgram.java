package io.github.smtpra.it.peers;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

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
    final Program program() {
        return Program.require(command, command);
    }

    /**
     * Sends.
     *
     * @param directory for files that the program needs
     */
    abstract void send(Order order, Path directory) throws Exception;
}
