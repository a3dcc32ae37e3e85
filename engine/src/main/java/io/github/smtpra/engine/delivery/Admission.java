package io.github.smtpra.engine.delivery;

/** What becomes of a mail that is handed to the sessions. */
sealed interface Admission {
    /** It will be delivered, as soon as a session is free. */
    record Taken() implements Admission {}

    /** Its destination can not be spoken with now. */
    record Suspended(PeerResult trouble) implements Admission {}

    /** Too much waits for its destination already. */
    record Full() implements Admission {}

    /** The service is being closed. */
    record Closed() implements Admission {}
}
