package io.github.smtpra.engine.settings;

/** A setting can not be used. The message names the property, the value and what is allowed. */
public class InvalidSettingException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String property;

    /** {@code property} has {@code value}, where {@code allowed} is allowed. */
    public InvalidSettingException(String property, String value, String allowed) {
        super("property " + property + " is '" + value + "'; allowed: " + allowed);
        this.property = property;
    }

    /** The property's name. */
    public String property() {
        return property;
    }
}
