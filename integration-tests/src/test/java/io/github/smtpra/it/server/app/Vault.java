package io.github.smtpra.it.server.app;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;

/** Opens for nobody who comes by mail. */
@Stateless
public class Vault {
    /** Opens. */
    @RolesAllowed("keeper")
    public void open() {}
}
