/**
 * A help desk, to show what an application with smtp-ra looks like. Depends on Jakarta EE and the API alone.
 */
@NullMarked
package io.github.smtpra.example.helpdesk;

import org.jspecify.annotations.NullMarked;
