package io.github.smtpra.api.smtp;

/** How a label with characters outside US-ASCII becomes one without (RFC 3492). */
final class Punycode {
    // RFC 3492 §5.
    private static final int BASE = 36;
    private static final int T_MIN = 1;
    private static final int T_MAX = 26;
    private static final int SKEW = 38;
    private static final int DAMP = 700;
    private static final int INITIAL_BIAS = 72;
    private static final int INITIAL_N = 128;

    private static final String DIGITS = "abcdefghijklmnopqrstuvwxyz0123456789";

    private final int[] input;
    private final StringBuilder output = new StringBuilder();
    private int bias = INITIAL_BIAS;
    private int delta;
    private int handled;

    private Punycode(int[] input) {
        this.input = input;
    }

    /**
     * The code points of {@code label} in Punycode, without the prefix {@code xn--} (RFC 3492 §6.3).
     *
     * @param label of at most 63 characters, so that nothing can overflow
     */
    static String encode(String label) {
        Punycode punycode = new Punycode(label.codePoints().toArray());
        punycode.encode();
        return punycode.output.toString();
    }

    private void encode() {
        for (int c : input) {
            if (c < INITIAL_N) {
                output.append((char) c);
            }
        }
        int basic = output.length();
        handled = basic;
        if (basic > 0) {
            output.append('-');
        }
        int n = INITIAL_N;
        while (handled < input.length) {
            int next = leastFrom(n);
            delta += (next - n) * (handled + 1);
            encodeAll(next, basic);
            delta++;
            n = next + 1;
        }
    }

    private int leastFrom(int n) {
        int least = Integer.MAX_VALUE;
        for (int c : input) {
            if (c >= n && c < least) {
                least = c;
            }
        }
        return least;
    }

    private void encodeAll(int n, int basic) {
        for (int c : input) {
            if (c < n) {
                delta++;
            } else if (c == n) {
                appendDelta();
                bias = adapted(handled == basic ? DAMP : 2);
                delta = 0;
                handled++;
            }
        }
    }

    /** RFC 3492 §3.3: an integer of variable length. */
    private void appendDelta() {
        int q = delta;
        for (int k = BASE; ; k += BASE) {
            int t = Math.max(T_MIN, Math.min(T_MAX, k - bias));
            if (q < t) {
                output.append(DIGITS.charAt(q));
                return;
            }
            output.append(DIGITS.charAt(t + (q - t) % (BASE - t)));
            q = (q - t) / (BASE - t);
        }
    }

    /** RFC 3492 §6.1. */
    private int adapted(int divisor) {
        int scaled = delta / divisor;
        scaled += scaled / (handled + 1);
        int k = 0;
        while (scaled > (BASE - T_MIN) * T_MAX / 2) {
            scaled /= BASE - T_MIN;
            k += BASE;
        }
        return k + (BASE - T_MIN + 1) * scaled / (scaled + SKEW);
    }
}
