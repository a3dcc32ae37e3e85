package io.github.smtpra.example.helpdesk;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Says in the log what there is to try. */
@Singleton
@Startup
public class Welcome {
    private static final Logger LOG = System.getLogger(Welcome.class.getName());

    @PostConstruct
    void show() {
        LOG.log(Level.INFO, """
                The help desk is open on 127.0.0.1:2525. From another terminal:

                  printf 'From: ann@customer.example\\r\\nTo: support@example.com\\r\\nSubject: It hums\\r\\n\\r\\nHelp!\\r\\n' |
                    curl -sv smtp://127.0.0.1:2525 --mail-from ann@customer.example --mail-rcpt support@example.com -T -

                Soon this log says: Customer [<ann@customer.example>] has received "Re: It hums [ticket #1]".
                With [fail] or [reject] in the subject curl hears a refusal, and there is neither ticket nor answer.
                """);
    }
}
