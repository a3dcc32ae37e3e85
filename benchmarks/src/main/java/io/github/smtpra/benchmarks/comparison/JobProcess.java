package io.github.smtpra.benchmarks.comparison;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A {@link Job} in a process of its own, which stays, so that its compilers have done their work when it is measured. */
public final class JobProcess implements AutoCloseable {
    private final Process process;
    private final BufferedWriter tasks;
    private final BufferedReader answers;

    private JobProcess(Process process) {
        this.process = process;
        tasks = process.outputWriter();
        answers = process.inputReader();
    }

    /** Starts {@link JobMain} with {@code job}, the name of a class and what its constructor takes. */
    public static JobProcess start(Java java, String... job) throws IOException {
        return start(List.of(), java, job);
    }

    /** Starts it by way of another program. */
    public static JobProcess start(List<String> wrapper, Java java, String... job) throws IOException {
        List<String> command = new ArrayList<>(wrapper);
        command.addAll(java.command(JobMain.class.getName(), job));
        return new JobProcess(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** Has it do {@code task}, which is {@code count} things. */
    public Run run(String task, int count) throws IOException {
        tasks.write(task);
        tasks.newLine();
        tasks.flush();
        String answer = answers.readLine();
        if (answer == null || !answer.startsWith("took ")) {
            throw new IOException(task + " failed: " + answer);
        }
        String[] took = answer.split(" ", -1);
        return Run.of(count, Long.parseLong(took[1]), Long.parseLong(took[2]));
    }

    /** Lets it end, and waits until it has. */
    @Override
    public void close() {
        try {
            tasks.close();
            process.waitFor();
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
