package dev.preflight.spring;

import org.springframework.boot.ExitCodeGenerator;

/** The application is of a line of Spring Boot that is older than all that the starter runs on. */
final class UnsupportedLineException extends RuntimeException implements ExitCodeGenerator {
    private static final long serialVersionUID = 1L;
    private static final int CONFIGURATION = 78;

    UnsupportedLineException(String version) {
        super("preflight-spring-boot-starter runs on Spring Boot 3.5, 4.0 and 4.1, and this application has "
                + Printed.name(version, 50));
    }

    /** Declared as a type that is loaded in any case, since the verifier loads what a method throws. */
    static RuntimeException of(String version) {
        return new UnsupportedLineException(version);
    }

    /** What to do about it. */
    String action() {
        return "Update Spring Boot to 3.5 or later, or take preflight-spring-boot-starter off the class path (exit code "
                + CONFIGURATION + ").";
    }

    @Override
    public int getExitCode() {
        return CONFIGURATION;
    }
}
