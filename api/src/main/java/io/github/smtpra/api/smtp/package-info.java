/**
 * The words of SMTP as immutable values, each valid from its construction on. Depends on nothing but the JDK.
 */
@NullMarked
package io.github.smtpra.api.smtp;

import org.jspecify.annotations.NullMarked;
