package dev.preflight.spring;

import dev.preflight.Checks;
import dev.preflight.Preflight;
import dev.preflight.Verified;
import java.util.List;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.MergedContextConfiguration;

/**
 * Gives a slice of an application that Spring Boot tests what its beans are injected with: a {@link Verified} of defaults
 * and of what the test sets. A slice leaves this auto-configuration out, so that nothing is verified in it. Made by Spring.
 */
final class SliceCustomizerFactory implements ContextCustomizerFactory {
    private static final String VERIFIED = "preflightVerified";

    SliceCustomizerFactory() {}

    @Override
    public ContextCustomizer createContextCustomizer(
            Class<?> testClass, List<ContextConfigurationAttributes> attributes) {
        return new Customizer();
    }

    /** Equal to any other, so that tests share contexts as before. */
    private record Customizer() implements ContextCustomizer {
        @Override
        public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration merged) {
            context.addBeanFactoryPostProcessor(beans -> add(beans, context.getEnvironment()));
        }

        private static void add(ConfigurableListableBeanFactory beans, ConfigurableEnvironment environment) {
            if (Switch.isTest(environment)
                    && beans instanceof BeanDefinitionRegistry registry
                    && beans.getBeanNamesForType(Verified.class, true, false).length == 0) {
                RootBeanDefinition definition = new RootBeanDefinition(Verified.class, () -> verified(environment));
                definition.setLazyInit(true);
                registry.registerBeanDefinition(VERIFIED, definition);
            }
        }

        private static Verified verified(ConfigurableEnvironment environment) {
            return Preflight.of(SelfCheck.name(environment), Checks.probe("slice", () -> {}))
                    .against(SpringDeployment.silent(environment))
                    .verify();
        }
    }
}
