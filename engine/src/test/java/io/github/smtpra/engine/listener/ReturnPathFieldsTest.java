package io.github.smtpra.engine.listener;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReturnPathFieldsTest {
    // SRV-134
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Return-Path: <a@b>~Subject: x~~Return-Path: body~ | Subject: x~~Return-Path: body~
            A: b~RETURN-PATH:~ <folded@b>~C: d~~              | A: b~C: d~~
            Return-Path: 1~Return-Path: 2~~text~              | ~text~
            X-Return-Path: a~Return-Paths: b~~                | X-Return-Path: a~Return-Paths: b~~
            ~Return-Path: body~                               | ~Return-Path: body~
            Return-Path: cut off                              | Return-Path: cut off
            Return-Path: perhaps folded~                      | Return-Path: perhaps folded~
            no line end                                       | no line end
            """)
    void only_those_of_the_header_go(String before, String after) {
        byte[] octets = before.replace("~", "\r\n").getBytes(StandardCharsets.US_ASCII);

        int length = ReturnPathFields.removeFrom(octets, octets.length);

        assertThat(new String(octets, 0, length, StandardCharsets.US_ASCII)).isEqualTo(after.replace("~", "\r\n"));
    }

    @ParameterizedTest
    @CsvSource({"''", "'\n'", "'\r'", "'a\r'", "'\rReturn-Path: x\n'", "'a\nReturn-Path: b\n\n'"})
    void octets_that_are_no_mail_do_no_harm(String octets) {
        byte[] all = octets.getBytes(StandardCharsets.US_ASCII);

        assertThat(ReturnPathFields.removeFrom(all, all.length)).isBetween(0, all.length);
    }
}
