package io.github.smtpra.benchmarks.sending;

import io.github.smtpra.benchmarks.comparison.Run;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Postfix's generator, on connections that stay; it waits for each reply. */
final class SmtpSource implements Contender {
    static final String NAME = "smtp-source -d";

    private static final double MILLION = 1e6;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Run run(Load load) throws IOException, InterruptedException {
        String command = "smtp-source -4 -d -s " + load.connections() + " -m " + load.count() + " -l 1024"
                + " -f source@client.example -t sink@sink.example 127.0.0.1:" + load.port()
                + " && times";
        long begin = System.nanoTime();
        Process process = new ProcessBuilder(List.of("bash", "-c", command))
                .redirectErrorStream(true)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        if (process.waitFor() != 0) {
            throw new IOException("smtp-source failed: " + out);
        }
        long nanos = System.nanoTime() - begin;
        return Run.of(load.count(), nanos, cpuOfChildren(out));
    }

    /** The second line of {@code times}: {@code 0m0.123s 0m0.456s}. */
    private static long cpuOfChildren(String times) {
        String children = times.strip().lines().reduce("", (before, line) -> line);
        double micros = 0;
        for (String one : children.split(" ", -1)) {
            String[] parts = one.replace("s", "").split("m", -1);
            micros += (Double.parseDouble(parts[0]) * 60 + Double.parseDouble(parts[1])) * MILLION;
        }
        return (long) (micros * 1000);
    }

    @Override
    public void close() {
        // Nothing runs between two runs.
    }
}
