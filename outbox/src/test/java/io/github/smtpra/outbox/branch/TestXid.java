package io.github.smtpra.outbox.branch;

import javax.transaction.xa.Xid;

/** A foreign Xid, without equality of its own. */
public final class TestXid implements Xid {
    private final byte[] transaction;
    private final byte[] qualifier;

    public TestXid(int transaction, int qualifier) {
        this.transaction = new byte[] {(byte) transaction, 1};
        this.qualifier = new byte[] {(byte) qualifier, -1};
    }

    @Override
    public int getFormatId() {
        return 4711;
    }

    @Override
    public byte[] getGlobalTransactionId() {
        return transaction.clone();
    }

    @Override
    public byte[] getBranchQualifier() {
        return qualifier.clone();
    }
}
