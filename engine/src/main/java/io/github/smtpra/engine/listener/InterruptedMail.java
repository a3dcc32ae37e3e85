package io.github.smtpra.engine.listener;

import io.github.smtpra.protocol.server.Checkpoint;

/** A mail whose connection was lost in its content, and the content so far (RFC 1845). */
record InterruptedMail(Checkpoint checkpoint, ArrivingContent content) {}
