package io.github.smtpra.it.kill;

import java.nio.file.Path;

/**
 * Where the server is killed: {@code Runtime.halt} in the middle of a method, in the way of a mail from the client to the
 * relay. The adapter knows nothing of it: an agent puts the calls into the classes as they are loaded.
 *
 * <pre>
 * bean ─ prepare ─ flush ─ coordinator's log ─ commit ─ flush ─┬─ ledger ─ 250
 *                                                              └─ claim ─ MAIL ─ RCPT ─ content ─ final dot ─ reply ─ recorded ─ report ─ told
 * </pre>
 */
@SuppressWarnings("ImmutableEnumChecker") // A place is made of texts.
enum KillPoint {
    /** The bean has written its ticket and sent its answer; its transaction has not begun to end. */
    IN_BEAN(new Place("io.github.smtpra.rar.inbound.EndpointTransaction", "afterDelivery", "ENTRY")),

    /** The answer is in the store's transaction; that is not committed. */
    BEFORE_PREPARE_FLUSH(Place.STORE_PREPARE, Place.GROUP_COMMIT),

    /** The outbox has prepared its branch; the coordinator has not decided. */
    AFTER_PREPARE_FLUSH(new Place(Place.STORE, "prepare", "EXIT")),

    /** The coordinator has decided, and nobody has heard of it yet. */
    AFTER_COORDINATOR_LOG(
            new Place(Place.STORE, "prepare", "EXIT"),
            new Place("com.arjuna.ats.arjuna.coordinator.BasicAction", "phase2Commit", "ENTRY")),

    /** The outbox is asked to commit. */
    IN_COMMIT(new Place(Place.STORE, "commit", "ENTRY")),

    /** The outbox has written its commit; it is not flushed. */
    BEFORE_COMMIT_FLUSH(new Place(Place.STORE, "commit", "ENTRY"), Place.GROUP_COMMIT),

    /** The outbox has committed; the coordinator does not know. */
    AFTER_COMMIT_FLUSH(new Place(Place.STORE, "commit", "EXIT")),

    /** The bean's transaction has committed; the ledger does not know. */
    BEFORE_LEDGER(new Place("io.github.smtpra.outbox.ledger.JournalLedger", "done", "ENTRY")),

    /** The ledger knows what the client is to be told; the client was not told. */
    BEFORE_REPLY(new Place("io.github.smtpra.outbox.ledger.JournalLedger", "done", "EXIT")),

    /** Delivery has claimed mail, or found none. */
    CLAIMING(new Place("io.github.smtpra.outbox.DurableOutbox", "claim", "EXIT")),

    /** The relay has answered MAIL. */
    AFTER_MAIL(new Place("io.github.smtpra.protocol.client.MailTransaction", "mailAnswered", "EXIT")),

    /** The relay has answered RCPT. */
    AFTER_RECIPIENT(new Place("io.github.smtpra.protocol.client.Verdicts", "recipientAnswered", "EXIT")),

    /** The relay has heard MAIL, RCPT and DATA and waits for content. */
    BEFORE_CONTENT(new Place("io.github.smtpra.engine.delivery.ContentSender", "send", "ENTRY")),

    /** The final dot is out; its reply is not in. */
    AFTER_FINAL_DOT(new Place("io.github.smtpra.engine.delivery.ContentSender", "send", "EXIT")),

    /** The relay has answered the final dot; that is not recorded. */
    BEFORE_RECORD(new Place("io.github.smtpra.engine.delivery.Recorder", "record", "ENTRY")),

    /** The bean has heard what has become of the answer; its transaction has not committed. */
    IN_REPORT(new Place("io.github.smtpra.it.kill.desk.Heard", "onReport", "EXIT")),

    /** That transaction has committed; the outbox does not know. */
    BEFORE_TOLD(new Place("io.github.smtpra.outbox.store.SqlOwedReports", "told", "ENTRY")),

    /** The ledger, made to compact itself, has written its new file; that has not replaced the old one. */
    IN_COMPACTION(
            new Place("io.github.smtpra.outbox.ledger.JournalLedger", "write", "ENTRY"),
            new Place("io.github.smtpra.outbox.ledger.Journal", "writeAll", "EXIT"),
            "$0.nextCompaction = 0");

    /** A place in a method: its entry, or its exit. */
    private record Place(String type, String method, String at) {
        static final String STORE = "io.github.smtpra.outbox.store.SqlStore";
        static final Place STORE_PREPARE = new Place(STORE, "prepare", "ENTRY");
        static final Place GROUP_COMMIT = new Place("io.github.smtpra.outbox.store.WriteGroup", "commit", "ENTRY");

        /** A rule of the agent: here, on {@code condition}, {@code action}. */
        String rule(String name, String condition, String action) {
            return """
                    RULE %s
                    CLASS %s
                    METHOD %s
                    AT %s
                    %s
                    DO %s
                    ENDRULE
                    """.formatted(name, type, method, at, condition, action);
        }
    }

    private final Place near;
    private final Place deadly;
    private final String nearby;

    KillPoint(Place deadly) {
        this(deadly, deadly);
    }

    /** The second place is deadly, once the first has been passed. */
    KillPoint(Place near, Place deadly) {
        this(near, deadly, "");
    }

    /** The same, and {@code nearby} is done at the first place. */
    KillPoint(Place near, Place deadly, String nearby) {
        this.near = near;
        this.deadly = deadly;
        this.nearby = nearby;
    }

    /** The file whose being there makes the point deadly. */
    Path trigger(Path directory) {
        return directory.resolve(name());
    }

    /** The rules of the agent, which do nothing until the {@linkplain #trigger trigger} is there. */
    String rules(Path directory) {
        String armed =
                "BIND trigger:java.io.File = new java.io.File(\"" + trigger(directory) + "\")\nIF trigger.exists()";
        if (near.equals(deadly)) {
            return deadly.rule(name(), armed, "killJVM()");
        }
        String passed = "flag(\"" + name() + "\")" + (nearby.isEmpty() ? "" : "; " + nearby);
        return near.rule(name() + " near", armed, passed)
                + deadly.rule(name(), "IF flagged(\"" + name() + "\")", "killJVM()");
    }
}
