package dev.preflight.audit;

import java.util.List;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;

/** Reads one class (The Java Virtual Machine Specification, chapter 4). */
final class ClassScan {
    /** Of Spring, and of Micronaut, whose placeholders are written in the same way. */
    private static final Set<String> VALUES =
            Set.of("Lorg/springframework/beans/factory/annotation/Value;", "Lio/micronaut/context/annotation/Value;");

    /** Of MicroProfile, which names a property by itself. */
    private static final String CONFIGURED = "Lorg/eclipse/microprofile/config/inject/ConfigProperty;";

    private static final String BOUND = "Lorg/springframework/boot/context/properties/ConfigurationProperties;";

    private final ClassNode node = new ClassNode();
    private final String name;
    private final Reads reads;

    ClassScan(byte[] content, Reads reads) {
        new ClassReader(content).accept(node, ClassReader.SKIP_FRAMES);
        this.name = node.name.replace('/', '.');
        this.reads = reads;
    }

    void scan() {
        placeholders(node.visibleAnnotations, name, 0);
        for (FieldNode field : node.fields) {
            placeholders(field.visibleAnnotations, name + "." + field.name, 0);
            configured(field);
        }
        for (MethodNode method : node.methods) {
            int line = firstLine(method);
            placeholders(method.visibleAnnotations, name, line);
            if (method.visibleParameterAnnotations != null) {
                for (List<AnnotationNode> annotations : method.visibleParameterAnnotations) {
                    placeholders(annotations, name, line);
                }
            }
            code(method, line);
        }
    }

    private void code(MethodNode method, int line) {
        if (!MethodScan.isInteresting(method)) {
            return;
        }
        try {
            new MethodScan(name, method, new Analyzer<>(new Values()).analyze(node.name, method), reads).scan();
        } catch (AnalyzerException e) {
            reads.unknown.add(new Use("env", "method " + method.name + ", whose code is not valid", name, line));
        }
    }

    private static int firstLine(MethodNode method) {
        for (AbstractInsnNode insn : method.instructions) {
            if (insn instanceof LineNumberNode line) {
                return line.line;
            }
        }
        return 0;
    }

    private void placeholders(List<AnnotationNode> annotations, String place, int line) {
        if (annotations == null) {
            return;
        }
        for (AnnotationNode annotation : annotations) {
            if (annotation.desc.equals(CONFIGURED)) {
                configured(named(annotation), place, line);
                continue;
            }
            // Pairs of a name and a value; those of other types are not texts.
            for (int i = 1; annotation.values != null && i < annotation.values.size(); i += 2) {
                if (annotation.values.get(i) instanceof String text) {
                    if (VALUES.contains(annotation.desc)) {
                        Placeholders.read(text, place, line, reads);
                    } else if (annotation.desc.equals(BOUND)) {
                        reads.prefixes.add(text);
                    }
                }
            }
        }
    }

    /** A field without a name of its own is called by its class and its name (MicroProfile Config, "ConfigProperty"). */
    private void configured(FieldNode field) {
        for (AnnotationNode annotation :
                field.visibleAnnotations == null ? List.<AnnotationNode>of() : field.visibleAnnotations) {
            if (annotation.desc.equals(CONFIGURED) && named(annotation).isEmpty()) {
                configured(name.replace('$', '.') + "." + field.name, name + "." + field.name, 0);
            }
        }
    }

    private void configured(String property, String place, int line) {
        if (!property.isEmpty()) {
            reads.known.add(new Use(Placeholders.KIND, property, place, line));
        }
    }

    private static String named(AnnotationNode annotation) {
        for (int i = 0; annotation.values != null && i + 1 < annotation.values.size(); i += 2) {
            if (annotation.values.get(i).equals("name") && annotation.values.get(i + 1) instanceof String text) {
                return text;
            }
        }
        return "";
    }
}
