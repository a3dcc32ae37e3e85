package io.github.smtpra.rar.management;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.util.Optional;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * A bean that is known to the JVM's MBean server from {@link #of} to {@link #close}. Where it can not be, that is logged,
 * and all else works. Of several adapters in a JVM each has its own name. Used by one who opens and closes it.
 */
public final class Registration implements AutoCloseable {
    private static final Logger LOG = System.getLogger("io.github.smtpra");

    private final Optional<ObjectName> name;

    private Registration(Optional<ObjectName> name) {
        this.name = name;
    }

    /**
     * Registers {@code bean} as {@code io.github.smtpra:type=Outbox,name="NAME"}.
     *
     * @param adapter what tells this adapter from others: its data directory
     * @return what gives it back, which does nothing if it could not be registered
     */
    public static Registration of(OutboxMXBean bean, String adapter) {
        try {
            MBeanServer server = ManagementFactory.getPlatformMBeanServer();
            ObjectName name = new ObjectName("io.github.smtpra:type=Outbox,name=" + ObjectName.quote(adapter));
            if (server.isRegistered(name)) {
                // Several instances of one adapter share an outbox: the first one shows it.
                return new Registration(Optional.empty());
            }
            server.registerMBean(new DescribedBean(bean), name);
            return new Registration(Optional.of(name));
        } catch (JMException e) {
            LOG.log(Level.WARNING, "SMTPRA122 the outbox is not managed by JMX: " + e.getMessage());
            return new Registration(Optional.empty());
        }
    }

    @Override
    public void close() {
        name.ifPresent(Registration::unregister);
    }

    private static void unregister(ObjectName known) {
        try {
            ManagementFactory.getPlatformMBeanServer().unregisterMBean(known);
        } catch (JMException e) {
            LOG.log(Level.DEBUG, "Not registered any more", e);
        }
    }
}
