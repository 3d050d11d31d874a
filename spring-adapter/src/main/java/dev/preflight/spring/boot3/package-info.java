/** What is compiled against types that Spring Boot 3.5 has in packages of its own. Nothing else may use them. */
package dev.preflight.spring.boot3;
