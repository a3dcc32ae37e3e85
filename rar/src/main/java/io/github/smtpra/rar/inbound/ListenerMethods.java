package io.github.smtpra.rar.inbound;

import io.github.smtpra.api.InboundMail;
import io.github.smtpra.api.MailListener;
import io.github.smtpra.api.RecipientRequest;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import java.lang.reflect.Method;

/**
 * The listener's methods, and what a bean makes of them.
 *
 * @param onMail the method that beforeDelivery is told of
 * @param asksAboutRecipients whether the bean overrides {@link MailListener#onRecipient}
 * @param beanLoader the class loader that the bean's threads are to have
 */
record ListenerMethods(Method onMail, boolean asksAboutRecipients, ClassLoader beanLoader) {
    static ListenerMethods of(MessageEndpointFactory endpoints) {
        Class<?> bean = endpoints.getEndpointClass();
        try {
            Method onMail = MailListener.class.getMethod("onMail", InboundMail.class);
            Method onRecipient = bean.getMethod("onRecipient", RecipientRequest.class);
            return new ListenerMethods(
                    onMail, onRecipient.getDeclaringClass() != MailListener.class, bean.getClassLoader());
        } catch (NoSuchMethodException e) {
            throw new IllegalArgumentException(bean.getName() + " is not a " + MailListener.class.getName(), e);
        }
    }
}
