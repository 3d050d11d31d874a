package dev.preflight.spring.workshop;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.devtools.restart.Restarter;
import org.springframework.context.ConfigurableApplicationContext;

/** An application that the developer tools start again once, in the same process, as after a change of its classes. */
@SpringBootApplication(proxyBeanMethods = false)
public class Workshop {
    private static final String STARTED = "workshop.started";

    public static void main(String[] args) {
        ConfigurableApplicationContext context = SpringApplication.run(Workshop.class, args);
        System.out.println(
                "OPEN in " + Workshop.class.getClassLoader().getClass().getSimpleName());
        if (System.getProperty(STARTED) == null) {
            // What a developer breaks meanwhile.
            System.setProperty(STARTED, "true");
            System.setProperty("preflight.backends.cache", "redis://127.0.0.1:1");
            System.setProperty("preflight.checks.cache.mode", "warn");
            Restarter.getInstance().restart();
        } else {
            Runtime.getRuntime().halt(context.isRunning() ? 0 : 1);
        }
    }
}
