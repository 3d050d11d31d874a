package dev.preflight.spring.connection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.util.ClassUtils;

/** A native image can read every type of connection details that is on the class path. */
class HintsTest {
    @Test
    void typesOfThisLineAreRegistered() {
        RuntimeHints hints = new RuntimeHints();
        ClassLoader loader = HintsTest.class.getClassLoader();
        new ConnectionRuntimeHints().registerHints(hints, loader);

        for (Kind kind : Kind.values()) {
            long present = kind.details().stream()
                    .filter(type -> ClassUtils.isPresent(type, loader))
                    .peek(type -> assertThat(RuntimeHintsPredicates.reflection()
                                    .onType(ClassUtils.resolveClassName(type, loader))
                                    .withMemberCategory(MemberCategory.INVOKE_PUBLIC_METHODS))
                            .accepts(hints))
                    .count();
            // Each line has each kind under one of the names.
            assertThat(present).as(kind.name()).isEqualTo(kind.details().isEmpty() ? 0 : 1);
        }
    }
}
