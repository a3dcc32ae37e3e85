/**
 * Who takes the mail of a domain: rules that an operator wrote, and what the DNS says. Depends on the DNS, on settings and
 * on the words of SMTP; opens no connection.
 */
@NullMarked
package io.github.smtpra.engine.route;

import org.jspecify.annotations.NullMarked;
