package dev.preflight.spring;

import java.util.function.Supplier;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.event.SimpleApplicationEventMulticaster;
import org.springframework.context.support.AbstractApplicationContext;

/**
 * Runs the self-check at the one place in the start of a context where beans can be made as always and nothing has
 * connected: every context asks for its event multicaster after all bean post-processors are registered, and before the
 * web server and the singletons are made. Where the application has no multicaster of its own, the default one of the
 * context is declared as a bean, so that it is asked for.
 */
final class Gate implements BeanFactoryPostProcessor {
    private static final String MULTICASTER = AbstractApplicationContext.APPLICATION_EVENT_MULTICASTER_BEAN_NAME;

    private final Supplier<SelfCheck> selfCheck;

    Gate(Supplier<SelfCheck> selfCheck) {
        this.selfCheck = selfCheck;
    }

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
        if (!beanFactory.containsLocalBean(MULTICASTER) && beanFactory instanceof BeanDefinitionRegistry registry) {
            RootBeanDefinition definition = new RootBeanDefinition(
                    SimpleApplicationEventMulticaster.class, () -> new SimpleApplicationEventMulticaster(beanFactory));
            definition.setRole(RootBeanDefinition.ROLE_INFRASTRUCTURE);
            registry.registerBeanDefinition(MULTICASTER, definition);
        }
        beanFactory.addBeanPostProcessor(new BeanPostProcessor() {
            @Override
            public Object postProcessBeforeInitialization(Object bean, String beanName) {
                if (beanName.equals(MULTICASTER)) {
                    selfCheck.get().run();
                }
                return bean;
            }
        });
    }
}
