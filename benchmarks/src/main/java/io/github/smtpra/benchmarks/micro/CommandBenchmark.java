package io.github.smtpra.benchmarks.micro;

import io.github.smtpra.api.smtp.Reply;
import io.github.smtpra.protocol.grammar.CommandLine;
import io.github.smtpra.protocol.grammar.Parameter;
import io.github.smtpra.protocol.grammar.PathArgument;
import io.github.smtpra.protocol.grammar.SyntaxException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A command that is read, and a reply that is written. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CommandBenchmark {
    private final Reply reply = Reply.of(250, "2.1.5", "Recipient ok");

    /** MAIL with its path and three parameters. */
    @Benchmark
    public List<Parameter> mail() throws SyntaxException {
        CommandLine line = CommandLine.of("MAIL FROM:<source@client.example> SIZE=1000 BODY=8BITMIME RET=HDRS");
        PathArgument argument = PathArgument.parse("FROM", line.argument());
        argument.mailbox();
        return Parameter.parseAll(argument.parameters());
    }

    /** The lines of a reply. */
    @Benchmark
    public List<String> reply() {
        return reply.wireLines();
    }
}
