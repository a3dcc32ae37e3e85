package io.github.smtpra.engine.delivery;

import io.github.smtpra.protocol.client.ClientAction.Reached;
import java.util.List;

/**
 * How an attempt ended, at all hosts that were tried.
 *
 * @param results one for each recipient, in order
 * @param reached how far the best of them came
 */
record Attempt(List<PeerResult> results, Reached reached) {
    Attempt {
        results = List.copyOf(results);
    }
}
