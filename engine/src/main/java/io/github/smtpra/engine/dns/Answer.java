package io.github.smtpra.engine.dns;

import java.util.List;

/**
 * What the DNS says.
 *
 * @param status whether there is something
 * @param values what there is; not empty if, and only if, it was {@link Status#FOUND}
 * @param security whether it is proven that the answer is what the owner of the name has published
 * @param detail one line for people: the name asked for, and what went wrong
 */
public record Answer<T>(Status status, List<T> values, Security security, String detail) {
    /** Whether there is something. */
    public enum Status {
        /** There is. */
        FOUND,
        /** The name exists, but has nothing of the kind. */
        NO_DATA,
        /** There is no such name. */
        NO_DOMAIN,
        /** Nobody knows: time-out, SERVFAIL, nonsense, or signatures that are wrong. */
        FAILED
    }

    /** Whether DNSSEC proves the answer (RFC 4035 §4.3). */
    public enum Security {
        /** It does; also that there is nothing. */
        SECURE,
        /** It does not, since the zone is not signed or nobody has looked. */
        INSECURE;

        /** Secure if both are. */
        public Security and(Security other) {
            return this == SECURE ? other : this;
        }
    }

    /** Copies the list. */
    public Answer {
        values = List.copyOf(values);
        if ((status == Status.FOUND) == values.isEmpty()) {
            throw new IllegalArgumentException(status + " with " + values.size() + " values");
        }
    }

    /** There is something. */
    public static <T> Answer<T> found(List<T> values, Security security, String detail) {
        return new Answer<>(Status.FOUND, values, security, detail);
    }

    /** There is nothing. */
    public static <T> Answer<T> nothing(Status status, Security security, String detail) {
        return new Answer<>(status, List.of(), security, detail);
    }

    /** Whether there is something. */
    public boolean isFound() {
        return status == Status.FOUND;
    }

    /** Whether nobody knows. */
    public boolean isFailed() {
        return status == Status.FAILED;
    }

    /** Whether DNSSEC proves it. */
    public boolean isSecure() {
        return security == Security.SECURE;
    }
}
