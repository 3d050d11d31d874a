package dev.preflight.spring;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ExitCodeGenerator;
import org.springframework.boot.SpringApplication;

/**
 * The exit code of a start that somebody else ends. Spring Boot takes it from the exception, before anybody is told of
 * that, and keeps it for the moment when the exception leaves the main thread and the process ends; only then is it used.
 * It is put there, as Spring Boot would. Where the main thread is not that of the process, as in a servlet container, or
 * where somebody catches the exception, nothing ends.
 */
final class ExitCode {
    private static final Logger LOG = LoggerFactory.getLogger("dev.preflight");
    private static final String HANDLER = "org.springframework.boot.SpringBootExceptionHandler";

    private ExitCode() {}

    /** Has the process end with a code if a failure ends it, unless the failure or the application has one already. */
    static void register(int code, Throwable failure) {
        if (!isMain(Thread.currentThread()) || isTold(failure)) {
            return;
        }
        try {
            Class<?> type = Class.forName(HANDLER, false, SpringApplication.class.getClassLoader());
            Method ofThread = type.getDeclaredMethod("forCurrentThread");
            ofThread.setAccessible(true);
            Object handler = ofThread.invoke(null);
            Field known = type.getDeclaredField("exitCode");
            known.setAccessible(true);
            if (known.getInt(handler) == 0) {
                Method register = type.getDeclaredMethod("registerExitCode", int.class);
                register.setAccessible(true);
                register.invoke(handler, code);
            }
        } catch (ReflectiveOperationException | RuntimeException e) {
            // A line of Spring Boot that does it otherwise, or a native image: the exit code stays Spring Boot's.
            LOG.debug("The exit code cannot be set", e);
        }
    }

    /** As Spring Boot has it. */
    private static boolean isMain(Thread thread) {
        return ("main".equals(thread.getName()) || "restartedMain".equals(thread.getName()))
                && thread.getThreadGroup() != null
                && "main".equals(thread.getThreadGroup().getName());
    }

    private static boolean isTold(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof ExitCodeGenerator) {
                return true;
            }
        }
        return false;
    }
}
