package io.github.smtpra.rar.management;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanParameterInfo;
import javax.management.StandardMBean;

/**
 * The bean with its {@linkplain Description descriptions}, which consoles show beside its verbs and figures. Safe for use
 * by many threads.
 */
final class DescribedBean extends StandardMBean {
    private static final Set<String> RESULTS_OF_CHANGES = Set.of("void", "boolean", "int");

    DescribedBean(OutboxMXBean bean) {
        super(bean, OutboxMXBean.class, true);
    }

    private static Optional<Method> method(String name) {
        return Arrays.stream(OutboxMXBean.class.getMethods())
                .filter(each -> each.getName().equals(name))
                .findFirst();
    }

    private static String description(String method, String fallback) {
        return method(method)
                .map(each -> each.getAnnotation(Description.class))
                .map(Description::value)
                .orElse(fallback);
    }

    private static Optional<Argument> argument(MBeanOperationInfo verb, int place) {
        return method(verb.getName()).map(each -> each.getParameters()[place].getAnnotation(Argument.class));
    }

    @Override
    protected String getDescription(MBeanInfo info) {
        return Optional.ofNullable(OutboxMXBean.class.getAnnotation(Description.class))
                .map(Description::value)
                .orElse(info.getDescription());
    }

    @Override
    protected String getDescription(MBeanAttributeInfo info) {
        return description((info.isIs() ? "is" : "get") + info.getName(), info.getDescription());
    }

    @Override
    protected String getDescription(MBeanOperationInfo info) {
        return description(info.getName(), info.getDescription());
    }

    @Override
    protected String getDescription(MBeanOperationInfo verb, MBeanParameterInfo parameter, int place) {
        return argument(verb, place).map(Argument::value).orElse(parameter.getDescription());
    }

    @Override
    protected String getParameterName(MBeanOperationInfo verb, MBeanParameterInfo parameter, int place) {
        return argument(verb, place).map(Argument::name).orElse(parameter.getName());
    }

    /** A verb that answers with mails or text only looks. */
    @Override
    protected int getImpact(MBeanOperationInfo info) {
        return RESULTS_OF_CHANGES.contains(info.getReturnType()) ? MBeanOperationInfo.ACTION : MBeanOperationInfo.INFO;
    }
}
