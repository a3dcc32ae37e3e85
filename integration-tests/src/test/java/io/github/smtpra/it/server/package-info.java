/**
 * The adapter on a WildFly that Arquillian starts: replies, transactions, the life of deployments, wrong settings, class
 * loading. Depends on the engine's listener for a relay, and on {@link io.github.smtpra.it.server.app} for what it
 * deploys.
 */
@NullMarked
package io.github.smtpra.it.server;

import org.jspecify.annotations.NullMarked;
