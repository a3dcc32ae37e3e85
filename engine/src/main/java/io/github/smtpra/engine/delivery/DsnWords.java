package io.github.smtpra.engine.delivery;

import io.github.smtpra.engine.delivery.DsnWriter.Subject;
import java.util.List;

/** What a report says to people. */
final class DsnWords {
    private DsnWords() {}

    /** The worst comes first: it is what must not be overlooked. */
    static String subject(Subject subject) {
        if (!subject.with(ReportAction.FAILED).isEmpty()) {
            return "Mail could not be delivered";
        }
        if (!subject.with(ReportAction.DELAYED).isEmpty()) {
            return "Mail is delayed";
        }
        return subject.with(ReportAction.DELIVERED).isEmpty() ? "Mail was relayed" : "Mail was delivered";
    }

    /** The lines behind "Your mail of ...". */
    static List<String> explanation(ReportAction action) {
        return switch (action) {
            case FAILED ->
                List.of(
                        "could not be delivered to one or more of its recipients. It will not be",
                        "tried again for them.");
            case DELAYED ->
                List.of(
                        "could not be delivered yet to one or more of its recipients. It will be",
                        "tried again, and you need do nothing.");
            case DELIVERED -> List.of("was delivered to these recipients, as you have asked to be told.");
            case RELAYED ->
                List.of(
                        "was passed on to a mail system that does not confirm deliveries. You may",
                        "hear no more of it.");
        };
    }
}
