package io.github.smtpra.rar.outbound;

import jakarta.resource.spi.ManagedConnectionMetaData;

/** What a server may show about a managed connection. */
final class OutboxMetaData implements ManagedConnectionMetaData {
    @Override
    public String getEISProductName() {
        return "smtp-ra outbox";
    }

    @Override
    public String getEISProductVersion() {
        String version = OutboxMetaData.class.getPackage().getImplementationVersion();
        return version == null ? "unknown" : version;
    }

    /** No limit. */
    @Override
    public int getMaxConnections() {
        return 0;
    }

    /** Nobody logs in. */
    @Override
    public String getUserName() {
        return "";
    }
}
