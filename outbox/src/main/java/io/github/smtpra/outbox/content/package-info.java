/**
 * The content of mails: read once, made fit for the wire, kept in memory or in a file. Depends on the API's words and the
 * types of the outbox; knows neither SQL nor transactions.
 */
@NullMarked
package io.github.smtpra.outbox.content;

import org.jspecify.annotations.NullMarked;
