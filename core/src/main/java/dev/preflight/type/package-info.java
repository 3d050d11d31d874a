/** What the text of a variable is read as, and the rules a value must keep. Machinery, not exported. */
package dev.preflight.type;
