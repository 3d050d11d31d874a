/** What the self-check found, for those who observe the application: the endpoint and the meters. */
package dev.preflight.spring.actuate;
