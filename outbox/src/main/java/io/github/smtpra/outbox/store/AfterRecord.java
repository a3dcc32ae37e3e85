package io.github.smtpra.outbox.store;

/** What becomes of a mail when the end of an attempt has been recorded and recipients are left. */
public enum AfterRecord {
    /** It is nobody's any more. */
    LET_GO,
    /** It stays in hand: an attempt for other recipients of it is under way. */
    KEEP
}
