package io.github.smtpra.rar.outbound;

import java.nio.charset.StandardCharsets;
import javax.transaction.xa.Xid;

/** The name of a branch. */
record TestXid(String name) implements Xid {
    @Override
    public int getFormatId() {
        return 4711;
    }

    @Override
    public byte[] getGlobalTransactionId() {
        return name.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public byte[] getBranchQualifier() {
        return new byte[] {1};
    }
}
