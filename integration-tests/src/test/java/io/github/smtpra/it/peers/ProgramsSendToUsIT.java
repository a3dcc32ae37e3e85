package io.github.smtpra.it.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Mail programs that people use send to our listener: what its consumer gets is what they were given. */
class ProgramsSendToUsIT {
    private static final int PORT = 13535;
    private static final String FROM = "ann@customer.example";
    private static final String TO = "bob@mailbox.example";

    @TempDir
    Path directory;

    static Stream<Arguments> everyWay() {
        return Arrays.stream(MailProgram.values()).flatMap(program -> Arrays.stream(MailProgram.Tls.values())
                .flatMap(tls ->
                        Arrays.stream(AwkwardContent.values()).map(content -> Arguments.of(program, tls, content))));
    }

    @ParameterizedTest
    @MethodSource("everyWay")
    void whatWasSentArrivesOctetForOctet(MailProgram program, MailProgram.Tls tls, AwkwardContent content)
            throws Exception {
        program.program();
        try (RecordingServer server =
                RecordingServer.open(PORT, "mailbox.example", tls.setting(), directory.resolve("spool"))) {
            program.send(new MailProgram.Order(PORT, tls, FROM, TO, content), directory);

            assertThat(server.arrived()).hasSize(1);
            ArrivedContent mail = server.arrived().get(0);
            assertThat(mail.envelope().reversePath().text()).isEqualTo(FROM);
            assertThat(mail.envelope().recipients().toString()).isEqualTo("[<" + TO + ">]");
            assertThat(mail.text().contains("(using TLSv1.3 ")).isEqualTo(tls != MailProgram.Tls.OFF);
            assertThat(mail.asSent()).isEqualTo(content.delivered());
        }
    }
}
