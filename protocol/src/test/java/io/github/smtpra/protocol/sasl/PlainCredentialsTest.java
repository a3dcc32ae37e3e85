package io.github.smtpra.protocol.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import org.junit.jupiter.api.Test;

class PlainCredentialsTest {
    @Test
    void name_and_password_stand_between_nuls() {
        String response = new PlainCredentials("tim", "tanstaaftanstaaf").response();

        assertThat(new String(Base64.getDecoder().decode(response), UTF_8)).isEqualTo("\0tim\0tanstaaftanstaaf");
    }

    @Test
    void the_password_is_never_shown() {
        assertThat(new PlainCredentials("tim", "secret")).hasToString("PLAIN tim");
    }

    @Test
    void what_would_shift_the_fields_is_refused() {
        assertThatThrownBy(() -> new PlainCredentials("tim\0x", "secret"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> new PlainCredentials("tim", "")).isInstanceOf(IllegalArgumentException.class);
    }
}
