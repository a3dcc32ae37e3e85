package io.github.smtpra.benchmarks.senders;

import io.github.smtpra.benchmarks.comparison.InParallel;
import io.github.smtpra.benchmarks.comparison.Job;
import io.github.smtpra.benchmarks.comparison.Meter;
import io.github.smtpra.benchmarks.sending.Load;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;

/** Angus Mail as one uses it who knows it: a thread for each connection, which stays. */
public final class AngusReused implements Job {
    @Override
    public Meter.Took run(String task) throws Exception {
        Load load = Load.parse(task);
        return InParallel.run(load.connections(), load.count(), steps -> send(load, steps));
    }

    private static void send(Load load, InParallel.Steps steps) throws Exception {
        Session session = Sample.session(load.port());
        try (Transport transport = session.getTransport("smtp")) {
            transport.connect();
            while (steps.take()) {
                MimeMessage message = Sample.message(session);
                message.saveChanges();
                transport.sendMessage(message, message.getAllRecipients());
            }
        }
    }
}
