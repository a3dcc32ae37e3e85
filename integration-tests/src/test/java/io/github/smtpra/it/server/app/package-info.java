/**
 * What the tests deploy: beans that do as the mail tells them, a table that shows what was kept, and a servlet that
 * looks into it. Depends on Jakarta EE and the API alone.
 */
@NullMarked
package io.github.smtpra.it.server.app;

import org.jspecify.annotations.NullMarked;
