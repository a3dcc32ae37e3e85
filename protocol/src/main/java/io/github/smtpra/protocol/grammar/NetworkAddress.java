package io.github.smtpra.protocol.grammar;

import java.util.Arrays;
import java.util.HexFormat;

/** An IPv4 or IPv6 address as octets, and how it is written. Immutable; asks no name service. */
public final class NetworkAddress {
    private static final int IPV4_OCTETS = 4;
    private static final int IPV6_OCTETS = 16;
    private static final int GROUP_OCTETS = 2;

    private final byte[] octets;

    private NetworkAddress(byte[] octets) {
        this.octets = octets;
    }

    /** The address of these 4 or 16 octets. */
    public static NetworkAddress of(byte[] octets) {
        if (octets.length != IPV4_OCTETS && octets.length != IPV6_OCTETS) {
            throw new IllegalArgumentException("an address has 4 or 16 octets, not " + octets.length);
        }
        return new NetworkAddress(octets.clone());
    }

    /** An address of either family. */
    public static NetworkAddress parse(String text) throws SyntaxException {
        return text.indexOf(':') < 0 ? ipv4(text) : ipv6(text);
    }

    /** Four decimal numbers from 0 to 255, none with a zero that leads. */
    public static NetworkAddress ipv4(String text) throws SyntaxException {
        String[] parts = text.split("\\.", -1);
        if (parts.length != IPV4_OCTETS) {
            throw bad();
        }
        byte[] octets = new byte[IPV4_OCTETS];
        for (int i = 0; i < IPV4_OCTETS; i++) {
            octets[i] = (byte) DecimalNumber.parse(parts[i], 255);
        }
        return new NetworkAddress(octets);
    }

    /** Groups of up to four hexadecimal digits, one {@code ::} for zeros, perhaps an IPv4 tail (RFC 4291 §2.2). */
    public static NetworkAddress ipv6(String text) throws SyntaxException {
        int gap = text.indexOf("::");
        if (gap < 0) {
            byte[] all = groups(text);
            if (all.length != IPV6_OCTETS) {
                throw bad();
            }
            return new NetworkAddress(all);
        }
        byte[] head = groups(text.substring(0, gap));
        byte[] tail = groups(text.substring(gap + 2));
        if (head.length + tail.length > IPV6_OCTETS - GROUP_OCTETS) {
            throw bad();
        }
        byte[] octets = Arrays.copyOf(head, IPV6_OCTETS);
        System.arraycopy(tail, 0, octets, IPV6_OCTETS - tail.length, tail.length);
        return new NetworkAddress(octets);
    }

    private static byte[] groups(String text) throws SyntaxException {
        if (text.isEmpty()) {
            return new byte[0];
        }
        String[] parts = text.split(":", -1);
        byte[] octets = new byte[parts.length * GROUP_OCTETS + GROUP_OCTETS];
        int length = 0;
        for (int i = 0; i < parts.length; i++) {
            boolean tail = i == parts.length - 1 && parts[i].indexOf('.') >= 0;
            byte[] group = tail ? ipv4(parts[i]).octets : group(parts[i]);
            System.arraycopy(group, 0, octets, length, group.length);
            length += group.length;
        }
        return Arrays.copyOf(octets, length);
    }

    private static byte[] group(String text) throws SyntaxException {
        if (text.isEmpty() || text.length() > 4 || !text.chars().allMatch(HexFormat::isHexDigit)) {
            throw bad();
        }
        int value = HexFormat.fromHexDigits(text);
        return new byte[] {(byte) (value >> 8), (byte) value};
    }

    private static SyntaxException bad() {
        return new SyntaxException("An IP address is ill-formed");
    }

    /** A copy of the octets, 4 or 16. */
    public byte[] octets() {
        return octets.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NetworkAddress that && Arrays.equals(octets, that.octets);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(octets);
    }

    /** The octets in hexadecimal. */
    @Override
    public String toString() {
        return HexFormat.of().formatHex(octets);
    }
}
