/** The queue in an operator's hands: what waits, and what can be done about it. Depends on the words of SMTP only. */
@NullMarked
package io.github.smtpra.api.queue;

import org.jspecify.annotations.NullMarked;
