/**
 * From the reports that the outbox owes to beans, and from the notifications that come back about sent mail to such
 * reports. Depends on the outbox, on what listeners give to consumers, and on the notifications' grammar.
 */
@NullMarked
package io.github.smtpra.engine.report;

import org.jspecify.annotations.NullMarked;
