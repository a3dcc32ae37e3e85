package io.github.smtpra.it.peers;

import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.util.Properties;

/**
 * Jakarta Mail's own transport, in this process, which logs in by one mechanism under STARTTLS.
 *
 * @param port of the listener, on this host
 * @param mechanism the only one that it may use
 */
record AngusMail(int port, String mechanism) {
    void send(String user, String secret, String from, String to) throws Exception {
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.ssl.trust", "*");
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "false");
        properties.setProperty("mail.smtp.starttls.required", "true");
        properties.setProperty("mail.smtp.auth", "true");
        properties.setProperty("mail.smtp.auth.mechanisms", mechanism);
        properties.setProperty("mail.smtp.from", from);
        Session session = Session.getInstance(properties);
        MimeMessage message = new MimeMessage(session);
        message.setFrom(from);
        message.setSubject("hello");
        message.setText("text");
        try (Transport transport = session.getTransport("smtp")) {
            transport.connect("127.0.0.1", port, user, secret);
            transport.sendMessage(message, InternetAddress.parse(to));
        }
    }
}
