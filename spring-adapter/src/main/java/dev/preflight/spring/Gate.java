package dev.preflight.spring;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.SimpleApplicationEventMulticaster;
import org.springframework.context.support.AbstractApplicationContext;
import org.springframework.core.env.Environment;

/**
 * Runs the self-check at the one place in the start of a context where beans can be made as always and nothing has
 * connected: every context asks for its event multicaster after all bean post-processors are registered, and before the
 * web server and the singletons are made. Where the application has no multicaster of its own, the default one of the
 * context is declared as a bean, so that it is asked for.
 */
final class Gate implements BeanFactoryPostProcessor {
    private static final String ENVIRONMENT = ConfigurableApplicationContext.ENVIRONMENT_BEAN_NAME;
    private static final String MULTICASTER = AbstractApplicationContext.APPLICATION_EVENT_MULTICASTER_BEAN_NAME;

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
        if (!Switch.isOn(beanFactory.getBean(ENVIRONMENT, Environment.class))) {
            return;
        }
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
                    beanFactory.getBean(SelfCheck.BEAN, SelfCheck.class).run();
                }
                return bean;
            }
        });
    }
}
