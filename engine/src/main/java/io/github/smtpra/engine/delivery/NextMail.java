package io.github.smtpra.engine.delivery;

import java.util.Optional;

/**
 * Where a session gets the mail that it may begin behind the final dot of the one in hand (RFC 2920 §3.1). Asked by the
 * session's thread, at most once for each mail.
 */
@FunctionalInterface
interface NextMail {
    /** There is none. */
    NextMail NONE = Optional::empty;

    /** Takes a mail that is ready now, without waiting; what is taken must be what the session is given next. */
    Optional<MailContent> poll();
}
