package io.github.smtpra.rar.outbound;

import io.github.smtpra.api.SendOptions;
import io.github.smtpra.api.report.WantedReports;
import jakarta.resource.spi.InvalidPropertyException;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What mail from one connection factory asks of the outbox, where its sender says nothing else.
 *
 * @param route the name of its route
 * @param reports which reports are wanted
 * @param reportChannel the channel that they take
 */
record FactoryDefaults(Optional<String> route, Optional<WantedReports> reports, Optional<String> reportChannel) {
    /** Nothing is asked. */
    static final FactoryDefaults NONE = new FactoryDefaults(Optional.empty(), Optional.empty(), Optional.empty());

    /** The text, unless it is blank. */
    static Optional<String> text(@Nullable String text) {
        return Optional.ofNullable(text).map(String::strip).filter(name -> !name.isEmpty());
    }

    /** What the property {@code reports} says. */
    static Optional<WantedReports> reports(@Nullable String text) throws InvalidPropertyException {
        Optional<String> word = text(text);
        try {
            return word.map(WantedReports::of);
        } catch (IllegalArgumentException e) {
            throw new InvalidPropertyException(
                    "property reports of the connection factory is '" + word.orElse("") + "'; allowed: "
                            + Arrays.toString(WantedReports.values()),
                    e);
        }
    }

    /** The options of a send. */
    SendOptions in(SendOptions options) {
        SendOptions all = options;
        if (options.route().isEmpty() && route.isPresent()) {
            all = all.withRoute(route.get());
        }
        if (options.reports().isEmpty() && reports.isPresent()) {
            all = all.withReports(reports.get());
        }
        if (options.reportChannel().isEmpty() && reportChannel.isPresent()) {
            all = all.withReportChannel(reportChannel.get());
        }
        return all;
    }
}
