package dev.preflight.spring;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.util.ClassUtils;

/**
 * The classes of the application that name properties: in an annotation, in what they load, or as what they are bound
 * to. Their files are read, and of those that may name one also the class. Made where something is wrong, and not in a
 * start that passes.
 */
final class NamingClasses {
    private static final String COMPONENT = "org.springframework.stereotype.Component";
    private static final String BOUND =
            ClassUtils.convertClassNameToResourcePath("L" + ConfigurationProperties.class.getName() + ";");
    private static final int MOST = 20_000;
    private static final int LONGEST = 200;

    private final ClassLoader loader;
    private final List<Read> classes = new ArrayList<>();

    /** A class, and the texts in its file that may be names of properties. */
    private record Read(String className, Constants constants) {}

    /** How a class names a property. */
    enum How {
        /** Only Spring reads it there, and only where the class is that of a bean. */
        BY_SPRING,
        /** The class reads it itself, and is a component of Spring. */
        BY_COMPONENT,
        /** The class reads it itself, and whoever uses that class. */
        BY_CODE
    }

    /**
     * A class that names a property.
     *
     * @param type the class, null where it cannot be loaded
     * @param how how it names it
     */
    record Naming(Class<?> type, How how) {}

    NamingClasses(List<String> packages, ClassLoader loader) {
        this.loader = loader;
        PathMatchingResourcePatternResolver resolver = new PathMatchingResourcePatternResolver(loader);
        for (String each : packages) {
            try {
                String path = ClassUtils.convertClassNameToResourcePath(each);
                for (Resource file : resolver.getResources("classpath*:" + path + "/**/*.class")) {
                    if (classes.size() < MOST) {
                        read(file, path);
                    }
                }
            } catch (IOException e) {
                // Whatever cannot be read names nothing, so that the doubt stays.
                continue;
            }
        }
    }

    private void read(Resource file, String path) throws IOException {
        String url = file.getURL().toString();
        int at = url.lastIndexOf(path + "/");
        if (at < 0) {
            return;
        }
        try (InputStream in = file.getInputStream()) {
            String name = url.substring(at, url.length() - ".class".length()).replace('/', '.');
            classes.add(new Read(name, Constants.of(in)));
        } catch (IOException e) {
            return;
        }
    }

    /** The classes that name a property. */
    List<Naming> of(ConfigurationPropertyName property) {
        List<Naming> namings = new ArrayList<>();
        for (Read each : classes) {
            boolean inCode = isIn(each.constants().inCode(), property);
            boolean inAnnotation = !inCode && isPlaceholderIn(each.constants().all(), property);
            boolean mayBeBound = each.constants().all().contains(BOUND);
            if (inCode || inAnnotation || mayBeBound) {
                add(each.className(), inCode, inAnnotation, property, namings);
            }
        }
        return namings;
    }

    private void add(
            String className,
            boolean inCode,
            boolean inAnnotation,
            ConfigurationPropertyName property,
            List<Naming> namings) {
        Class<?> type;
        try {
            type = ClassUtils.forName(className, loader);
            if (inAnnotation || isBoundTo(type, property)) {
                namings.add(new Naming(type, How.BY_SPRING));
            }
            if (inCode) {
                Class<?> component = component(type);
                namings.add(
                        component == null ? new Naming(type, How.BY_CODE) : new Naming(component, How.BY_COMPONENT));
            }
        } catch (ClassNotFoundException | RuntimeException | LinkageError e) {
            // A class that needs what is not there is not used.
            return;
        }
    }

    private static boolean isBoundTo(Class<?> type, ConfigurationPropertyName property) {
        MergedAnnotation<ConfigurationProperties> annotation =
                MergedAnnotations.from(type, SearchStrategy.TYPE_HIERARCHY).get(ConfigurationProperties.class);
        return annotation.isPresent()
                && BoundBeans.reads(
                        ConfigurationPropertyName.adapt(annotation.getString("prefix"), '.'),
                        ResolvableType.forClass(type),
                        property);
    }

    /** The component that a class is, or is a part of; null if it is none. */
    private static Class<?> component(Class<?> type) {
        for (Class<?> each = type; each != null; each = each.getEnclosingClass()) {
            if (MergedAnnotations.from(each, SearchStrategy.TYPE_HIERARCHY).isPresent(COMPONENT)) {
                return each;
            }
        }
        return null;
    }

    private static boolean isIn(Iterable<String> texts, ConfigurationPropertyName property) {
        for (String text : texts) {
            if (text.indexOf('.') > 0 && isName(text)) {
                ConfigurationPropertyName name = ConfigurationPropertyName.adapt(withoutEnd(text), '.');
                if (!name.isEmpty()
                        && (name.equals(property) || name.getNumberOfElements() > 1 && name.isAncestorOf(property))) {
                    return true;
                }
            }
        }
        return isPlaceholderIn(texts, property);
    }

    private static boolean isName(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            // The last one is what javac joins texts by.
            if (!Character.isLetterOrDigit(c) && "._-[]\u0001".indexOf(c) < 0) {
                return false;
            }
        }
        return text.length() < LONGEST;
    }

    /** What is put together begins as a name does, and ends in a dot or in what javac joins texts by. */
    private static String withoutEnd(String text) {
        int end = text.length();
        while (end > 0 && (text.charAt(end - 1) == '.' || text.charAt(end - 1) <= ' ')) {
            end--;
        }
        return text.substring(0, end);
    }

    private static boolean isPlaceholderIn(Iterable<String> texts, ConfigurationPropertyName property) {
        for (String text : texts) {
            if (text.contains("${")) {
                for (PlaceholderText.Reference each : PlaceholderText.references(text)) {
                    ConfigurationPropertyName name = ConfigurationPropertyName.adapt(each.name(), '.');
                    if (!name.isEmpty() && name.equals(property)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }
}
