package io.github.smtpra.engine.listener;

import io.github.smtpra.engine.authentication.Logins;
import io.github.smtpra.engine.tls.ServerTls;
import io.github.smtpra.protocol.server.ServerRules;
import java.time.Clock;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What the connections of a listener share.
 *
 * @param settings the listener's settings
 * @param rules the protocol's rules, made of them
 * @param tls the keys; also there where TLS is off, and then not used
 * @param handler who decides on recipients and takes mails
 * @param logins who knows the users
 * @param threads where connections run
 * @param connections those that are open; each removes itself
 * @param contents where the content of the next mail is kept
 * @param clock the time of day
 * @param nanoTime the time that deadlines are measured by
 */
record ListenerParts(
        ListenerSettings settings,
        ServerRules rules,
        ServerTls tls,
        MailHandler handler,
        Logins logins,
        ConnectionThreads threads,
        Set<Connection> connections,
        Supplier<ArrivingContent> contents,
        Clock clock,
        LongSupplier nanoTime) {}
