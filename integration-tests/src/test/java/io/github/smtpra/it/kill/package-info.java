/**
 * Kills a real WildFly at the points where mail, ticket or reply could be lost or doubled, starts it again, and looks.
 */
@NullMarked
package io.github.smtpra.it.kill;

import org.jspecify.annotations.NullMarked;
