package io.github.smtpra.benchmarks.wildfly.app;

import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.jms.JMSDestinationDefinition;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;

/** Takes messages, each in a transaction of the container's, and counts them. */
@JMSDestinationDefinition(
        name = "java:app/jms/passing",
        interfaceName = "jakarta.jms.Queue",
        destinationName = "passing")
@MessageDriven(
        activationConfig = {
            @ActivationConfigProperty(propertyName = "destinationType", propertyValue = "jakarta.jms.Queue"),
            @ActivationConfigProperty(propertyName = "destinationLookup", propertyValue = "java:app/jms/passing"),
            @ActivationConfigProperty(propertyName = "maxSession", propertyValue = "20")
        })
public class MessageCounter implements MessageListener {
    @Override
    public void onMessage(Message message) {
        Arrivals.all().one();
    }
}
