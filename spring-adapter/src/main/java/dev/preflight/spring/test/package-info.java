/** For the tests of applications. */
package dev.preflight.spring.test;
