package io.github.smtpra.benchmarks.sending;

/**
 * What is to be sent: mails of 1 KiB.
 *
 * @param port where the peer listens
 * @param connections in parallel
 * @param count mails
 */
public record Load(int port, int connections, int count) {
    /** The load that {@link #toString()} has written. */
    public static Load parse(String text) {
        String[] parts = text.split(" ", -1);
        return new Load(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
    }

    @Override
    public String toString() {
        return port + " " + connections + " " + count;
    }
}
