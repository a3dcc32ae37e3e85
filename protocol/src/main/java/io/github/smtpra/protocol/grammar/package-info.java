/**
 * The grammar of commands: one method per ABNF rule, values out. Depends on the words of the API.
 */
@NullMarked
package io.github.smtpra.protocol.grammar;

import org.jspecify.annotations.NullMarked;
