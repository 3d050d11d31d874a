package dev.preflight.spring;

import dev.preflight.Verified;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Role;
import org.springframework.core.env.ConfigurableEnvironment;

/** Puts the self-check into a context, and makes what it verified available to beans. */
@AutoConfiguration
@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
public class PreflightAutoConfiguration {
    /** Made by Spring Boot. */
    public PreflightAutoConfiguration() {}

    @Bean(SelfCheck.BEAN)
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static SelfCheck preflightSelfCheck(
            ConfigurableListableBeanFactory beanFactory, ConfigurableEnvironment environment, Reports reports) {
        return new SelfCheck(beanFactory, environment, reports);
    }

    @Bean(Reports.BEAN)
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static Reports preflightReports() {
        return new Reports();
    }

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static Gate preflightGate() {
        return new Gate();
    }

    /** Not lazy, whatever the application is: nobody asks for it. */
    @Bean(LateStage.BEAN)
    @Lazy(false)
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static LateStage preflightLateStage(
            ConfigurableListableBeanFactory beanFactory,
            ConfigurableEnvironment environment,
            Reports reports,
            SelfCheck selfCheck) {
        return new LateStage(beanFactory, environment, reports, selfCheck);
    }

    /** Lazy, since an application without a single check has nothing verified and need not ask. */
    @Bean
    @Lazy
    Verified preflightVerified(SelfCheck selfCheck) {
        return selfCheck.verified();
    }
}
