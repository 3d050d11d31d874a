/** Text for people: secrets taken out, characters made printable, amounts in words, near misses. Machinery, not exported. */
package dev.preflight.text;
