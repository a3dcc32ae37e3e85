package io.github.smtpra.benchmarks.sending;

import io.github.smtpra.benchmarks.comparison.Java;
import io.github.smtpra.benchmarks.comparison.Job;
import io.github.smtpra.benchmarks.comparison.JobProcess;
import io.github.smtpra.benchmarks.comparison.Run;
import java.io.IOException;

/** A sender in a Java process of its own. */
final class JavaSender implements Contender {
    private final String name;
    private final JobProcess process;
    private final double share;

    private JavaSender(String name, JobProcess process, double share) {
        this.name = name;
        this.process = process;
        this.share = share;
    }

    /** Starts it; {@code share} is how much of a load it sends, so that slow ones take no longer than others. */
    static JavaSender start(String name, Java java, double share, Class<? extends Job> job) throws IOException {
        return new JavaSender(name, JobProcess.start(java, job.getName()), share);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Run run(Load load) throws IOException {
        int count = (int) (load.count() * share);
        return process.run(new Load(load.port(), load.connections(), count).toString(), count);
    }

    @Override
    public void close() {
        process.close();
    }
}
