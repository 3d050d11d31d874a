package dev.preflight.spring.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.test.context.TestPropertySource;

/**
 * Switches the self-check on in a test. It is off in tests of Spring Boot otherwise, since most of them have none of the
 * backends.
 *
 * <pre>
 * &#064;SpringBootTest
 * &#064;EnablePreflight
 * class OrdersApplicationTest {}
 * </pre>
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@TestPropertySource(properties = "preflight.enabled=true")
public @interface EnablePreflight {}
