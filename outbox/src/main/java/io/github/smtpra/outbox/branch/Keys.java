package io.github.smtpra.outbox.branch;

import io.github.smtpra.api.smtp.MailId;
import io.github.smtpra.outbox.OutboxException;
import io.github.smtpra.outbox.content.Staged;
import io.github.smtpra.outbox.store.BranchId;
import io.github.smtpra.outbox.store.Intake;
import io.github.smtpra.outbox.store.KeyUse;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The idempotency keys of mails in open branches, which the store does not know yet. Of two transactions with the same
 * key at the same time, one fails: what the other will come to can not be known. Safe for use by many threads; its lock
 * guards the map only.
 */
final class Keys {
    private final Intake intake;
    private final Map<String, Holder> holders = new HashMap<>();

    private record Holder(BranchId branch, MailId mail) {}

    Keys(Intake intake) {
        this.intake = intake;
    }

    /**
     * Reserves the key of {@code mail}, if it has one, for {@code branch}.
     *
     * @return the mail that was sent with this key before; then nothing is reserved
     * @throws OutboxException if another transaction under way has it
     */
    Optional<MailId> reserve(BranchId branch, Staged mail) throws OutboxException {
        Optional<String> key = mail.mail().options().idempotencyKey();
        if (key.isEmpty()) {
            return Optional.empty();
        }
        Optional<Holder> holder = hold(key.get(), new Holder(branch, mail.id()));
        if (holder.isPresent()) {
            return Optional.of(sameBranch(holder.get(), branch));
        }
        return sentBefore(key.get(), mail);
    }

    private static MailId sameBranch(Holder holder, BranchId branch) throws OutboxException {
        if (!holder.branch.equals(branch)) {
            throw conflict();
        }
        return holder.mail;
    }

    private static OutboxException conflict() {
        return new OutboxException("Another transaction under way sends a mail with the same idempotency key");
    }

    private Optional<MailId> sentBefore(String key, Staged mail) throws OutboxException {
        boolean free = false;
        try {
            Optional<KeyUse> use = intake.keyUse(key);
            free = use.isEmpty();
            if (use.isPresent() && use.get().decision() == KeyUse.Decision.IN_DOUBT) {
                throw conflict();
            }
            return use.map(KeyUse::mail);
        } finally {
            if (!free) {
                free(mail);
            }
        }
    }

    private synchronized Optional<Holder> hold(String key, Holder holder) {
        return Optional.ofNullable(holders.putIfAbsent(key, holder));
    }

    /** The branch of {@code mail} has ended, or the store knows the key now. */
    synchronized void free(Staged mail) {
        String key = mail.mail().options().idempotencyKey().orElse(null);
        @Nullable Holder holder = key == null ? null : holders.get(key);
        if (holder != null && holder.mail.equals(mail.id())) {
            holders.remove(key);
        }
    }
}
