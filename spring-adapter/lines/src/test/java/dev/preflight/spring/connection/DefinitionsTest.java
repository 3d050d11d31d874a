package dev.preflight.spring.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.GenericBeanDefinition;
import org.springframework.beans.factory.support.RootBeanDefinition;

class DefinitionsTest {
    private final DefaultListableBeanFactory beans = new DefaultListableBeanFactory();

    interface Client {}

    interface SpecialClient extends Client {}

    static class Base implements SpecialClient {}

    static class Derived extends Base {}

    static class ClientFactory implements FactoryBean<Derived> {
        @Override
        public Derived getObject() {
            throw new AssertionError("nothing is made to know its type");
        }

        @Override
        public Class<?> getObjectType() {
            return Derived.class;
        }
    }

    private List<String> clients() {
        return new Definitions(beans).names(Client.class.getName());
    }

    @Test
    void beanHasTheTypesOfAllItsClassesAndInterfaces() {
        beans.registerBeanDefinition("derived", new RootBeanDefinition(Derived.class));
        for (Class<?> type : List.of(Client.class, SpecialClient.class, Base.class, Derived.class)) {
            assertThat(new Definitions(beans).names(type.getName()))
                    .as(type.getName())
                    .containsExactly("derived");
        }
    }

    @Test
    void typeThatNoBeanHasOrThatIsNowhereHasNoNames() {
        beans.registerBeanDefinition("base", new RootBeanDefinition(Base.class));
        Definitions definitions = new Definitions(beans);
        assertThat(definitions.names(Derived.class.getName())).isEmpty();
        assertThat(definitions.names("com.example.Absent")).isEmpty();
    }

    @Test
    void beansAreInTheOrderInWhichTheyWereDefinedAndThoseWithoutDefinitionCount() {
        beans.registerBeanDefinition("second", new RootBeanDefinition(Derived.class));
        beans.registerBeanDefinition("first", new RootBeanDefinition(Base.class));
        beans.registerSingleton("made", new Base());
        assertThat(clients()).containsExactly("second", "first", "made");
        assertThat(new Definitions(beans).names(List.of(Derived.class.getName(), Base.class.getName())))
                .containsExactly("second", "first", "made");
    }

    @Test
    void factoryCountsAsWhatItMakes() {
        beans.registerBeanDefinition("client", new RootBeanDefinition(ClientFactory.class));
        assertThat(clients()).containsExactly("client");
    }

    @Test
    void definitionThatOnlyOthersInheritFromIsNoBean() {
        RootBeanDefinition definition = new RootBeanDefinition(Base.class);
        definition.setAbstract(true);
        beans.registerBeanDefinition("template", definition);
        assertThat(clients()).isEmpty();
    }

    @Test
    void beanWhoseClassIsNotThereHidesNoOther() {
        GenericBeanDefinition absent = new GenericBeanDefinition();
        absent.setBeanClassName("com.example.Absent");
        beans.registerBeanDefinition("absent", absent);
        beans.registerBeanDefinition("base", new RootBeanDefinition(Base.class));
        assertThat(clients()).containsExactly("base");
    }
}
