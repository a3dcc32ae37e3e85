package io.github.smtpra.engine.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.smtpra.engine.policy.StsPolicy.Mode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StsPolicyTest {
    // CLI-063
    @Test
    void a_policy_is_read_line_by_line() {
        StsPolicy policy = StsPolicy.parse("""
                version: STSv1\r
                mode: enforce\r
                mx: Mail.y.test\r
                mx: *.y.test\r
                max_age: 86400\r
                unknown: thing\r
                mode: none\r
                """);

        assertThat(policy)
                .isEqualTo(new StsPolicy(Mode.ENFORCE, List.of("mail.y.test", "*.y.test"), Duration.ofDays(1)));
    }

    // CLI-063
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "version: STSv2\nmode: enforce\nmx: a.test\nmax_age: 1",
                "mode: enforce\nmx: a.test\nmax_age: 1",
                "version: STSv1\nmode: strict\nmx: a.test\nmax_age: 1",
                "version: STSv1\nmode: enforce\nmax_age: 1",
                "version: STSv1\nmode: enforce\nmx: a.test",
                "version: STSv1\nmode: enforce\nmx: a.test\nmax_age: soon",
                "<html>version: STSv1</html>"
            })
    void what_is_no_policy_is_refused(String text) {
        assertThatThrownBy(() -> StsPolicy.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    // CLI-064
    @ParameterizedTest
    @CsvSource({
        "mx.y.test,mx.y.test,true",
        "mx.y.test,MX.Y.TEST,true",
        "*.y.test,mx.y.test,true",
        "*.y.test,y.test,false",
        "*.y.test,a.b.y.test,false",
        "mx.*.test,mx.y.test,false",
        "*y.test,my.test,false",
        "*.y.test,.y.test,false"
    })
    void a_star_stands_for_one_label(String pattern, String host, boolean named) {
        assertThat(new StsPolicy(Mode.ENFORCE, List.of(pattern), Duration.ofDays(1)).names(host))
                .isEqualTo(named);
    }

    // CLI-063
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "v=STSv1; id=20260101T000000;|20260101T000000",
                "v=STSv1;id=a1|a1",
                "v=STSv1; other=x; id=a1; more=y;|a1",
                "v=STSv1|",
                "v=STSv1; id=;|",
                "v=STSv1; id=not_alphanumeric;|",
                "v=STSv10; id=a1;|",
                "v=spf1 -all|"
            })
    void a_record_has_an_id(String text, String id) {
        assertThat(StsRecord.id(List.of(text)).orElse(null)).isEqualTo(id);
    }

    // CLI-063
    @Test
    void two_records_are_none() {
        assertThat(StsRecord.id(List.of("v=STSv1; id=a;", "v=STSv1; id=b;"))).isEmpty();
        assertThat(StsRecord.id(List.of("v=spf1 -all", "v=STSv1; id=b;"))).contains("b");
    }
}
