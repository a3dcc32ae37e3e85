/** The application of the long run of kills. Depends on Jakarta EE and the API alone. */
@NullMarked
package io.github.smtpra.it.kill.errand;

import org.jspecify.annotations.NullMarked;
