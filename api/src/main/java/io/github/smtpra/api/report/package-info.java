/**
 * What applications are told of the mail that they have sent. Depends on the words of SMTP alone.
 */
@NullMarked
package io.github.smtpra.api.report;

import org.jspecify.annotations.NullMarked;
