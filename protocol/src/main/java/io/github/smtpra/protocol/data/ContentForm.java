package io.github.smtpra.protocol.data;

import io.github.smtpra.api.smtp.BodyType;

/**
 * What a peer takes of content: conversion must bring a mail there, or tell why it can not.
 *
 * @param body the richest body
 * @param header what may stand in header fields
 */
public record ContentForm(BodyType body, Header header) {
    /** What may stand in header fields. */
    public enum Header {
        /** Anything, as it is. */
        ANY,
        /** US-ASCII. */
        ASCII,
        /** US-ASCII; what is not was meant as UTF-8, for peers with SMTPUTF8 (RFC 6532 §3.2). */
        ASCII_OR_INTERNATIONAL
    }
}
