/** What is compiled against types that Spring Boot 4 has in packages of its own. Nothing else may use them. */
package dev.preflight.spring.boot4;
