package io.github.smtpra.rar.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.smtpra.api.SendOptions;
import io.github.smtpra.api.report.WantedReports;
import jakarta.resource.spi.InvalidPropertyException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FactoryDefaultsTest {
    private static final FactoryDefaults ALL =
            new FactoryDefaults(Optional.of("slow"), Optional.of(WantedReports.ENDS), Optional.of("orders"));

    @Test
    void whatTheSenderDoesNotSayTheFactorySays() {
        assertThat(ALL.in(SendOptions.NONE))
                .isEqualTo(SendOptions.NONE
                        .withRoute("slow")
                        .withReports(WantedReports.ENDS)
                        .withReportChannel("orders"));
        assertThat(FactoryDefaults.NONE.in(SendOptions.NONE)).isEqualTo(SendOptions.NONE);
    }

    @Test
    void whatTheSenderSaysCounts() {
        SendOptions said = SendOptions.NONE
                .withRoute("fast")
                .withReports(WantedReports.NONE)
                .withReportChannel("news");

        assertThat(ALL.in(said)).isEqualTo(said);
    }

    @Test
    void wordsBecomeValues() throws Exception {
        assertThat(FactoryDefaults.reports(" failures ")).contains(WantedReports.FAILURES);
        assertThat(FactoryDefaults.reports(" ")).isEmpty();
        assertThat(FactoryDefaults.text(null)).isEmpty();
        assertThatThrownBy(() -> FactoryDefaults.reports("some"))
                .isInstanceOf(InvalidPropertyException.class)
                .hasMessageContaining("reports")
                .hasMessageContaining("'some'")
                .hasMessageContaining("FAILURES");
    }
}
