/** Makes a problem of whatever a check threw, by what it and its causes are. Machinery, not exported. */
package dev.preflight.diagnosis;
