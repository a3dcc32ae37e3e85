/** The application that runs in the server: sends and receives what it is told. Depends on Jakarta EE and the API alone. */
@NullMarked
package io.github.smtpra.benchmarks.wildfly.app;

import org.jspecify.annotations.NullMarked;
