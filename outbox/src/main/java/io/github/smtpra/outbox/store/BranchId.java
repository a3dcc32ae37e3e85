package io.github.smtpra.outbox.store;

import java.util.HexFormat;
import javax.transaction.xa.Xid;

/**
 * The name of a branch: our own copy of what a transaction manager's {@code Xid} says, equal by it. Immutable.
 *
 * @param formatId the format
 * @param transaction the global transaction id, in hexadecimal digits
 * @param qualifier the branch qualifier, in hexadecimal digits
 */
public record BranchId(int formatId, String transaction, String qualifier) implements Xid {
    /** Copies {@code xid}, of whatever class it is. */
    public static BranchId of(Xid xid) {
        HexFormat hex = HexFormat.of();
        return new BranchId(
                xid.getFormatId(),
                hex.formatHex(xid.getGlobalTransactionId()),
                hex.formatHex(xid.getBranchQualifier()));
    }

    @Override
    public int getFormatId() {
        return formatId;
    }

    @Override
    public byte[] getGlobalTransactionId() {
        return HexFormat.of().parseHex(transaction);
    }

    @Override
    public byte[] getBranchQualifier() {
        return HexFormat.of().parseHex(qualifier);
    }

    /** As logs and error messages show it. */
    @Override
    public String toString() {
        return formatId + ":" + transaction + ":" + qualifier;
    }
}
