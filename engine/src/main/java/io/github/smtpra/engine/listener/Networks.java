package io.github.smtpra.engine.listener;

import io.github.smtpra.engine.settings.InvalidSettingException;
import io.github.smtpra.protocol.grammar.NetworkAddress;
import io.github.smtpra.protocol.grammar.SyntaxException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * IP networks, in the notation of RFC 4632 and RFC 4291: {@code 192.0.2.0/24}, {@code 2001:db8::/32}; without a length a
 * single address. Immutable. No name service is asked.
 */
public final class Networks {
    private static final String ALLOWED = "addresses or networks as in 192.0.2.7, 192.0.2.0/24 or 2001:db8::/32";

    /** A network: the first {@code length} bits of its address. */
    private record Network(NetworkAddress address, int length) {
        boolean contains(byte[] octets) {
            byte[] own = address.octets();
            if (own.length != octets.length) {
                return false;
            }
            for (int bit = 0; bit < length; bit++) {
                int mask = 0x80 >> bit % Byte.SIZE;
                if (((own[bit / Byte.SIZE] ^ octets[bit / Byte.SIZE]) & mask) != 0) {
                    return false;
                }
            }
            return true;
        }
    }

    private final List<String> texts;
    private final List<Network> all;

    private Networks(List<String> texts, List<Network> all) {
        this.texts = List.copyOf(texts);
        this.all = List.copyOf(all);
    }

    /**
     * Reads networks.
     *
     * @param property the name of the setting they come from
     * @throws InvalidSettingException if one is ill-formed
     */
    static Networks parse(String property, List<String> texts) {
        List<Network> networks = new ArrayList<>();
        for (String text : texts) {
            try {
                networks.add(network(text));
            } catch (SyntaxException | NumberFormatException e) {
                throw new InvalidSettingException(property, text, ALLOWED);
            }
        }
        return new Networks(texts, networks);
    }

    private static Network network(String text) throws SyntaxException {
        int slash = text.indexOf('/');
        NetworkAddress address = NetworkAddress.parse(slash < 0 ? text : text.substring(0, slash));
        int bits = address.octets().length * Byte.SIZE;
        int length = slash < 0 ? bits : Integer.parseInt(text.substring(slash + 1));
        if (length < 0 || length > bits) {
            throw new NumberFormatException();
        }
        return new Network(address, length);
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    /** Whether {@code address} lies in one of them. */
    boolean contains(InetAddress address) {
        if (all.isEmpty()) {
            return false;
        }
        byte[] octets = address.getAddress();
        return all.stream().anyMatch(network -> network.contains(octets));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Networks that && texts.equals(that.texts);
    }

    @Override
    public int hashCode() {
        return texts.hashCode();
    }

    /** As it was written. */
    @Override
    public String toString() {
        return String.join(" ", texts);
    }
}
