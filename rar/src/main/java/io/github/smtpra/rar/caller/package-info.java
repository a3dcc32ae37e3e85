/**
 * Who a client is, in the server's own words: passwords are checked, and beans called, through the security inflow of
 * Jakarta Connectors. Depends on the engine's authentication, on Jakarta Connectors, Authentication and Elytron, the last of
 * them in one class that is not loaded elsewhere.
 */
@NullMarked
package io.github.smtpra.rar.caller;

import org.jspecify.annotations.NullMarked;
