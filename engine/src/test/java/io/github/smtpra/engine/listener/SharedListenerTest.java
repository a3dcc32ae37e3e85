package io.github.smtpra.engine.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.smtpra.engine.settings.InvalidSettingException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Subscriptions on the same address. */
class SharedListenerTest {
    @TempDir
    Path directory;

    @Test
    void a_subscription_with_other_settings_is_refused_by_the_name_of_the_setting() throws IOException {
        try (PostOffice office = new PostOffice(directory)) {
            Subscription desk = office.subscribe("desk", "desk@example.com", new Desk());

            assertThatThrownBy(() -> office.attach(desk, "hostName", "other.example"))
                    .isInstanceOf(InvalidSettingException.class)
                    .hasMessageContaining("property hostName ")
                    .hasMessageContaining("127.0.0.1:0");
            assertThatThrownBy(() -> office.attach(desk, "maxSize", "1m"))
                    .isInstanceOf(InvalidSettingException.class)
                    .hasMessageContaining("maxSize")
                    .hasMessageNotContaining("maxRecipients");
        }
    }

    @Test
    void a_busy_port_is_named() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                PostOffice office = new PostOffice(directory, "port", "" + taken.getLocalPort())) {
            assertThatThrownBy(() -> office.subscribe("desk", "desk@example.com", new Desk()))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("127.0.0.1:" + taken.getLocalPort());
        }
    }

    @Test
    void an_address_that_is_not_ours_is_named() throws IOException {
        try (PostOffice office = new PostOffice(directory, "address", "192.0.2.1", "port", "2525")) {
            assertThatThrownBy(() -> office.subscribe("desk", "desk@example.com", new Desk()))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("192.0.2.1:2525");
        }
    }

    @Test
    void the_port_is_open_as_long_as_one_subscription_is_there() throws IOException {
        try (PostOffice office = new PostOffice(directory)) {
            Subscription desk = office.subscribe("desk", "desk@example.com", new Desk());
            int port = office.port();
            Subscription sales = office.subscribe("sales", "sales@example.com", new Desk());
            assertThat(office.port()).isEqualTo(port);

            office.unsubscribe(desk);
            try (SmtpClient client = office.connect()) {
                assertThat(client.hear()).isEqualTo("220 mx.example ESMTP ready");
            }
            office.unsubscribe(sales);
            new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close();
        }
    }
}
