package io.github.smtpra.rar.inbound;

import io.github.smtpra.engine.report.ReportSelection;
import io.github.smtpra.engine.report.ReportService;
import io.github.smtpra.engine.report.ReportSettings;
import io.github.smtpra.engine.report.ReportSubscription;
import io.github.smtpra.engine.settings.InvalidSettingException;
import io.github.smtpra.engine.settings.Settings;
import jakarta.resource.spi.ActivationSpec;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * The beans that hear of sent mail. Lives as long as its {@link InboundSide}. Nothing here throws at a server for a wrong
 * setting: it is logged. Safe for use by many threads.
 */
final class ReportSide {
    private static final System.Logger LOG = System.getLogger("io.github.smtpra.inbound");
    private static final Duration LONGEST = Duration.ofMinutes(9);

    private final InboundParts parts;
    private final ReportService service;
    private final Semaphore deliveries;
    private final Map<ActivationKey, Active> active = new ConcurrentHashMap<>();

    private record Active(ReportSubscription subscription, Duration timeout) {}

    /**
     * No beans yet.
     *
     * @param deliveries bounds the calls of all beans
     */
    ReportSide(InboundParts parts, ReportSettings settings, ReportService.Source source, Semaphore deliveries) {
        this.parts = parts;
        this.deliveries = deliveries;
        this.service = new ReportService(source, settings, Clock.systemUTC());
        service.start();
    }

    void activate(MessageEndpointFactory endpoints, ReportActivationSpec spec) {
        Class<?> bean = endpoints.getEndpointClass();
        try {
            Active activated = activated(endpoints, Settings.of(bean.getSimpleName(), spec.properties()));
            active.put(new ActivationKey(endpoints, spec), activated);
            service.attach(activated.subscription());
            LOG.log(System.Logger.Level.INFO, "SMTPRA114 " + bean.getName() + " hears of sent mail");
        } catch (InvalidSettingException e) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    "SMTPRA115 " + bean.getName() + " hears nothing until it is deployed again: " + e.getMessage());
        }
    }

    private Active activated(MessageEndpointFactory endpoints, Settings settings) {
        Duration timeout =
                settings.duration("transactionTimeout", Duration.ofMinutes(2), Duration.ofSeconds(1), LONGEST);
        ReportSubscription.Terms terms = new ReportSubscription.Terms(
                endpoints.getEndpointClass().getName(),
                ReportSelection.from(settings),
                settings.integer("concurrency", 5, 1, 10_000));
        return new Active(
                new ReportSubscription(terms, new ReportEndpoint(endpoints, parts, timeout), deliveries), timeout);
    }

    /** Ends what {@link #activate} began; nothing is told after it has returned. Does nothing for other activations. */
    void deactivate(MessageEndpointFactory endpoints, ActivationSpec spec) {
        Active last = active.remove(new ActivationKey(endpoints, spec));
        if (last != null) {
            service.detach(last.subscription(), last.timeout());
        }
    }

    /** Ends everything. */
    void stop() {
        active.values().forEach(each -> service.detach(each.subscription(), Duration.ofSeconds(1)));
        active.clear();
        service.close();
    }
}
