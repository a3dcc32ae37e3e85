package io.github.smtpra.benchmarks.senders;

import io.github.smtpra.benchmarks.comparison.InParallel;
import io.github.smtpra.benchmarks.comparison.Job;
import io.github.smtpra.benchmarks.comparison.Meter;
import io.github.smtpra.benchmarks.sending.Load;
import org.simplejavamail.api.email.Email;
import org.simplejavamail.api.mailer.Mailer;
import org.simplejavamail.api.mailer.config.TransportStrategy;
import org.simplejavamail.email.EmailBuilder;
import org.simplejavamail.mailer.MailerBuilder;

/** Simple Java Mail with its pool, of which there is one in a process: as many connections as are asked for at a time. */
public final class SimpleJavaMail implements Job {
    private static final int MOST = 20;

    @Override
    public Meter.Took run(String task) throws Exception {
        Load load = Load.parse(task);
        Mailer mailer = MailerBuilder.withSMTPServer("127.0.0.1", load.port())
                .withTransportStrategy(TransportStrategy.SMTP)
                .withConnectionPoolCoreSize(0)
                .withConnectionPoolMaxSize(MOST)
                .buildMailer();
        return InParallel.run(load.connections(), load.count(), steps -> send(mailer, steps));
    }

    private static void send(Mailer mailer, InParallel.Steps steps) {
        while (steps.take()) {
            Email email = EmailBuilder.startingBlank()
                    .from(Sample.SENDER)
                    .to(Sample.RECIPIENT)
                    .withSubject(Sample.SUBJECT)
                    .withPlainText(Sample.TEXT)
                    .buildEmail();
            mailer.sendMail(email, false).join();
        }
    }
}
