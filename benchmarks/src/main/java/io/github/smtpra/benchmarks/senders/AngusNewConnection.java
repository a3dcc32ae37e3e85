package io.github.smtpra.benchmarks.senders;

import io.github.smtpra.benchmarks.comparison.InParallel;
import io.github.smtpra.benchmarks.comparison.Job;
import io.github.smtpra.benchmarks.comparison.Meter;
import io.github.smtpra.benchmarks.sending.Load;
import jakarta.mail.Session;
import jakarta.mail.Transport;

/** Angus Mail as most use it: {@code Transport.send}, which connects for each mail. */
public final class AngusNewConnection implements Job {
    @Override
    public Meter.Took run(String task) throws Exception {
        Load load = Load.parse(task);
        return InParallel.run(load.connections(), load.count(), steps -> send(load, steps));
    }

    private static void send(Load load, InParallel.Steps steps) throws Exception {
        Session session = Sample.session(load.port());
        while (steps.take()) {
            Transport.send(Sample.message(session));
        }
    }
}
