package io.github.smtpra.it.kill.errand;

/** What an errand does, and so what is to be found of it in the end. */
public enum ErrandKind {
    /** A row and a mail, as two branches. */
    BOOKED,
    /** The same with content that lies in a file. */
    LARGE,
    /** A mail alone: a branch that commits in one phase. */
    ALONE,
    /** A mail outside of any transaction. */
    OUTSIDE,
    /** A row and a mail, and then the bean wants neither. */
    FAILED,
    /** A row and a mail, both prepared, and then a third branch votes no. */
    VETOED;

    /** Of the errand named {@code subject}, as in {@code BOOKED-3-17}. */
    public static ErrandKind of(String subject) {
        return valueOf(subject.substring(0, subject.indexOf('-')));
    }

    /** Whether it leaves a row. */
    public boolean isBooked() {
        return this == BOOKED || this == LARGE;
    }

    /** Whether nothing may be left of it. */
    public boolean isUndone() {
        return this == FAILED || this == VETOED;
    }
}
