package io.github.smtpra.api.smtp;

import java.util.Locale;

/** The grammar of address literals, {@code "[" ( IPv4 / IPv6 ) "]"} (RFC 5321 §4.1.3; SRV-066). */
final class AddressLiteral {
    private static final String IPV6_TAG = "ipv6:";
    private static final int IPV6_GROUPS = 8;

    private AddressLiteral() {}

    static boolean isAddressLiteral(String text) {
        if (text.length() < 2 || text.charAt(0) != '[' || !text.endsWith("]")) {
            return false;
        }
        String inner = text.substring(1, text.length() - 1);
        // A general-address-literal needs a tag registered with IANA; none but IPv6 is, so no other is taken.
        return inner.toLowerCase(Locale.ROOT).startsWith(IPV6_TAG)
                ? isIpv6(inner.substring(IPV6_TAG.length()))
                : isIpv4(inner);
    }

    /** {@code IPv4-address-literal = Snum 3("." Snum)}. */
    private static boolean isIpv4(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 4) {
            return false;
        }
        for (String part : parts) {
            if (!isSnum(part)) {
                return false;
            }
        }
        return true;
    }

    /** {@code Snum = 1*3DIGIT}, 0 to 255. */
    private static boolean isSnum(String text) {
        if (text.isEmpty() || text.length() > 3) {
            return false;
        }
        int value = 0;
        for (char c : text.toCharArray()) {
            if (c < '0' || c > '9') {
                return false;
            }
            value = value * 10 + (c - '0');
        }
        return value <= 255;
    }

    /** {@code IPv6-addr = IPv6-full / IPv6-comp / IPv6v4-full / IPv6v4-comp}. */
    private static boolean isIpv6(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            return groups(text, true) == IPV6_GROUPS;
        }
        String before = text.substring(0, gap);
        String after = text.substring(gap + 2);
        int head = before.isEmpty() ? 0 : groups(before, false);
        int tail = after.isEmpty() ? 0 : groups(after, true);
        // "::" stands for two groups at least (RFC 5321 §4.1.3, IPv6-comp).
        return head >= 0 && tail >= 0 && head + tail <= IPV6_GROUPS - 2;
    }

    /** How many 16-bit groups {@code text} makes, an IPv4 tail counting two; negative if it is ill-formed. */
    private static int groups(String text, boolean ipv4TailAllowed) {
        String[] parts = text.split(":", -1);
        int count = 0;
        for (int i = 0; i < parts.length; i++) {
            if (isHexGroup(parts[i])) {
                count++;
            } else if (ipv4TailAllowed && i == parts.length - 1 && isIpv4(parts[i])) {
                count += 2;
            } else {
                return -1;
            }
        }
        return count;
    }

    /** {@code IPv6-hex = 1*4HEXDIG}. */
    private static boolean isHexGroup(String text) {
        return !text.isEmpty()
                && text.length() <= 4
                && text.chars().allMatch(c -> Character.digit(c, 16) >= 0 && c < 128);
    }
}
