package io.github.smtpra.outbox.branch;

import javax.transaction.xa.XAException;

/** Makes exceptions for transaction managers: each with a code, which is all that they read, and words for people. */
final class XaFailure {
    private XaFailure() {}

    static XAException of(int code, String message) {
        XAException failure = new XAException(message);
        failure.errorCode = code;
        return failure;
    }

    static XAException of(int code, String message, Throwable cause) {
        XAException failure = of(code, message + ": " + cause.getMessage());
        failure.initCause(cause);
        return failure;
    }
}
