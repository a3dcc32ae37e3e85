package io.github.smtpra.api.smtp;

import java.io.Serializable;
import java.util.EnumMap;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the sender of a mail asks of each server on its way, besides reports. Each is an extension of SMTP that a server
 * may lack; each method names its RFC. Immutable.
 *
 * <pre>{@code
 * TransferOptions.NONE.withPriority(4).withDeliverBy(DeliverBy.within(Duration.ofHours(1), Mode.RETURN))
 * }</pre>
 */
public final class TransferOptions implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final int MAX_PRIORITY = 9;

    /** Nothing is asked. */
    public static final TransferOptions NONE = new TransferOptions(new EnumMap<>(Option.class));

    /** Never changed after construction. */
    private final EnumMap<Option, Serializable> asked;

    /** The keywords of their parameters. */
    private enum Option {
        SMTPUTF8,
        REQUIRETLS,
        MT_PRIORITY,
        BY,
        HOLD,
        AUTH
    }

    private TransferOptions(EnumMap<Option, Serializable> asked) {
        this.asked = asked;
    }

    private TransferOptions with(Option option, Serializable value) {
        EnumMap<Option, Serializable> more = new EnumMap<>(asked);
        more.put(option, value);
        return new TransferOptions(more);
    }

    private <T> Optional<T> value(Option option, Class<T> type) {
        return Optional.ofNullable(asked.get(option)).map(type::cast);
    }

    /** The addresses or the header of the mail are in UTF-8: {@code SMTPUTF8} (RFC 6531 §3.4). */
    public TransferOptions withSmtpUtf8() {
        return with(Option.SMTPUTF8, true);
    }

    /** The mail goes only where TLS with a verified server protects it, all the way: {@code REQUIRETLS} (RFC 8689 §2). */
    public TransferOptions withRequireTls() {
        return with(Option.REQUIRETLS, true);
    }

    /**
     * The priority of the mail: {@code MT-PRIORITY} (RFC 6710 §4.1).
     *
     * @param priority from -9, the last to go, to 9, the first; 0 is that of all other mail
     * @throws IllegalArgumentException if it is out of range
     */
    public TransferOptions withPriority(int priority) {
        if (priority < -MAX_PRIORITY || priority > MAX_PRIORITY) {
            throw new IllegalArgumentException("a priority is " + priority + "; allowed: -9 to 9");
        }
        return with(Option.MT_PRIORITY, priority);
    }

    /** By when the mail is to be delivered: {@code BY} (RFC 2852 §4). */
    public TransferOptions withDeliverBy(DeliverBy deliverBy) {
        return with(Option.BY, deliverBy);
    }

    /** How long the mail waits before it is first tried: {@code HOLDFOR}, {@code HOLDUNTIL} (RFC 4865 §5). */
    public TransferOptions withHold(Hold hold) {
        return with(Option.HOLD, hold);
    }

    /**
     * Who has submitted the mail: {@code AUTH} (RFC 4954 §5).
     *
     * @param submitter the mailbox, or {@link ReversePath#NULL} where that is not known or not trusted
     */
    public TransferOptions withSubmitter(ReversePath submitter) {
        return with(Option.AUTH, submitter);
    }

    /** Whether the addresses or the header are in UTF-8 (RFC 6531 §3.4). */
    public boolean isSmtpUtf8() {
        return asked.containsKey(Option.SMTPUTF8);
    }

    /** Whether the mail goes only where TLS with a verified server protects it (RFC 8689 §2). */
    public boolean isRequireTls() {
        return asked.containsKey(Option.REQUIRETLS);
    }

    /** The priority, if one was given (RFC 6710 §4.1). */
    public OptionalInt priority() {
        return asked.get(Option.MT_PRIORITY) instanceof Integer priority
                ? OptionalInt.of(priority)
                : OptionalInt.empty();
    }

    /** By when the mail is to be delivered, if that was said (RFC 2852 §4). */
    public Optional<DeliverBy> deliverBy() {
        return value(Option.BY, DeliverBy.class);
    }

    /** How long the mail waits before it is first tried, if that was said (RFC 4865 §5). */
    public Optional<Hold> hold() {
        return value(Option.HOLD, Hold.class);
    }

    /** Who has submitted the mail, if that was said (RFC 4954 §5). */
    public Optional<ReversePath> submitter() {
        return value(Option.AUTH, ReversePath.class);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TransferOptions that && asked.equals(that.asked);
    }

    @Override
    public int hashCode() {
        return asked.hashCode();
    }

    @Override
    public String toString() {
        return asked.toString();
    }
}
