package io.github.smtpra.benchmarks.micro;

import io.github.smtpra.protocol.data.DataReader;
import io.github.smtpra.protocol.data.DotStuffer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A block of content of 64 KiB, read and written. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ContentBenchmark {
    private static final int BLOCK = 64 * 1024;

    private final byte[] lines = ("X".repeat(78) + "\r\n").repeat(BLOCK / 80).getBytes(StandardCharsets.US_ASCII);
    private final DataReader reader = new DataReader();
    private final DotStuffer stuffer = new DotStuffer();

    /** To the end of the block, looking for the end of the data. */
    @Benchmark
    public long read() {
        ByteBuffer input = ByteBuffer.wrap(lines);
        long octets = 0;
        while (input.hasRemaining()) {
            octets += reader.read(input).remaining();
        }
        return octets;
    }

    /** With dots stuffed where it needs them. */
    @Benchmark
    public int stuff() {
        return stuffer.encode(ByteBuffer.wrap(lines)).remaining();
    }
}
