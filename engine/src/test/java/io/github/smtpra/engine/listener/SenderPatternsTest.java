package io.github.smtpra.engine.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.smtpra.api.smtp.Mailbox;
import io.github.smtpra.engine.settings.InvalidSettingException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SenderPatternsTest {
    private static SenderPatterns patterns(String texts) {
        return SenderPatterns.parse(
                Arrays.stream(texts.split(" ", -1))
                        .filter(text -> !text.isEmpty())
                        .toList(),
                "mail.example");
    }

    // SRV-243
    @ParameterizedTest
    @CsvSource({
        "'', ann@x.example, ann@x.example, true",
        "'', ann@x.example, Ann@X.example, true",
        "'', ann@x.example, ann+list@x.example, true",
        "'', ann@x.example, bob@x.example, false",
        "'', ann@x.example, ann@y.example, false",
        "'', ann, ann@mail.example, true",
        "'', ann, ann@y.example, false",
        "'', *@x.example, bob@x.example, false",
        "'', a b, ann@x.example, false",
        "any, ann, bob@y.example, true",
        "own, ann, bob@y.example, false",
        "own ann=bob@y.example, ann, bob@y.example, true",
        "own ann=bob@y.example, ann, ann@mail.example, true",
        "ann=bob@y.example, ann, ann@mail.example, false",
        "ann=bob@y.example, eve, bob@y.example, false",
        "app=*@y.example, app, x@y.example, true",
        "app=*@y.example, app, x@z.example, false",
        "*=info@y.example, ann, info@y.example, true",
        "app=*, app, x@z.example, true",
        "a=b=c@y.example, a=b, c@y.example, true"
    })
    void a_user_may_be_whom_the_setting_says(String texts, String user, String sender, boolean allowed) {
        assertThat(patterns(texts).allow(user, Mailbox.parse(sender))).isEqualTo(allowed);
    }

    // SRV-271
    @Test
    void domains_compare_as_the_dns_knows_them() {
        assertThat(patterns("own").allow("ann@grün.example", Mailbox.parse("ann@xn--grn-ioa.example")))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"others", "ann", "=x@y.example", "ann=", "ann=x", "ann=x@", "ann=@y"})
    void what_is_none_is_named(String text) {
        assertThatThrownBy(() -> SenderPatterns.parse(List.of(text), "mail.example"))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("senders")
                .hasMessageContaining(text);
    }
}
