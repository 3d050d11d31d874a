package dev.preflight.spring.connection;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/** Looks through data sources that hand out the connections of others, to those that make them. */
final class DataSources {
    private static final String WRAPPERS = "org.springframework.jdbc.datasource.";
    private static final String ROUTING = WRAPPERS + "lookup.AbstractRoutingDataSource";

    /** What only decides when a connection is taken, or by whom; others may bring a login of their own. */
    private static final String[] TRANSPARENT = {
        WRAPPERS + "LazyConnectionDataSourceProxy", WRAPPERS + "TransactionAwareDataSourceProxy"
    };

    private static final String[] GETTERS = {"getJdbcUrl", "getUrl", "getURL"};
    private static final String[] INNER = {"getTargetDataSource", "getDataSource"};
    private static final int DEEPEST = 10;

    private DataSources() {}

    /**
     * What a data source leads to in the end, by the ends of names: the data source itself where it wraps no other, and of
     * one that chooses among others each of these.
     */
    static Map<String, DataSource> behind(DataSource source) {
        Map<String, DataSource> found = new LinkedHashMap<>();
        collect("", source, found, 0);
        return found;
    }

    private static void collect(String suffix, DataSource source, Map<String, DataSource> found, int depth) {
        if (depth < DEEPEST && isA(ROUTING, source)) {
            // Which of its data sources it asks is decided when it is asked.
            Object resolved = Details.of(source).value("getResolvedDataSources");
            if (resolved instanceof Map<?, ?> map) {
                for (Map.Entry<?, ?> each : map.entrySet()) {
                    collect(suffix + "-" + each.getKey(), (DataSource) each.getValue(), found, depth + 1);
                }
            }
            return;
        }
        for (String wrapper : TRANSPARENT) {
            if (depth < DEEPEST
                    && isA(wrapper, source)
                    && Details.of(source).value("getTargetDataSource") instanceof DataSource target) {
                collect(suffix, target, found, depth + 1);
                return;
            }
        }
        found.putIfAbsent(suffix, source);
    }

    /** Whether an object is of a type that need not be on the class path. */
    private static boolean isA(String type, Object object) {
        ClassLoader loader = object.getClass().getClassLoader();
        return ClassUtils.isPresent(type, loader)
                && ClassUtils.resolveClassName(type, loader).isInstance(object);
    }

    /** What Spring Boot's indicator of databases asks, which it does not tell; null of another one. */
    static Object of(Object indicator) {
        if (!indicator.getClass().getSimpleName().equals("DataSourceHealthIndicator")) {
            return null;
        }
        Field field = ReflectionUtils.findField(indicator.getClass(), "dataSource");
        try {
            if (field != null) {
                ReflectionUtils.makeAccessible(field);
                return field.get(indicator);
            }
        } catch (IllegalAccessException | RuntimeException e) {
            // Then the report does not say where it connects to.
            return null;
        }
        return null;
    }

    /** The URL that a data source has as a property, or one that it wraps; empty where none tells it. */
    static String url(Object source) {
        Object current = source;
        for (int depth = 0; current != null && depth < DEEPEST; depth++) {
            for (String getter : GETTERS) {
                if (value(current, getter) instanceof String url && url.startsWith("jdbc:")) {
                    return url;
                }
            }
            Object inner = null;
            for (String getter : INNER) {
                inner = inner == null && value(current, getter) instanceof DataSource next ? next : inner;
            }
            current = inner == current ? null : inner;
        }
        return "";
    }

    private static Object value(Object source, String getter) {
        Method method = ReflectionUtils.findMethod(source.getClass(), getter);
        if (method == null || !Modifier.isPublic(method.getModifiers())) {
            return null;
        }
        try {
            ReflectionUtils.makeAccessible(method);
            return method.invoke(source);
        } catch (ReflectiveOperationException | RuntimeException e) {
            // It does not tell, and connects all the same.
            return null;
        }
    }
}
