package io.github.smtpra.outbox.ledger;

/** What a note in the ledger survives. */
public enum LedgerDurability {
    /** A killed process. Costs no flush; after a power failure a mail may come twice, unmarked. */
    PROCESS_CRASH,
    /** A power failure: begin and done flush the disk. */
    POWER_FAILURE
}
