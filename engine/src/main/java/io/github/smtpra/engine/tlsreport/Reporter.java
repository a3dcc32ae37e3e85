package io.github.smtpra.engine.tlsreport;

import io.github.smtpra.api.smtp.Mailbox;

/**
 * Who reports.
 *
 * @param sender the mailbox that reports come from, and no other mail
 * @param contact whom to ask
 * @param organization its name
 * @param submitter the domain of this server
 */
public record Reporter(Mailbox sender, Mailbox contact, String organization, String submitter) {}
