package io.github.smtpra.engine.listener;

import io.github.smtpra.engine.listener.ListenerSettings.Protocol;
import io.github.smtpra.engine.settings.InvalidSettingException;
import io.github.smtpra.engine.settings.Settings;
import io.github.smtpra.protocol.server.ClientInTrace;
import io.github.smtpra.protocol.server.TransferLimits;
import java.time.Duration;
import java.util.Map;

/**
 * What senders may say and ask in the envelope.
 *
 * @param limits how far the server goes along with what they ask
 * @param senders which of them a user may be
 * @param clientInTrace what trace fields tell of where a mail comes from
 */
record EnvelopeSettings(TransferLimits limits, SenderPatterns senders, ClientInTrace clientInTrace) {
    private static final int MAX_PRIORITY = 9;
    private static final Duration DAY = Duration.ofDays(1);

    /**
     * Reads the settings.
     *
     * @throws InvalidSettingException if one of them can not be used
     */
    static EnvelopeSettings from(Settings settings, Protocol protocol, String hostName) {
        // What comes by LMTP comes from a mail server of one's own, which has asked for AUTH if it was needed.
        int priority = protocol == Protocol.LMTP ? MAX_PRIORITY : 0;
        return new EnvelopeSettings(
                new TransferLimits(
                        settings.duration("deliverByMinimum", Duration.ZERO, Duration.ZERO, DAY.multipliedBy(30)),
                        settings.integer("strangerPriority", priority, -MAX_PRIORITY, MAX_PRIORITY),
                        settings.duration("futureRelease", DAY.multipliedBy(30), Duration.ZERO, DAY.multipliedBy(365))),
                SenderPatterns.parse(settings.list(SenderPatterns.PROPERTY), hostName),
                clientInTrace(settings, protocol));
    }

    /** RFC 5321 §4.4: what comes from other servers is traced to them; users may have reasons (MSG-022). */
    private static ClientInTrace clientInTrace(Settings settings, Protocol protocol) {
        ClientInTrace what = settings.choice("clientInTrace", ClientInTrace.class, ClientInTrace.SHOWN);
        if (what == ClientInTrace.WITHHELD && protocol != Protocol.SUBMISSION) {
            throw new InvalidSettingException(
                    "clientInTrace", "withheld", "shown, or withheld with protocol=submission");
        }
        return what;
    }

    /** By property, as {@link ListenerSettings#differences} compares them. */
    Map<String, Object> byProperty() {
        return Map.of(
                "deliverByMinimum",
                limits.leastDeliverBy(),
                "strangerPriority",
                limits.maxPriority(),
                "futureRelease",
                limits.longestHold(),
                SenderPatterns.PROPERTY,
                senders.toString(),
                "clientInTrace",
                clientInTrace);
    }
}
