package io.github.smtpra.benchmarks.servers;

import java.time.Duration;
import org.apache.james.metrics.api.Metric;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.james.metrics.api.TimeMetric;
import org.reactivestreams.Publisher;

/** Nothing is measured inside James, so that it costs it nothing. */
@SuppressWarnings("deprecation") // What James has deprecated is abstract all the same.
final class NoMetrics implements MetricFactory {
    @Override
    public Metric generate(String name) {
        return new NoMetric();
    }

    @Override
    public TimeMetric timer(String name) {
        return new NoTime(name);
    }

    @Override
    public <T> Publisher<T> decoratePublisherWithTimerMetric(String name, Publisher<T> publisher) {
        return publisher;
    }

    @Override
    public <T> Publisher<T> decoratePublisherWithTimerMetricLogP99(String name, Publisher<T> publisher) {
        return publisher;
    }

    private static final class NoMetric implements Metric {
        @Override
        public void increment() {
            // Not counted.
        }

        @Override
        public void decrement() {
            // Not counted.
        }

        @Override
        public void add(int value) {
            // Not counted.
        }

        @Override
        public void remove(int value) {
            // Not counted.
        }

        @Override
        public long getCount() {
            return 0;
        }
    }

    private record NoTime(String name) implements TimeMetric {
        @Override
        public ExecutionResult stopAndPublish() {
            return new NoResult();
        }
    }

    private static final class NoResult implements TimeMetric.ExecutionResult {
        @Override
        public Duration elasped() {
            return Duration.ZERO;
        }

        @Override
        public TimeMetric.ExecutionResult logWhenExceedP99(Duration threshold) {
            return this;
        }
    }
}
