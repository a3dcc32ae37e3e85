/** The application that is deployed in the server that is killed. Depends on Jakarta EE and the API alone. */
@NullMarked
package io.github.smtpra.it.kill.desk;

import org.jspecify.annotations.NullMarked;
