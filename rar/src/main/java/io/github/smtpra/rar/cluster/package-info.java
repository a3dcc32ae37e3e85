/** What servers share, as the adapter's settings name it. Depends on the engine's settings and on the outbox's words. */
@NullMarked
package io.github.smtpra.rar.cluster;

import org.jspecify.annotations.NullMarked;
