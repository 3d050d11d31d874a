package dev.preflight.spring;

import org.springframework.boot.diagnostics.FailureAnalysis;

/** A page of a failed start that the self-check has something to say on. */
final class Page extends FailureAnalysis {
    Page(String description, String action, Throwable cause) {
        super(description, action, cause);
    }
}
