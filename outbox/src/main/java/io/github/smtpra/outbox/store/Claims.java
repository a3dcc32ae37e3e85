package io.github.smtpra.outbox.store;

import io.github.smtpra.api.smtp.MailId;
import io.github.smtpra.outbox.ClaimedMail;
import io.github.smtpra.outbox.ClaimedRecipient;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What is in hand, as the process knows it. A claim is <em>waiting</em>, part by part, until its deliverer begins with a
 * part: up to then it may be recalled, and who holds it finds out when it wants to begin. A mail that is in hand for
 * another reason has neither. Safe for use by many threads; the lock guards the map only.
 */
final class Claims {
    private final Map<MailId, Claim> mails = new HashMap<>();
    private long last;

    /** One mail in hand, with the positions of its recipients. */
    private record Claim(long number, Set<Integer> waiting, Set<Integer> begun) {
        Claim(long number) {
            this(number, new HashSet<>(), new HashSet<>());
        }

        boolean has(Collection<Integer> positions) {
            return positions.stream().allMatch(each -> waiting.contains(each) || begun.contains(each));
        }

        boolean isOver() {
            return waiting.isEmpty() && begun.isEmpty();
        }

        boolean isWaiting() {
            return !waiting.isEmpty() && begun.isEmpty();
        }
    }

    /**
     * What was recalled.
     *
     * @param claims the numbers of the claims, which are over or have lost what was waiting of them
     * @param mails those of which nothing was begun; they are in the caller's hand now
     */
    record Recalled(Set<Long> claims, List<MailId> mails) {}

    private static List<Integer> positions(ClaimedMail mail) {
        return mail.recipients().stream().map(ClaimedRecipient::position).toList();
    }

    /** All mails in hand. */
    synchronized Set<MailId> mails() {
        return Set.copyOf(mails.keySet());
    }

    /** Those that are not waiting. */
    synchronized Set<MailId> begun() {
        return mails.entrySet().stream()
                .filter(each -> !each.getValue().isWaiting())
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    synchronized boolean contains(MailId mail) {
        return mails.containsKey(mail);
    }

    /** Adds what was claimed; returns it with its number. */
    synchronized ClaimedMail add(ClaimedMail mail) {
        Claim claim = new Claim(++last);
        claim.waiting().addAll(positions(mail));
        mails.put(mail.id(), claim);
        return mail.withClaim(claim.number());
    }

    /** Adds a mail that is in hand for another reason than to be delivered; false if it is in hand already. */
    synchronized boolean add(MailId mail) {
        return mails.putIfAbsent(mail, new Claim(++last)) == null;
    }

    synchronized void remove(MailId mail) {
        mails.remove(mail);
    }

    private Optional<Claim> claim(ClaimedMail part) {
        return Optional.ofNullable(mails.get(part.id()))
                .filter(each -> each.number() == part.claim() && each.has(positions(part)));
    }

    /** Whether {@code part} is in hand. */
    synchronized boolean holds(ClaimedMail part) {
        return claim(part).isPresent();
    }

    /** Begins with {@code part}; false if it is not in hand any more. */
    synchronized boolean begin(ClaimedMail part) {
        Optional<Claim> claim = claim(part);
        claim.ifPresent(each -> {
            each.waiting().removeAll(positions(part));
            each.begun().addAll(positions(part));
        });
        return claim.isPresent();
    }

    /** Ends {@code part}; whether it was the last of its mail, which is then still in the caller's hand. */
    synchronized boolean end(ClaimedMail part) {
        Optional<Claim> claim = claim(part);
        claim.ifPresent(each -> {
            each.waiting().removeAll(positions(part));
            each.begun().removeAll(positions(part));
        });
        return claim.isPresent() && claim.get().isOver();
    }

    /** Recalls {@code mail} if it is waiting, whole; then it is in the caller's hand. Returns the number of the claim. */
    synchronized OptionalLong recall(MailId mail) {
        Claim claim = mails.get(mail);
        if (claim == null || !claim.isWaiting()) {
            return OptionalLong.empty();
        }
        mails.put(mail, new Claim(++last));
        return OptionalLong.of(claim.number());
    }

    /** Recalls what is waiting of {@code which}; parts that have begun go on. */
    synchronized Recalled recall(Predicate<MailId> which) {
        Set<Long> claims = new HashSet<>();
        List<MailId> whole = new ArrayList<>();
        mails.forEach((mail, claim) -> {
            if (which.test(mail) && !claim.waiting().isEmpty()) {
                claims.add(claim.number());
                claim.waiting().clear();
                if (claim.isOver()) {
                    whole.add(mail);
                }
            }
        });
        return new Recalled(Set.copyOf(claims), List.copyOf(whole));
    }
}
