/** Who may use a directory: one process, and in it one store that its users share. Depends on the JDK only. */
@NullMarked
package io.github.smtpra.outbox.directory;

import org.jspecify.annotations.NullMarked;
