package dev.preflight.spring;

import java.lang.annotation.Annotation;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;

/**
 * The annotations in whose texts Spring resolves placeholders, and what it is that does: a bean that is there only where
 * somebody asked for it, as by {@code @EnableScheduling}. An annotation that others take for templates of their own, as
 * MyBatis does, is none of these.
 */
final class PlaceholderAnnotations {
    private static final String PREFIX = "${";

    /**
     * By the beginning of their names: the bean that reads them, or its names in Framework 7 and 6, empty where nothing
     * has to be asked for.
     */
    private static final Map<String, String> READERS = Map.ofEntries(
            Map.entry("org.springframework.beans.factory.annotation.Value", ""),
            Map.entry(
                    "org.springframework.scheduling.annotation.Schedule",
                    "org.springframework.scheduling.config.internalScheduledAnnotationProcessor"
                            + " org.springframework.context.annotation.internalScheduledAnnotationProcessor"),
            Map.entry(
                    "org.springframework.scheduling.annotation.Async",
                    "org.springframework.scheduling.config.internalAsyncAnnotationProcessor"
                            + " org.springframework.context.annotation.internalAsyncAnnotationProcessor"),
            Map.entry("org.springframework.web.bind.annotation.", "requestMappingHandlerMapping"),
            Map.entry("org.springframework.web.service.annotation.", ""),
            Map.entry(
                    "org.springframework.kafka.annotation.",
                    "org.springframework.kafka.config.internalKafkaListenerAnnotationProcessor"),
            Map.entry(
                    "org.springframework.amqp.rabbit.annotation.",
                    "org.springframework.amqp.rabbit.config.internalRabbitListenerAnnotationProcessor"),
            Map.entry(
                    "org.springframework.jms.annotation.",
                    "org.springframework.jms.config.internalJmsListenerAnnotationProcessor"),
            Map.entry(
                    "org.springframework.pulsar.annotation.",
                    "org.springframework.pulsar.config.internalPulsarListenerAnnotationProcessor"),
            Map.entry("org.springframework.messaging.handler.annotation.", ""),
            Map.entry("org.springframework.messaging.simp.annotation.", ""),
            Map.entry("org.springframework.messaging.rsocket.service.", ""),
            Map.entry("org.springframework.integration.annotation.", ""),
            Map.entry("org.springframework.cloud.openfeign.", ""),
            Map.entry(
                    "org.springframework.transaction.annotation.",
                    "org.springframework.transaction.config.internalTransactionAdvisor"),
            Map.entry(
                    "org.springframework.retry.annotation.", "org.springframework.retry.annotation.RetryConfiguration"),
            Map.entry("org.springframework.jmx.export.annotation.", "mbeanExporter"),
            Map.entry("io.awspring.cloud.sqs.annotation.", ""),
            Map.entry("net.javacrumbs.shedlock.spring.annotation.", ""));

    private final Map<Class<?>, Kind> kinds = new HashMap<>();

    /** What a type of annotations is. */
    private enum Kind {
        /** It holds no placeholders for Spring. */
        NONE,
        /** What is written at it may hold one. */
        TEXTS,
        /** It is annotated itself with what holds one. */
        COMPOSED
    }

    /** The texts with placeholders, and what reads each: names of beans with spaces between them, or nothing. */
    Map<String, String> texts(Annotation[] annotations) {
        Map<String, String> texts = Map.of();
        for (Annotation annotation : annotations) {
            Kind kind = kind(annotation.annotationType());
            if (kind == Kind.COMPOSED
                    || kind == Kind.TEXTS && annotation.toString().contains(PREFIX)) {
                texts = texts.isEmpty() ? new LinkedHashMap<>() : texts;
                for (MergedAnnotation<Annotation> each : MergedAnnotations.from(annotation)) {
                    String reader = reader(each.getType().getName());
                    if (reader != null) {
                        add(each.asMap(MergedAnnotation.Adapt.ANNOTATION_TO_MAP), reader, texts);
                    }
                }
            }
        }
        return texts;
    }

    private static void add(Object value, String reader, Map<String, String> texts) {
        if (value instanceof String text) {
            if (text.contains(PREFIX)) {
                texts.putIfAbsent(text, reader);
            }
        } else if (value instanceof Object[] all) {
            for (Object each : all) {
                add(each, reader, texts);
            }
        } else if (value instanceof Map<?, ?> nested) {
            for (Object each : nested.values()) {
                add(each, reader, texts);
            }
        }
    }

    private Kind kind(Class<? extends Annotation> type) {
        Kind kind = kinds.get(type);
        if (kind == null) {
            kind = find(type);
            kinds.put(type, kind);
        }
        return kind;
    }

    private static Kind find(Class<? extends Annotation> type) {
        String name = type.getName();
        if (reader(name) != null) {
            return Kind.TEXTS;
        }
        if (name.startsWith("java.")
                || name.startsWith("jakarta.")
                || name.startsWith("lombok.")
                || name.startsWith("kotlin.")
                || name.startsWith("org.springframework.")) {
            return Kind.NONE;
        }
        Kind kind = Kind.NONE;
        for (MergedAnnotation<Annotation> each : MergedAnnotations.from(type)) {
            if (reader(each.getType().getName()) != null) {
                kind = each.synthesize().toString().contains(PREFIX) ? Kind.COMPOSED : kind;
                kind = kind == Kind.NONE ? Kind.TEXTS : kind;
            }
        }
        return kind;
    }

    /** What reads an annotation of a name; null where Spring resolves nothing in it. */
    private static String reader(String name) {
        for (Map.Entry<String, String> each : READERS.entrySet()) {
            if (name.startsWith(each.getKey())) {
                return each.getValue();
            }
        }
        return null;
    }
}
