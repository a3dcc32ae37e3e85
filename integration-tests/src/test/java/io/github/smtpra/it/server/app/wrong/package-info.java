/** Beans whose settings can not be used, each in a way of its own. */
@NullMarked
package io.github.smtpra.it.server.app.wrong;

import org.jspecify.annotations.NullMarked;
