/**
 * The tool that joins the requirements of the RFCs with the code that meets them and the tests that show it. Depends on
 * the JDK, its compiler included, and on nothing of the product.
 */
@NullMarked
package io.github.smtpra.coverage;

import org.jspecify.annotations.NullMarked;
