package dev.preflight.spring.connection;

import dev.preflight.backend.Service;
import dev.preflight.spring.Application;
import dev.preflight.spring.Location;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;

/** One bean of connection details, and what belongs to it: its name, properties, clients and TLS. */
final class Connection {
    private final String name;
    private final boolean isNamed;
    private final Details details;
    private final List<String> clients;
    private final Definitions definitions;
    private final Application application;

    Connection(
            String name,
            boolean isNamed,
            Details details,
            List<String> clients,
            Definitions definitions,
            Application application) {
        this.name = name;
        this.isNamed = isNamed;
        this.details = details;
        this.clients = clients;
        this.definitions = definitions;
        this.application = application;
    }

    /** The name that a check is to have: the one that its derivation knows, unless there are several of the kind. */
    String name(String better) {
        return isNamed ? name : better;
    }

    String name() {
        return name;
    }

    Details details() {
        return details;
    }

    Definitions definitions() {
        return definitions;
    }

    /** The clients of this kind, as far as Spring Boot defines them. */
    List<Details> clients() {
        List<Details> beans = new ArrayList<>();
        for (String client : clients) {
            beans.add(Details.of(definitions.bean(client)));
        }
        return beans;
    }

    /** Whether the details are those that Spring Boot takes from properties. */
    boolean isOfProperties() {
        return !details.isPresent() || details.type().startsWith("Properties");
    }

    /** A property in its canonical form, empty where it is not set. */
    String property(String property) {
        return Binder.get(application.environment())
                .bind(property, String.class)
                .orElse("");
    }

    /** A property as it is written, with its placeholders, empty where it is not set. */
    String written(String property) {
        ConfigurationPropertyName name = ConfigurationPropertyName.of(property);
        for (ConfigurationPropertySource source : ConfigurationPropertySources.get(application.environment())) {
            ConfigurationProperty found = source.getConfigurationProperty(name);
            if (found != null) {
                return String.valueOf(found.getValue()).strip();
            }
        }
        return "";
    }

    /** The elements of a property that is a list, none where it is not set. */
    List<String> list(String property) {
        return Binder.get(application.environment())
                .bind(property, Bindable.listOf(String.class))
                .orElse(List.of());
    }

    boolean flag(String property, boolean orElse) {
        return Binder.get(application.environment())
                .bind(property, Boolean.class)
                .orElse(orElse);
    }

    /** A number, 0 where the property is not set. */
    int number(String property) {
        return Binder.get(application.environment())
                .bind(property, Integer.class)
                .orElse(0);
    }

    /** All properties below a prefix, with names as they are written there. */
    Map<String, String> properties(String prefix) {
        return Binder.get(application.environment())
                .bind(prefix, Bindable.mapOf(String.class, String.class))
                .orElse(Map.of());
    }

    /** What configuration is imported from. */
    List<Location> imports() {
        return application.imports();
    }

    /** What client libraries make of an address. */
    Clients asked() {
        return new Clients(application.beanFactory().getBeanClassLoader());
    }

    /** The bundle of these details, null where there is none. */
    SslBundle bundle() {
        return details.value("getSslBundle") instanceof SslBundle ssl ? ssl : null;
    }

    /** A bundle by its name, null where that is empty. */
    SslBundle bundle(String bundle) {
        List<String> beans = bundle.isEmpty() ? List.of() : definitions.names(SslBundles.class.getName());
        return beans.isEmpty() ? null : ((SslBundles) definitions.bean(beans.get(0))).getBundle(bundle);
    }

    /** Gives a check the trust and the certificate of a bundle; null is the default of the Java runtime. */
    static Service secured(Service service, SslBundle bundle) {
        if (bundle == null) {
            return service;
        }
        TrustManagerFactory trust = bundle.getManagers().getTrustManagerFactory();
        KeyManagerFactory keys =
                bundle.getStores() == null || bundle.getStores().getKeyStore() == null
                        ? null
                        : bundle.getManagers().getKeyManagerFactory();
        Service trusting = trust == null ? service : service.trusting(trust);
        return keys == null ? trusting : trusting.clientCertificate(keys);
    }
}
