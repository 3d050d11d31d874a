/** Preflight checks in a Spring Boot application. */
package dev.preflight.spring;
