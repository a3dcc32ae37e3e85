package io.github.smtpra.benchmarks.comparison;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Runs a {@link Job} for each line that comes in, and answers with the time and the processor time that it took. */
final class JobMain {
    /** Held, or its level would be forgotten. No contender writes a line for each mail. */
    private static final Logger LOG = Logger.getLogger("");

    private JobMain() {}

    /** Arguments: the class of the job, and what its constructor takes. */
    public static void main(String[] args) throws Exception {
        PrintStream answers = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        System.setOut(System.err);
        LOG.setLevel(Level.SEVERE);
        Job job = job(args[0], Arrays.copyOfRange(args, 1, args.length));
        BufferedReader tasks = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String task = tasks.readLine(); task != null; task = tasks.readLine()) {
            answers.println(answer(job, task));
        }
        System.exit(0);
    }

    private static Job job(String name, String... arguments) throws ReflectiveOperationException {
        Class<?>[] types = new Class<?>[arguments.length];
        Arrays.fill(types, String.class);
        return Class.forName(name).asSubclass(Job.class).getConstructor(types).newInstance((Object[]) arguments);
    }

    private static String answer(Job job, String task) {
        try {
            Meter.Took took = job.run(task);
            return "took " + took.nanos() + ' ' + took.cpuNanos();
        } catch (Exception e) {
            e.printStackTrace();
            return "failed " + e;
        }
    }
}
