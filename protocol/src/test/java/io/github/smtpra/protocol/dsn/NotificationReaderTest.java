package io.github.smtpra.protocol.dsn;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpra.api.smtp.EnhancedStatusCode;
import io.github.smtpra.protocol.dsn.Notification.Action;
import io.github.smtpra.protocol.dsn.Notification.Fate;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NotificationReaderTest {
    private static final String STATUS = """
            Reporting-MTA: dns; mx.example.net
            Original-Envelope-Id: 0token

            Original-Recipient: rfc822; info@example.org
            Final-Recipient: RFC822;ann@example.org
            Action: failed
            Status: 5.1.1 (no such mailbox)
            Remote-MTA: dns; in.example.org
            Diagnostic-Code: smtp; 550 5.1.1
              nobody here

            Final-Recipient: rfc822; bob@example.org
            Action: Delayed
            """;

    private static String message(String status) {
        return """
                From: MAILER-DAEMON@example.net
                Content-Type: multipart/report; report-type=delivery-status;
                \tboundary="=_b;1"
                Subject: Undelivered

                Not for programs.
                --=_b;1
                Content-Type: text/plain

                Sorry.

                --=_b;1
                Content-Type: message/delivery-status

                """ + status + """

                --=_b;1
                Content-Type: text/rfc822-headers

                Subject: hello

                --=_b;1--
                """;
    }

    private static Optional<Notification> read(String message) {
        byte[] octets = message.replace("\n", "\r\n").getBytes(UTF_8);
        NotificationReader reader = new NotificationReader();
        reader.take(octets, octets.length);
        return reader.finish();
    }

    // (DSN-001, DSN-003, DSN-004)
    @Test
    void aNotificationSaysWhatHasBecomeOfWhom() {
        Notification notification = read(message(STATUS)).orElseThrow();

        assertThat(notification.envelopeId()).contains("0token");
        assertThat(notification.reportingMta()).isEqualTo("mx.example.net");
        assertThat(notification.fates())
                .containsExactly(
                        new Fate(
                                "info@example.org",
                                Action.FAILED,
                                new EnhancedStatusCode(5, 1, 1),
                                "in.example.org",
                                "550 5.1.1  nobody here"),
                        new Fate("bob@example.org", Action.DELAYED, new EnhancedStatusCode(4, 0, 0), "", ""));
    }

    @Test
    void itIsReadHoweverItComes() {
        byte[] octets = message(STATUS).replace("\n", "\r\n").getBytes(UTF_8);
        Optional<Notification> whole = read(message(STATUS));
        NotificationReader reader = new NotificationReader();
        for (byte octet : octets) {
            reader.take(new byte[] {octet}, 1);
        }

        assertThat(reader.finish()).isEqualTo(whole);
    }

    // (DSN-010)
    @Test
    void aGlobalOneMayBeEncoded() {
        String status = """
                Reporting-MTA: dns; mx.example

                Final-Recipient: utf-8; gr\u00fcn@example.org
                Action: failed
                Status: 5.6.7
                """;
        String plain = message(status).replace("message/delivery-status", "message/global-delivery-status");
        String base64 = message("%%")
                .replace(
                        "message/delivery-status\n",
                        "message/global-delivery-status\nContent-Transfer-Encoding: base64\n")
                .replace("%%", Base64.getMimeEncoder().encodeToString(status.getBytes(UTF_8)));
        String quoted = message(status.replace("\u00fc", "=C3=\n=BC"))
                .replace(
                        "message/delivery-status\n",
                        "message/global-delivery-status\nContent-Transfer-Encoding: Quoted-Printable\n");

        for (String each : new String[] {plain, base64.replace("\r\n", "\n"), quoted}) {
            assertThat(read(each).orElseThrow().fates().get(0).address()).isEqualTo("gr\u00fcn@example.org");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "rfc822; a@example.org,a@example.org",
        "utf-8; gr\\x{FC}n@example.org,gr\u00fcn@example.org",
        "utf-8; \\x{D800}\\x{110000}@example.org,??@example.org",
        "x400; /c=us/,/c=us/",
        "a@example.org,a@example.org"
    })
    void anAddressStandsBehindItsType(String field, String address) {
        String status = "Reporting-MTA: dns; x\n\nFinal-Recipient: " + field + "\nAction: failed\nStatus: 5.0.0\n";

        assertThat(read(message(status)).orElseThrow().fates().get(0).address()).isEqualTo(address);
    }

    @ParameterizedTest
    @CsvSource({"5.1.1,5.1.1", "5.0.0 (bad),5.0.0", "3.1.1,5.0.0", "five,5.0.0", "'',5.0.0", "5.1.99999,5.0.0"})
    void aStatusThatIsNoneIsThatOfTheAction(String field, String status) {
        String text = "Reporting-MTA: dns; x\n\nFinal-Recipient: rfc822; a@b.example\nAction: failed\nStatus: " + field;

        assertThat(read(message(text)).orElseThrow().fates().get(0).status()).hasToString(status);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Reporting-MTA: dns; x\n",
                "Reporting-MTA: dns; x\n\nFinal-Recipient: rfc822; a@b.example\nAction: bounced\n",
                "Reporting-MTA: dns; x\n\nFinal-Recipient: rfc822;\nAction: failed\n",
                "Reporting-MTA: dns; x\n\nAction: failed\n"
            })
    void whatNamesNobodyIsNoNotification(String status) {
        assertThat(read(message(status))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "multipart/report; boundary=b",
                "multipart/report; report-type=disposition-notification; boundary=b",
                "multipart/mixed; report-type=delivery-status; boundary=b",
                "multipart/report; report-type=delivery-status",
                "multipart/report; report-type=delivery-status; boundary=\"\""
            })
    void whatIsNoReportIsNoNotification(String type) {
        String body = "\n--b\nContent-Type: message/delivery-status\n\n" + STATUS + "\n--b--\n";

        assertThat(read("Content-Type: " + type + "\n" + body)).isEmpty();
        assertThat(read("Subject: x\n" + body)).isEmpty();
        assertThat(read("")).isEmpty();
    }

    @Test
    void whatIsGivenBackIsNotTakenForTheStatus() {
        String forged = STATUS.replace("ann@example.org", "victim@example.org");
        String message = message(STATUS).replace("Subject: hello", "Subject: hello\n\n--x\n\n" + forged);

        assertThat(read(message)).isEqualTo(read(message(STATUS)));
    }

    @Test
    void whatEndsTooSoonSaysWhatHasCome() {
        String message = message(STATUS);
        String cut = message.substring(0, message.indexOf("Remote-MTA"));

        assertThat(read(cut).orElseThrow().fates()).hasSize(1);
    }

    @Test
    void hostileOnesCostNoMoreThanTheirBound() {
        byte[] line = ("X: " + "y".repeat(1 << 16)).getBytes(UTF_8);
        NotificationReader endless = new NotificationReader();
        for (int i = 0; i < 1000; i++) {
            endless.take(line, line.length);
        }
        assertThat(endless.finish()).isEmpty();

        String many = "Reporting-MTA: dns; x\n"
                + "\nFinal-Recipient: rfc822; a@b.example\nAction: failed\nDiagnostic-Code: smtp; \u0007\u001b[31m\n"
                        .repeat(5000);
        Notification notification = read(message(many)).orElseThrow();
        assertThat(notification.fates()).hasSize(1000);
        assertThat(notification.fates().get(0).diagnosis()).isEqualTo("[31m");

        String wide = "Reporting-MTA: dns; " + "x".repeat(100_000)
                + "\n\nFinal-Recipient: rfc822; a@b.example\nAction: failed\n";
        assertThat(read(message(wide)).orElseThrow().reportingMta()).hasSize(1000);
    }
}
