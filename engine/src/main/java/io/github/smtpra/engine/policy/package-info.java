/**
 * How a host that the DNS names must protect mail: what its keys are (DANE), what its domain promises (MTA-STS). Depends on
 * the DNS, on TLS and on the words of TLS reports; knows nothing of sessions.
 */
@NullMarked
package io.github.smtpra.engine.policy;

import org.jspecify.annotations.NullMarked;
