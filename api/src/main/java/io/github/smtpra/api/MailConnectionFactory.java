package io.github.smtpra.api;

import jakarta.resource.Referenceable;
import java.io.Serializable;

/**
 * Where a component gets its {@link MailConnection}. Bound in JNDI by the resource adapter; safe for use by many
 * threads.
 *
 * <pre>{@code
 * @Resource(lookup = "java:/smtp-ra/MailConnectionFactory")
 * MailConnectionFactory mail;
 * }</pre>
 */
public interface MailConnectionFactory extends Serializable, Referenceable {
    /**
     * A connection, taking part in the caller's transaction if there is one.
     *
     * @throws MailException if the outbox can not be used, saying why
     */
    MailConnection getConnection() throws MailException;
}
