package io.github.smtpra.engine.delivery;

import io.github.smtpra.engine.thread.Deadlines;

/**
 * What connections are made and watched with.
 *
 * @param timeouts how long a peer may take
 * @param deadlines cuts off who takes longer
 * @param connector how hosts are connected to
 */
record Link(Timeouts timeouts, Deadlines deadlines, Connector connector) {}
