package io.github.smtpra.api.queue;

import io.github.smtpra.api.smtp.MailId;
import io.github.smtpra.api.smtp.ReversePath;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which mails of the queue are asked for, page by page. Immutable.
 *
 * <pre>{@code
 * QueueSelection.ALL.withRecipientDomain("example.com").withLimit(50)
 * }</pre>
 */
public final class QueueSelection {
    private static final int MAX_LIMIT = 1000;

    /** The first 100 of all. */
    public static final QueueSelection ALL = new QueueSelection(null, null, null, new Page(null, 100));

    private final @Nullable ReversePath sender;
    private final @Nullable String recipientDomain;
    private final QueuedMail.@Nullable State state;
    private final Page page;

    private record Page(@Nullable MailId after, int limit) {}

    private QueueSelection(
            @Nullable ReversePath sender,
            @Nullable String recipientDomain,
            QueuedMail.@Nullable State state,
            Page page) {
        this.sender = sender;
        this.recipientDomain = recipientDomain;
        this.state = state;
        this.page = page;
    }

    /** Those from {@code path} only. */
    public QueueSelection withSender(ReversePath path) {
        return new QueueSelection(path, recipientDomain, state, page);
    }

    /** Those that wait for a recipient at {@code domain} only. */
    public QueueSelection withRecipientDomain(String domain) {
        return new QueueSelection(sender, domain, state, page);
    }

    /** Those in {@code wanted} only. */
    public QueueSelection withState(QueuedMail.State wanted) {
        return new QueueSelection(sender, recipientDomain, wanted, page);
    }

    /** Those behind {@code mail}, the last of the page before. */
    public QueueSelection after(MailId mail) {
        return new QueueSelection(sender, recipientDomain, state, new Page(mail, page.limit));
    }

    /**
     * No more than {@code limit}.
     *
     * @throws IllegalArgumentException if it is not 1 to 1000
     */
    public QueueSelection withLimit(int limit) {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("a page has " + limit + " mails; allowed: 1 to " + MAX_LIMIT);
        }
        return new QueueSelection(sender, recipientDomain, state, new Page(page.after, limit));
    }

    /** From whom, if that matters. */
    public Optional<ReversePath> sender() {
        return Optional.ofNullable(sender);
    }

    /** For a recipient where, if that matters. */
    public Optional<String> recipientDomain() {
        return Optional.ofNullable(recipientDomain);
    }

    /** In which state, if that matters. */
    public Optional<QueuedMail.State> state() {
        return Optional.ofNullable(state);
    }

    /** Behind which mail. */
    public Optional<MailId> after() {
        return Optional.ofNullable(page.after);
    }

    /** How many at most. */
    public int limit() {
        return page.limit;
    }
}
