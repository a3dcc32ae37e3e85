package io.github.smtpra.it.server.app;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.stream.Collectors;
import javax.management.JMException;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanParameterInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;

/** The queue as a console uses it. */
public final class ManagedQueue {
    private static final MBeanServer SERVER = ManagementFactory.getPlatformMBeanServer();

    private ManagedQueue() {}

    /** What the figure, or the verb with these arguments, gives. */
    static String ask(String word, String... arguments) throws JMException {
        ObjectName name = SERVER.queryNames(new ObjectName("io.github.smtpra:type=Outbox,*"), null)
                .iterator()
                .next();
        if (word.equals("verbs")) {
            return Arrays.stream(SERVER.getMBeanInfo(name).getOperations())
                    .map(MBeanOperationInfo::getName)
                    .sorted()
                    .collect(Collectors.joining(" "));
        }
        return Character.isUpperCase(word.charAt(0))
                ? text(SERVER.getAttribute(name, word))
                : text(invoke(name, word, arguments));
    }

    private static Object invoke(ObjectName name, String verb, String... arguments) throws JMException {
        MBeanOperationInfo info = Arrays.stream(SERVER.getMBeanInfo(name).getOperations())
                .filter(each -> each.getName().equals(verb))
                .findFirst()
                .orElseThrow();
        MBeanParameterInfo[] parameters = info.getSignature();
        Object[] values = new Object[parameters.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = parameters[i].getType().equals("int") ? (Object) Integer.valueOf(arguments[i]) : arguments[i];
        }
        String[] types =
                Arrays.stream(parameters).map(MBeanParameterInfo::getType).toArray(String[]::new);
        Object result = SERVER.invoke(name, verb, values, types);
        return result == null ? "done" : result;
    }

    private static String text(Object result) {
        return result instanceof CompositeData[] rows
                ? Arrays.stream(rows).map(ManagedQueue::row).collect(Collectors.joining(" "))
                : String.valueOf(result);
    }

    private static String row(CompositeData row) {
        return row.containsKey("id") ? row.get("id") + ":" + row.get("state") : String.valueOf(row.get("domain"));
    }
}
