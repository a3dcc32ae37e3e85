package io.github.smtpra.protocol.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.smtpra.protocol.grammar.SyntaxException;
import java.util.Arrays;

/** What comes before all else when a proxy speaks (SRV-300): a header, or a refusal; never more read than a header may have. */
class ProxyHeaderFuzzTest {
    private static final int MOST = 16 + 2048;

    /** Anything, read as much at a time as is wanted. */
    @FuzzTest
    void headers(byte[] octets) {
        int read = 0;
        try {
            ProxyHeaderReader reader = new ProxyHeaderReader();
            int wanted = reader.wanted();
            while (wanted > 0 && read + wanted <= octets.length) {
                reader.take(Arrays.copyOfRange(octets, read, read + wanted), wanted);
                read += wanted;
                assertThat(read).isLessThanOrEqualTo(MOST);
                wanted = reader.wanted();
            }
            if (wanted == 0) {
                assertThat(reader.header()).isNotNull();
            }
        } catch (SyntaxException e) {
            assertThat(e.why()).isNotBlank();
        }
    }
}
