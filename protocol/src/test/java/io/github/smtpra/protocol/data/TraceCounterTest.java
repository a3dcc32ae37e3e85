package io.github.smtpra.protocol.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TraceCounterTest {
    // SRV-120
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Received: a~RECEIVED: b~Subject: Received: x~~Received: in the body~ | 2
            ~Received: a~                                                       | 0
            X-Received: a~ Received: folded~Receive: x~Received-SPF: pass~      | 0
            Received: a                                                         | 1
            """)
    void counts_the_fields_of_the_header(String text, int expected) {
        byte[] octets = text.replace("~", "\r\n").getBytes(StandardCharsets.US_ASCII);
        for (int segment = 1; segment <= octets.length; segment++) {
            TraceCounter counter = new TraceCounter();
            for (int at = 0; at < octets.length; at += segment) {
                counter.look(ByteBuffer.wrap(octets, at, Math.min(segment, octets.length - at)));
            }
            assertThat(counter.count()).isEqualTo(expected);
        }
    }
}
