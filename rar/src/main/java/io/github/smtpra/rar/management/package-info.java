/**
 * The queue for consoles and scripts, by JMX: names and texts instead of the types of the API. Depends on the API and the
 * JDK.
 */
@NullMarked
package io.github.smtpra.rar.management;

import org.jspecify.annotations.NullMarked;
