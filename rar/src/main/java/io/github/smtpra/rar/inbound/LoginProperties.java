package io.github.smtpra.rar.inbound;

import java.io.Serializable;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Those of the activation properties that say who a listener's users are. What each means, its default and its range stand
 * in {@code docs/configuration.md}.
 *
 * <p>Without annotations: these belong to the classes that a server looks for, and it finds properties by their setters.
 */
public abstract class LoginProperties implements Serializable {
    private static final long serialVersionUID = 1L;

    private @Nullable String authentication;

    private @Nullable String usersFile;

    private @Nullable String mechanisms;

    private @Nullable String passwordsInTheClear;

    private @Nullable String authenticationRequired;

    private @Nullable String maxLoginFailures;

    private @Nullable String loginFailureDelay;

    private @Nullable String maxLoginFailuresPerClient;

    private @Nullable String maxLoginFailuresPerUser;

    private @Nullable String loginFailureWindow;

    private @Nullable String tokenKeys;

    private @Nullable String tokenIssuer;

    private @Nullable String tokenAudience;

    private @Nullable String tokenUserClaim;

    private @Nullable String tokenGroupsClaim;

    private @Nullable String tokenClockSkew;

    private @Nullable String clientTrustStore;

    private @Nullable String clientTrustStorePassword;

    private @Nullable String clientCertificates;

    private @Nullable String certificateUser;

    /** Adds those that are set, by name. */
    void putInto(Map<String, String> properties) {
        put(properties, "authentication", authentication);
        put(properties, "usersFile", usersFile);
        put(properties, "mechanisms", mechanisms);
        put(properties, "passwordsInTheClear", passwordsInTheClear);
        put(properties, "authenticationRequired", authenticationRequired);
        put(properties, "maxLoginFailures", maxLoginFailures);
        put(properties, "loginFailureDelay", loginFailureDelay);
        put(properties, "maxLoginFailuresPerClient", maxLoginFailuresPerClient);
        put(properties, "maxLoginFailuresPerUser", maxLoginFailuresPerUser);
        put(properties, "loginFailureWindow", loginFailureWindow);
        put(properties, "tokenKeys", tokenKeys);
        put(properties, "tokenIssuer", tokenIssuer);
        put(properties, "tokenAudience", tokenAudience);
        put(properties, "tokenUserClaim", tokenUserClaim);
        put(properties, "tokenGroupsClaim", tokenGroupsClaim);
        put(properties, "tokenClockSkew", tokenClockSkew);
        put(properties, "clientTrustStore", clientTrustStore);
        put(properties, "clientTrustStorePassword", clientTrustStorePassword);
        put(properties, "clientCertificates", clientCertificates);
        put(properties, "certificateUser", certificateUser);
    }

    static void put(Map<String, String> properties, String name, @Nullable String value) {
        if (value != null) {
            properties.put(name, value);
        }
    }

    public @Nullable String getAuthentication() {
        return authentication;
    }

    public void setAuthentication(@Nullable String value) {
        authentication = value;
    }

    public @Nullable String getUsersFile() {
        return usersFile;
    }

    public void setUsersFile(@Nullable String value) {
        usersFile = value;
    }

    public @Nullable String getMechanisms() {
        return mechanisms;
    }

    public void setMechanisms(@Nullable String value) {
        mechanisms = value;
    }

    public @Nullable String getPasswordsInTheClear() {
        return passwordsInTheClear;
    }

    public void setPasswordsInTheClear(@Nullable String value) {
        passwordsInTheClear = value;
    }

    public @Nullable String getAuthenticationRequired() {
        return authenticationRequired;
    }

    public void setAuthenticationRequired(@Nullable String value) {
        authenticationRequired = value;
    }

    public @Nullable String getMaxLoginFailures() {
        return maxLoginFailures;
    }

    public void setMaxLoginFailures(@Nullable String value) {
        maxLoginFailures = value;
    }

    public @Nullable String getLoginFailureDelay() {
        return loginFailureDelay;
    }

    public void setLoginFailureDelay(@Nullable String value) {
        loginFailureDelay = value;
    }

    public @Nullable String getMaxLoginFailuresPerClient() {
        return maxLoginFailuresPerClient;
    }

    public void setMaxLoginFailuresPerClient(@Nullable String value) {
        maxLoginFailuresPerClient = value;
    }

    public @Nullable String getMaxLoginFailuresPerUser() {
        return maxLoginFailuresPerUser;
    }

    public void setMaxLoginFailuresPerUser(@Nullable String value) {
        maxLoginFailuresPerUser = value;
    }

    public @Nullable String getLoginFailureWindow() {
        return loginFailureWindow;
    }

    public void setLoginFailureWindow(@Nullable String value) {
        loginFailureWindow = value;
    }

    public @Nullable String getTokenKeys() {
        return tokenKeys;
    }

    public void setTokenKeys(@Nullable String value) {
        tokenKeys = value;
    }

    public @Nullable String getTokenIssuer() {
        return tokenIssuer;
    }

    public void setTokenIssuer(@Nullable String value) {
        tokenIssuer = value;
    }

    public @Nullable String getTokenAudience() {
        return tokenAudience;
    }

    public void setTokenAudience(@Nullable String value) {
        tokenAudience = value;
    }

    public @Nullable String getTokenUserClaim() {
        return tokenUserClaim;
    }

    public void setTokenUserClaim(@Nullable String value) {
        tokenUserClaim = value;
    }

    public @Nullable String getTokenGroupsClaim() {
        return tokenGroupsClaim;
    }

    public void setTokenGroupsClaim(@Nullable String value) {
        tokenGroupsClaim = value;
    }

    public @Nullable String getTokenClockSkew() {
        return tokenClockSkew;
    }

    public void setTokenClockSkew(@Nullable String value) {
        tokenClockSkew = value;
    }

    public @Nullable String getClientTrustStore() {
        return clientTrustStore;
    }

    public void setClientTrustStore(@Nullable String value) {
        clientTrustStore = value;
    }

    public @Nullable String getClientTrustStorePassword() {
        return clientTrustStorePassword;
    }

    public void setClientTrustStorePassword(@Nullable String value) {
        clientTrustStorePassword = value;
    }

    public @Nullable String getClientCertificates() {
        return clientCertificates;
    }

    public void setClientCertificates(@Nullable String value) {
        clientCertificates = value;
    }

    public @Nullable String getCertificateUser() {
        return certificateUser;
    }

    public void setCertificateUser(@Nullable String value) {
        certificateUser = value;
    }
}
