package io.github.smtpra.protocol.server;

import io.github.smtpra.api.smtp.DomainSyntax;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;

/**
 * What a server is and allows: the settings of its sessions. Immutable.
 *
 * <pre>{@code
 * ServerProfile.builder(Role.SMTP, "mx.example.com").tls(TlsOffer.OFFERED).maxSize(10_000_000).build()
 * }</pre>
 */
public final class ServerProfile {
    /** RFC 5321 §4.5.3.1.8 (SRV-095). */
    private static final int MIN_RECIPIENTS = 100;

    private final Role role;
    private final String hostName;
    private final TlsOffer tls;
    private final long maxSize;
    private final int maxRecipients;
    private final int maxMails;
    private final int maxErrors;
    private final Set<Service> services;
    private final TransferLimits transferLimits;
    private final ClientInTrace clientInTrace;
    private final SenderRights senderRights;
    private final AuthenticationRules authentication;

    /** What a server is to its clients. */
    public enum Role {
        /** A mail exchanger (RFC 5321). */
        SMTP,
        /** Where users hand in their mail, after AUTH (RFC 6409). */
        SUBMISSION,
        /** The last hop into mailboxes: a reply for each recipient (RFC 2033). */
        LMTP
    }

    /** What a server does about TLS. */
    public enum TlsOffer {
        /** There is none. */
        NONE,
        /** STARTTLS is offered, mail is taken without it too. */
        OFFERED,
        /** STARTTLS is offered, and no mail is taken without it. */
        REQUIRED
    }

    /** What a server may serve or not. */
    public enum Service {
        /** A listed peer says for whom it speaks. */
        XCLIENT,
        /** A client starts the sending of what waits for a domain (RFC 1985). */
        ETRN,
        /** A client goes on with a mail whose connection was lost (RFC 1845). */
        CHECKPOINT
    }

    private ServerProfile(Builder builder) {
        this.role = builder.role;
        this.hostName = builder.hostName;
        this.tls = builder.tls;
        this.maxSize = builder.maxSize;
        this.maxRecipients = builder.maxRecipients;
        this.maxMails = builder.maxMails;
        this.maxErrors = builder.maxErrors;
        this.services = Set.copyOf(builder.services);
        this.transferLimits = builder.transferLimits;
        this.clientInTrace = builder.clientInTrace;
        this.senderRights = builder.senderRights;
        this.authentication = builder.authentication;
    }

    /**
     * A profile in the making: no TLS, no limit of size, 100 recipients, 20 errors.
     *
     * @param role what it is to its clients
     * @param hostName its own name, in the greeting, in trace fields and as the domain of a postmaster that stands
     *     alone
     * @throws IllegalArgumentException if {@code hostName} is neither a domain nor an address literal
     */
    public static Builder builder(Role role, String hostName) {
        return new Builder(role, hostName);
    }

    /** What it is to its clients. */
    public Role role() {
        return role;
    }

    /** Its own name. */
    public String hostName() {
        return hostName;
    }

    /** What it does about TLS. */
    public TlsOffer tls() {
        return tls;
    }

    /** Octets that a mail may have, as SIZE counts them; 0: no fixed limit (RFC 1870 §3; SRV-150). */
    public long maxSize() {
        return maxSize;
    }

    /** Recipients that a mail may have. */
    public int maxRecipients() {
        return maxRecipients;
    }

    /** Mails that a session may have; 0: any number (RFC 9422 §4.1; SRV-294). */
    public int maxMails() {
        return maxMails;
    }

    /** Refused commands before the session is ended. */
    public int maxErrors() {
        return maxErrors;
    }

    /** Whether it serves {@code service}. */
    public boolean serves(Service service) {
        return services.contains(service);
    }

    /** How clients authenticate, and whether they must. */
    public AuthenticationRules authentication() {
        return authentication;
    }

    /** Whether mail is taken only from those who have authenticated; submission is for nobody else (RFC 6409 §4.3). */
    boolean requiresAuthentication() {
        return role == Role.SUBMISSION || authentication.need() == AuthenticationRules.Need.REQUIRED;
    }

    /** Which senders its users may name; for submission. */
    SenderRights senderRights() {
        return senderRights;
    }

    /** How far it goes along with what senders ask of it. */
    public TransferLimits transferLimits() {
        return transferLimits;
    }

    /** What trace fields tell of its clients. */
    ClientInTrace clientInTrace() {
        return clientInTrace;
    }

    /** A profile in the making. For one thread. */
    public static final class Builder {
        private final Role role;
        private final String hostName;
        private TlsOffer tls = TlsOffer.NONE;
        private long maxSize;
        private int maxRecipients = MIN_RECIPIENTS;
        private int maxMails;
        private int maxErrors = 20;
        private final Set<Service> services = EnumSet.noneOf(Service.class);
        private TransferLimits transferLimits = TransferLimits.NONE;
        private ClientInTrace clientInTrace = ClientInTrace.SHOWN;
        private SenderRights senderRights = SenderRights.ALL;
        private AuthenticationRules authentication = AuthenticationRules.NONE;

        private Builder(Role role, String hostName) {
            if (!DomainSyntax.isDomain(hostName) && !DomainSyntax.isAddressLiteral(hostName)) {
                throw new IllegalArgumentException("not a host name: " + hostName);
            }
            this.role = role;
            this.hostName = hostName;
        }

        /** What it does about TLS. */
        public Builder tls(TlsOffer offer) {
            tls = offer;
            return this;
        }

        /** Octets that a mail may have; 0: no fixed limit. */
        public Builder maxSize(long octets) {
            maxSize = octets;
            return this;
        }

        /** Recipients that a mail may have; 100 at least (RFC 5321 §4.5.3.1.8; SRV-095). */
        public Builder maxRecipients(int count) {
            maxRecipients = count;
            return this;
        }

        /** Mails that a session may have; 0: any number. */
        public Builder maxMails(int count) {
            maxMails = count;
            return this;
        }

        /** Refused commands before the session is ended. */
        public Builder maxErrors(int count) {
            maxErrors = count;
            return this;
        }

        /** What it serves besides. */
        public Builder serving(Collection<Service> more) {
            services.addAll(more);
            return this;
        }

        /** How clients authenticate, and whether they must. */
        public Builder authentication(AuthenticationRules rules) {
            authentication = rules;
            return this;
        }

        /** Which senders its users may name; for submission. */
        public Builder senderRights(SenderRights rights) {
            senderRights = rights;
            return this;
        }

        /** How far it goes along with what senders ask of it. */
        public Builder transferLimits(TransferLimits limits) {
            transferLimits = limits;
            return this;
        }

        /** What trace fields tell of its clients. */
        public Builder clientInTrace(ClientInTrace what) {
            clientInTrace = what;
            return this;
        }

        /**
         * The profile.
         *
         * @throws IllegalArgumentException if a limit is out of range
         */
        public ServerProfile build() {
            if (maxSize < 0 || maxRecipients < MIN_RECIPIENTS || maxMails < 0 || maxErrors < 1) {
                throw new IllegalArgumentException("a limit is out of range");
            }
            return new ServerProfile(this);
        }
    }
}
