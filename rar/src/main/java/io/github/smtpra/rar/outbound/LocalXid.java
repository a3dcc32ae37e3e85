package io.github.smtpra.rar.outbound;

import java.nio.ByteBuffer;
import java.util.UUID;
import javax.transaction.xa.Xid;

/**
 * The name of a local transaction, which to the outbox is a branch that commits in one phase.
 *
 * @param id its own
 */
record LocalXid(UUID id) implements Xid {
    private static final int FORMAT = 0x736d7470;

    /** A new name. */
    static LocalXid next() {
        return new LocalXid(UUID.randomUUID());
    }

    @Override
    public int getFormatId() {
        return FORMAT;
    }

    @Override
    public byte[] getGlobalTransactionId() {
        return ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    @Override
    public byte[] getBranchQualifier() {
        return new byte[0];
    }
}
