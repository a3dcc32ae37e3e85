package io.github.smtpra.protocol.dsn;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Whatever comes back (DSN-001): a notification without controls in it, or none; the same however it is cut. */
class NotificationFuzzTest {
    private static final String HEAD =
            "Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n--b\r\n";

    @FuzzTest
    void notifications(byte[] octets) {
        check(octets);
        byte[] head = HEAD.getBytes(UTF_8);
        byte[] report = new byte[head.length + octets.length];
        System.arraycopy(head, 0, report, 0, head.length);
        System.arraycopy(octets, 0, report, head.length, octets.length);
        check(report);
    }

    private static void check(byte[] octets) {
        NotificationReader whole = new NotificationReader();
        whole.take(octets, octets.length);
        NotificationReader pieces = new NotificationReader();
        for (byte octet : octets) {
            pieces.take(new byte[] {octet}, 1);
        }
        var found = whole.finish();

        assertThat(pieces.finish()).isEqualTo(found);
        found.ifPresent(notification -> assertThat(notification.fates()).allSatisfy(fate -> {
            assertThat(fate.address()).isNotEmpty().doesNotContain("\n", "\r", "\0");
            assertThat(fate.diagnosis()).doesNotContain("\n", "\r", "\0");
        }));
    }
}
