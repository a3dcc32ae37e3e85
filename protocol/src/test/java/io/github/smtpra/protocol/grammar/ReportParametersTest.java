package io.github.smtpra.protocol.grammar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.smtpra.api.smtp.Notify;
import io.github.smtpra.api.smtp.OriginalRecipient;
import io.github.smtpra.api.smtp.ReportOptions;
import io.github.smtpra.api.smtp.ReturnContent;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 3461 §4.1 to §4.4; what is refused, {@code dsn.smtp} has. */
class ReportParametersTest {
    // SRV-260, SRV-261
    @ParameterizedTest
    @CsvSource({"FULL,FULL", "full,FULL", "Hdrs,HDRS"})
    void ret(String value, ReturnContent expected) throws SyntaxException {
        assertThat(ReportParameters.ret(value)).isEqualTo(expected);
    }

    // SRV-262, SRV-263
    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "never NEVER",
                "Success SUCCESS",
                "DELAY,success SUCCESS,DELAY",
                "FAILURE,FAILURE FAILURE",
                "delay,failure,success SUCCESS,FAILURE,DELAY"
            })
    void notifyValue(String value, String expected) throws SyntaxException {
        assertThat(ReportParameters.notifyValue(value)).hasToString(expected);
        assertThat(ReportParameters.notifyValue(value)).isEqualTo(Notify.parse(expected));
    }

    // SRV-265, and what Postfix makes of it
    @Test
    void octetsOfUtf8AsXtextAreAnAddressInUtf8WhateverTheTypeSays() throws SyntaxException {
        assertThat(ReportParameters.orcpt("rfc822;j+C3+B6rg@x.example"))
                .isEqualTo(new OriginalRecipient("utf-8", "j\u00f6rg@x.example"));
        assertThatThrownBy(() -> ReportParameters.orcpt("rfc822;j+F6rg@x.example"))
                .isInstanceOf(SyntaxException.class);
    }

    @Test
    void envidKeepsWhatElseWasSaid() throws SyntaxException {
        ReportOptions options = ReportOptions.NONE.withReturnContent(ReturnContent.FULL);

        assertThat(ReportParameters.envid("a+20b", options)).isEqualTo(options.withEnvelopeId("a b"));
    }

    // SRV-091, SRV-260, SRV-262
    @Test
    void aLongValueIsCountedAsItStandsOnTheWire() {
        assertThatThrownBy(() -> ReportParameters.envid("+41".repeat(34), ReportOptions.NONE))
                .hasMessage("ENVID has more than 100 characters");
    }

    // CLI-080
    @Property(tries = 300)
    void anOriginalRecipientIsPassedOnUnchanged(
            @ForAll @CharRange(from = ' ', to = '~') @StringLength(max = 160) String address) throws SyntaxException {
        OriginalRecipient original = new OriginalRecipient("rfc822", address);

        assertThat(ReportParameters.orcpt(ReportParameters.orcpt(original))).isEqualTo(original);
    }
}
