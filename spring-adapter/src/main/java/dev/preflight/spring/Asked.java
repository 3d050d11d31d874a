package dev.preflight.spring;

import java.util.ArrayList;
import java.util.List;

/**
 * What the program arguments ask of the self-check. An argument that sets a property, as {@code --server.port=0} and
 * {@code --preflight.mode=warn} do, is Spring's, and no command is to stumble over it.
 *
 * @param command what is to be done instead of a start, such as {@code docs}; {@code check} for {@code --preflight}
 *     alone; empty for a start
 * @param arguments what begins with {@code --preflight} and sets no property, and what a command may take
 * @param others the arguments that do not begin so, and those that set properties
 */
record Asked(String command, List<String> arguments, List<String> others) {
    private static final String FLAG = "--preflight";
    private static final List<String> OF_SPRING = List.of("--debug", "--trace");

    Asked {
        arguments = List.copyOf(arguments);
        others = List.copyOf(others);
    }

    static Asked of(String... args) {
        String command = "";
        List<String> arguments = new ArrayList<>();
        List<String> others = new ArrayList<>();
        for (String arg : args) {
            if (isOurs(arg)) {
                arguments.add(arg);
                if (arg.equals(FLAG)) {
                    command = "check";
                } else if (arg.startsWith(FLAG + "=")) {
                    // One without a name is refused where commands are carried out, and no reason to start.
                    command = arg.length() == FLAG.length() + 1 ? "=" : arg.substring(FLAG.length() + 1);
                }
                continue;
            }
            others.add(arg);
            if (!setsProperty(arg)) {
                arguments.add(arg);
            }
        }
        return new Asked(command, arguments, others);
    }

    private static boolean isOurs(String arg) {
        return arg.startsWith(FLAG) && !arg.startsWith(FLAG + ".");
    }

    /** Names of options of commands are words in lower case; those of properties have dots, those of variables capitals. */
    private static boolean setsProperty(String arg) {
        if (!arg.startsWith("--") || OF_SPRING.contains(arg)) {
            return arg.startsWith("--");
        }
        int equals = arg.indexOf('=');
        String name = equals < 0 ? arg : arg.substring(0, equals);
        for (int i = 2; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c != '-' && (c < 'a' || c > 'z')) {
                return true;
            }
        }
        return false;
    }

    /** Whether something is to be done instead of a start. */
    boolean isCommand() {
        return !command.isEmpty();
    }

    /** Whether that is to verify, and not only to tell what is declared. */
    boolean verifies() {
        return command.equals("check") || command.equals("offline");
    }

    /** Whether that is to hold the declaration against something else than this process. */
    boolean looksElsewhere() {
        return command.equals("checklist");
    }

    String[] toArray() {
        return arguments.toArray(new String[0]);
    }
}
