package io.github.smtpra.protocol.mime;

import io.github.smtpra.protocol.data.ContentForm;
import java.util.List;

/**
 * What is to be done with each body of one content, in order. Immutable.
 *
 * @param form what the peer takes
 * @param treatments one for each body
 */
public record ConversionPlan(ContentForm form, List<Treatment> treatments) {
    /** Copies the list. */
    public ConversionPlan {
        treatments = List.copyOf(treatments);
    }

    /** A conversion by this plan, of the content that was surveyed. */
    public Conversion begin() {
        return new Conversion(this);
    }
}
