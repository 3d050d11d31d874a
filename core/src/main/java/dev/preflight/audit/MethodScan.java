package dev.preflight.audit;

import java.util.Set;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.analysis.BasicValue;
import org.objectweb.asm.tree.analysis.Frame;

/** Reads the code of one method. */
final class MethodScan {
    private static final String SYSTEM = "java/lang/System";
    private static final Set<String> MAP_READS = Set.of("get", "getOrDefault", "containsKey");

    private final String place;
    private final MethodNode method;
    private final Frame<BasicValue>[] frames;
    private final Reads reads;
    private int line;

    MethodScan(String place, MethodNode method, Frame<BasicValue>[] frames, Reads reads) {
        this.place = place;
        this.method = method;
        this.frames = frames;
        this.reads = reads;
    }

    /** Whether the code is worth to be followed. */
    static boolean isInteresting(MethodNode method) {
        for (AbstractInsnNode insn : method.instructions) {
            boolean interesting = insn instanceof MethodInsnNode call
                            && (!kind(call.owner, call.name).isEmpty() || call.owner.equals("dev/preflight/Checks"))
                    || insn instanceof FieldInsnNode field && Values.isCheck(field.desc)
                    || insn instanceof InvokeDynamicInsnNode dynamic
                            && !kind(dynamic).isEmpty();
            if (interesting) {
                return true;
            }
        }
        return false;
    }

    /** What a method of the JDK reads; empty for nothing. */
    private static String kind(String owner, String name) {
        boolean property = switch (name) {
            case "getProperty", "getProperties" -> owner.equals(SYSTEM);
            case "getInteger" -> owner.equals("java/lang/Integer");
            case "getLong" -> owner.equals("java/lang/Long");
            case "getBoolean" -> owner.equals("java/lang/Boolean");
            default -> false;
        };
        return property ? "property" : owner.equals(SYSTEM) && name.equals("getenv") ? "env" : "";
    }

    private static String kind(InvokeDynamicInsnNode dynamic) {
        for (Object argument : dynamic.bsmArgs) {
            if (argument instanceof Handle handle
                    && !kind(handle.getOwner(), handle.getName()).isEmpty()) {
                return kind(handle.getOwner(), handle.getName());
            }
        }
        return "";
    }

    void scan() {
        for (int i = 0; i < frames.length; i++) {
            AbstractInsnNode insn = method.instructions.get(i);
            if (insn instanceof LineNumberNode number) {
                line = number.line;
            } else if (frames[i] != null) {
                instruction(insn, frames[i]);
            }
        }
    }

    private void instruction(AbstractInsnNode insn, Frame<BasicValue> frame) {
        if (insn instanceof MethodInsnNode call) {
            call(call, frame);
        } else if (insn instanceof InvokeDynamicInsnNode dynamic) {
            if (!kind(dynamic).isEmpty()) {
                unknown(kind(dynamic), "method reference");
            }
            leave(frame, Type.getArgumentTypes(dynamic.desc).length);
        } else if (insn instanceof FieldInsnNode field) {
            if (field.getOpcode() == Opcodes.PUTSTATIC || field.getOpcode() == Opcodes.PUTFIELD) {
                Seen value = seen(frame, 0);
                if (Values.isCheck(field.desc)) {
                    reads.field(Values.field(field), value.checks);
                } else {
                    leave(frame, 1);
                }
            }
        } else if (insn.getOpcode() == Opcodes.ARETURN) {
            leave(frame, 1);
        }
    }

    private void call(MethodInsnNode call, Frame<BasicValue> frame) {
        int arguments = Type.getArgumentTypes(call.desc).length;
        String kind = kind(call.owner, call.name);
        if (!kind.isEmpty()) {
            if (arguments > 0) {
                read(kind, call.name, seen(frame, arguments - 1));
            }
            return;
        }
        int values = arguments + (call.getOpcode() == Opcodes.INVOKESTATIC ? 0 : 1);
        if (values > arguments && seen(frame, arguments).variables) {
            if (MAP_READS.contains(call.name)) {
                read("env", "getenv", seen(frame, arguments - 1));
            } else {
                unknown("env", "all variables");
            }
            return;
        }
        if (values > arguments && seen(frame, arguments).properties && arguments > 0) {
            // Handed on as a whole, as to a library that looks for its own, they are no reads of the application.
            if (MAP_READS.contains(call.name) || call.name.equals("getProperty")) {
                read("property", call.name, seen(frame, arguments - 1));
                return;
            }
        }
        if (call.owner.equals("dev/preflight/Checks") && (call.name.equals("env") || call.name.equals("property"))) {
            for (String text : seen(frame, 0).texts) {
                reads.made.add(call.name + " " + text);
            }
        }
        if (!declares(call)) {
            leave(frame, values);
        }
    }

    /** Whether a method of Preflight takes checks in order to declare something, and not for their values. */
    private static boolean declares(MethodInsnNode call) {
        boolean takesValue =
                call.owner.equals("dev/preflight/Verified") || call.owner.equals("dev/preflight/check/ProbeContext");
        String owner = call.owner;
        return !takesValue
                && (owner.startsWith("dev/preflight/backend/")
                        || owner.startsWith("dev/preflight/check/")
                        || owner.startsWith("dev/preflight/") && owner.indexOf('/', "dev/preflight/".length()) < 0);
    }

    private void read(String kind, String name, Seen argument) {
        for (String text : argument.texts) {
            reads.known.add(new Use(kind, text, place, line));
        }
        if (!argument.complete) {
            unknown(kind, name);
        }
    }

    private void unknown(String kind, String name) {
        reads.unknown.add(new Use(kind, name, place, line));
    }

    /** Values go somewhere that is not followed. */
    private void leave(Frame<BasicValue> frame, int values) {
        for (int i = 0; i < values; i++) {
            Seen value = seen(frame, i);
            reads.used.addAll(value.checks);
            if (value.variables) {
                unknown("env", "all variables");
            }
        }
    }

    /** What is known of the value so far below the top of the stack. */
    private static Seen seen(Frame<BasicValue> frame, int depth) {
        BasicValue value = frame.getStack(frame.getStackSize() - 1 - depth);
        return value instanceof Seen seen ? seen : Seen.UNKNOWN;
    }
}
