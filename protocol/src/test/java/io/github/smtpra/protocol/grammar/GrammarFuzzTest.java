package io.github.smtpra.protocol.grammar;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.smtpra.api.smtp.Mailbox;
import io.github.smtpra.api.smtp.Notify;
import io.github.smtpra.api.smtp.ReportOptions;

/**
 * Throws random octets at the grammar of commands. Whatever they are, they are a value or a {@link SyntaxException}, and
 * a value that is written is read again as the same.
 */
class GrammarFuzzTest {
    /** A command line without its CRLF. */
    @FuzzTest
    void command_lines(byte[] octets) {
        CommandLine line = CommandLine.of(new String(octets, ISO_8859_1));

        assertThat(line.verb()).doesNotContain(" ");
        path("FROM", line.argument());
        path("TO", line.argument());
    }

    private static void path(String label, String argument) {
        try {
            PathArgument path = PathArgument.parse(label, argument);
            Parameter.parseAll(path.parameters()).forEach(GrammarFuzzTest::writtenAgain);
            Mailbox mailbox = path.mailboxOrPostmaster("mx.example.com");
            assertThat(Mailbox.parse(mailbox.toString())).isEqualTo(mailbox);
            assertThat(mailbox.toString()).matches("[ -~]{3,390}");
        } catch (SyntaxException e) {
            harmless(e);
        }
    }

    private static void writtenAgain(Parameter parameter) {
        String written = parameter.keyword()
                + parameter.value().map(value -> "=" + value).orElse("");
        try {
            assertThat(Parameter.parseAll(" " + written)).containsExactly(parameter);
        } catch (SyntaxException e) {
            throw new AssertionError(written, e);
        }
    }

    /** The values of the parameters of RFC 3461. */
    @FuzzTest
    void report_parameters(byte[] octets) {
        String text = new String(octets, ISO_8859_1);
        try {
            String decoded = Xtext.decode(text);
            assertThat(Xtext.decode(Xtext.encode(decoded))).isEqualTo(decoded);
        } catch (SyntaxException e) {
            harmless(e);
        }
        value(() -> ReportParameters.envid(text, ReportOptions.NONE));
        value(() -> ReportParameters.ret(text));
        value(() -> {
            var original = ReportParameters.orcpt(text);
            assertThat(ReportParameters.orcpt(ReportParameters.orcpt(original))).isEqualTo(original);
            return original;
        });
        value(() -> {
            Notify wanted = ReportParameters.notifyValue(text);
            assertThat(ReportParameters.notifyValue(wanted.value().orElseThrow()))
                    .isEqualTo(wanted);
            return wanted;
        });
    }

    /** What a trusted peer says by XCLIENT (SRV-301): the values that come of it can stand in trace fields and in the log. */
    @FuzzTest
    void xclient(byte[] octets) {
        try {
            XclientAttributes client = XclientAttributes.parse(
                    CommandLine.of("XCLIENT " + new String(octets, ISO_8859_1)).argument());
            assertThat(client.name().stream()).allMatch(name -> name.matches("[!-~]{1,255}"));
            assertThat(client.helo().stream()).allMatch(name -> name.matches("[!-~]{1,255}"));
            assertThat(client.port().stream()).allMatch(port -> port >= 0 && port <= 65535);
            assertThat(client.protocol().stream()).allMatch(word -> word.equals("SMTP") || word.equals("ESMTP"));
        } catch (SyntaxException e) {
            harmless(e);
        }
    }

    private interface Reading {
        Object read() throws SyntaxException;
    }

    private static void value(Reading reading) {
        try {
            assertThat(reading.read()).isNotNull();
        } catch (SyntaxException e) {
            harmless(e);
        }
    }

    /** What is said to the peer echoes nothing that it has sent. */
    private static void harmless(SyntaxException e) {
        assertThat(e.why()).matches("[ -~]{1,400}");
    }
}
