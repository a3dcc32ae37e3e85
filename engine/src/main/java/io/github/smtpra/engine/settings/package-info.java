/**
 * Reads settings: text from an application's or operator's hand becomes checked values, or an error that names the
 * property. Depends on nothing but the JDK.
 */
@NullMarked
package io.github.smtpra.engine.settings;

import org.jspecify.annotations.NullMarked;
