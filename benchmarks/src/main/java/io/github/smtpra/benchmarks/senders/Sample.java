package io.github.smtpra.benchmarks.senders;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/** The mail that everybody sends: 1 KiB with its header. */
final class Sample {
    static final String SENDER = "source@client.example";
    static final String RECIPIENT = "sink@sink.example";
    static final String SUBJECT = "load";
    static final String TEXT = ("X".repeat(78) + "\r\n").repeat(10);

    private Sample() {}

    /** As octets. */
    static byte[] octets() {
        String header = "From: <" + SENDER + ">\r\nTo: <" + RECIPIENT + ">\r\nSubject: " + SUBJECT
                + "\r\nDate: Mon, 23 Nov 2026 10:00:00 +0000\r\nMessage-ID: <load@client.example>\r\n\r\n";
        return (header + TEXT).getBytes(StandardCharsets.US_ASCII);
    }

    /** As an application makes one. */
    static MimeMessage message(Session session) throws MessagingException {
        MimeMessage message = new MimeMessage(session);
        message.setFrom(new InternetAddress(SENDER));
        message.setRecipient(MimeMessage.RecipientType.TO, new InternetAddress(RECIPIENT));
        message.setSubject(SUBJECT);
        message.setText(TEXT);
        return message;
    }

    /** A session with a server on this machine. */
    static Session session(int port) {
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.host", "127.0.0.1");
        properties.setProperty("mail.smtp.port", Integer.toString(port));
        properties.setProperty("mail.smtp.localhost", "client.example");
        return Session.getInstance(properties);
    }
}
