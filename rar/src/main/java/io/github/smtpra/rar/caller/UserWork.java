package io.github.smtpra.rar.caller;

import jakarta.resource.spi.work.SecurityContext;
import jakarta.resource.spi.work.Work;
import jakarta.resource.spi.work.WorkContext;
import jakarta.resource.spi.work.WorkContextProvider;
import java.util.List;

/** A piece of the server's work that is done as the user whom {@code context} establishes. */
final class UserWork implements Work, WorkContextProvider {
    private static final long serialVersionUID = 1L;

    private final transient Work work;
    private final transient SecurityContext context;

    UserWork(Work work, SecurityContext context) {
        this.work = work;
        this.context = context;
    }

    @Override
    public List<WorkContext> getWorkContexts() {
        return List.of(context);
    }

    @Override
    public void run() {
        work.run();
    }

    @Override
    public void release() {
        work.release();
    }
}
