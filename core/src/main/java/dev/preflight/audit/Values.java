package dev.preflight.audit;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.BasicInterpreter;
import org.objectweb.asm.tree.analysis.BasicValue;

/** Follows constants, checks and the maps of variables and properties through a method. */
final class Values extends BasicInterpreter {
    private static final String CHECKS = "dev/preflight/Checks";
    private static final String ENV_VAR = "dev/preflight/check/EnvVar";

    Values() {
        super(Opcodes.ASM9);
    }

    /** Whether a field of this type may hold a variable. */
    static boolean isCheck(String descriptor) {
        return descriptor.equals("L" + ENV_VAR + ";") || descriptor.equals("Ldev/preflight/check/Check;");
    }

    static String field(FieldInsnNode field) {
        return "field " + field.owner + "." + field.name;
    }

    @Override
    public BasicValue newValue(Type type) {
        BasicValue value = super.newValue(type);
        return value == BasicValue.REFERENCE_VALUE ? Seen.UNKNOWN : value;
    }

    @Override
    public BasicValue newOperation(AbstractInsnNode insn) throws AnalyzerException {
        if (insn instanceof LdcInsnNode constant && constant.cst instanceof String text) {
            return Seen.text(text);
        }
        if (insn.getOpcode() == Opcodes.ACONST_NULL) {
            return Seen.NOTHING;
        }
        if (insn instanceof FieldInsnNode field && isCheck(field.desc)) {
            return Seen.checks(Set.of(field(field)));
        }
        return super.newOperation(insn);
    }

    @Override
    public BasicValue unaryOperation(AbstractInsnNode insn, BasicValue value) throws AnalyzerException {
        if (insn.getOpcode() == Opcodes.CHECKCAST) {
            return value;
        }
        if (insn.getOpcode() == Opcodes.GETFIELD && insn instanceof FieldInsnNode field && isCheck(field.desc)) {
            return Seen.checks(Set.of(field(field)));
        }
        return super.unaryOperation(insn, value);
    }

    @Override
    public BasicValue naryOperation(AbstractInsnNode insn, List<? extends BasicValue> values) throws AnalyzerException {
        if (insn instanceof MethodInsnNode call) {
            if (call.owner.equals(CHECKS) && (call.name.equals("env") || call.name.equals("property"))) {
                Set<String> ids = new HashSet<>();
                for (String name : ((Seen) values.get(0)).texts) {
                    ids.add(call.name + " " + name);
                }
                return Seen.checks(ids);
            }
            if (call.owner.equals(ENV_VAR)
                    && isCheck(Type.getReturnType(call.desc).getDescriptor())) {
                return values.get(0);
            }
            if (call.owner.equals("java/lang/System") && call.desc.equals("()Ljava/util/Map;")) {
                return Seen.VARIABLES;
            }
            if (call.owner.equals("java/lang/System") && call.name.equals("getProperties")) {
                return Seen.PROPERTIES;
            }
        }
        return super.naryOperation(insn, values);
    }

    @Override
    public BasicValue merge(BasicValue one, BasicValue other) {
        if (one instanceof Seen a && other instanceof Seen b) {
            return a.or(b);
        }
        return super.merge(one, other);
    }
}
