package io.github.smtpra.engine.report;

import io.github.smtpra.api.report.DeliveryOutcome;
import io.github.smtpra.api.report.DeliveryReport;
import io.github.smtpra.engine.listener.RecipientPatterns;
import io.github.smtpra.engine.settings.InvalidSettingException;
import io.github.smtpra.engine.settings.Settings;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Which reports a bean hears. Immutable.
 *
 * @param senders whose mails; empty for everybody's, those without a sender among them
 * @param outcomes of which the report must have one
 * @param channels on which it must come; empty for all
 */
public record ReportSelection(
        Optional<RecipientPatterns> senders, Set<DeliveryOutcome> outcomes, Set<String> channels) {
    /** Copies the sets. */
    public ReportSelection {
        outcomes = Set.copyOf(outcomes);
        channels = Set.copyOf(channels);
    }

    /**
     * What the activation properties {@code senders}, {@code outcomes} and {@code channels} say.
     *
     * @throws InvalidSettingException if one of them can not be used
     */
    public static ReportSelection from(Settings settings) {
        List<String> senders = settings.list("senders");
        return new ReportSelection(
                senders.isEmpty() ? Optional.empty() : Optional.of(RecipientPatterns.parse("senders", senders)),
                outcomes(settings.list("outcomes")),
                Set.copyOf(settings.list("channels")));
    }

    private static Set<DeliveryOutcome> outcomes(List<String> words) {
        if (words.isEmpty()) {
            return EnumSet.allOf(DeliveryOutcome.class);
        }
        Set<DeliveryOutcome> outcomes = EnumSet.noneOf(DeliveryOutcome.class);
        words.forEach(word -> outcomes.add(outcome(word)));
        return outcomes;
    }

    private static DeliveryOutcome outcome(String word) {
        return Arrays.stream(DeliveryOutcome.values())
                .filter(each -> each.name().equalsIgnoreCase(word))
                .findFirst()
                .orElseThrow(() -> new InvalidSettingException(
                        "outcomes",
                        word,
                        "some of " + Arrays.toString(DeliveryOutcome.values()).toLowerCase(Locale.ROOT)));
    }

    /** Whether the bean hears {@code report}: the whole of it, if one of its outcomes is wanted. */
    boolean includes(DeliveryReport report) {
        return report.recipients().stream().anyMatch(each -> outcomes.contains(each.outcome()))
                && (channels.isEmpty()
                        || report.mail().channel().filter(channels::contains).isPresent())
                && (senders.isEmpty()
                        || report.mail()
                                .sender()
                                .mailbox()
                                .filter(senders.get()::matches)
                                .isPresent());
    }
}
