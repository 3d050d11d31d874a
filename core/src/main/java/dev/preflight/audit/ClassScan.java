package dev.preflight.audit;

import java.util.List;
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
    private static final String VALUE = "Lorg/springframework/beans/factory/annotation/Value;";

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
            // Pairs of a name and a value; those of other types are not texts.
            for (int i = 1; annotation.values != null && i < annotation.values.size(); i += 2) {
                if (annotation.values.get(i) instanceof String text) {
                    if (annotation.desc.equals(VALUE)) {
                        Placeholders.read(text, place, line, reads);
                    } else if (annotation.desc.equals(BOUND)) {
                        reads.prefixes.add(text);
                    }
                }
            }
        }
    }
}
