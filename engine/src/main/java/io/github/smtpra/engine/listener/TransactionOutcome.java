package io.github.smtpra.engine.listener;

import io.github.smtpra.api.smtp.Reply;

/** How a bean's transaction ended. */
public sealed interface TransactionOutcome {
    /** It committed. */
    record Committed() implements TransactionOutcome {}

    /** It rolled back, and the bean has a reply of its own. */
    record Rejected(Reply reply) implements TransactionOutcome {}

    /** It rolled back: {@code why}, for the log. */
    record RolledBack(String why) implements TransactionOutcome {}

    /** Nobody can tell: {@code why}, for the log. */
    record Unknown(String why) implements TransactionOutcome {}
}
