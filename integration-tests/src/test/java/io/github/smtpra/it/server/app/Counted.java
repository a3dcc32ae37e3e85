package io.github.smtpra.it.server.app;

import io.github.smtpra.api.InboundMail;
import io.github.smtpra.api.MailListener;
import io.github.smtpra.api.smtp.Reply;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.InvocationContext;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Has no say on recipients; answers which of its methods were called. */
@MessageDriven(
        activationConfig = {
            @ActivationConfigProperty(propertyName = "address", propertyValue = "127.0.0.1"),
            @ActivationConfigProperty(propertyName = "port", propertyValue = "12525"),
            @ActivationConfigProperty(propertyName = "recipients", propertyValue = "desk@counted.example")
        })
public class Counted implements MailListener {
    private static final List<String> CALLS = new CopyOnWriteArrayList<>();

    /** Notes each call. */
    @AroundInvoke
    public Object note(InvocationContext call) throws Exception {
        CALLS.add(call.getMethod().getName());
        return call.proceed();
    }

    @Override
    public void onMail(InboundMail mail) {
        mail.answer(Reply.of(250, "2.0.0", "Called: " + String.join(" ", CALLS)));
    }
}
