package dev.preflight.report;

/** Writes JSON with a member or an element a line, indented by two spaces. */
final class JsonText {
    private final StringBuilder out;
    private int depth;
    private boolean empty = true;

    JsonText(StringBuilder out) {
        this.out = out;
    }

    /** Opens an object or an array. */
    JsonText begin(char bracket) {
        out.append(bracket);
        depth++;
        empty = true;
        return this;
    }

    /** Closes what was opened last. */
    JsonText end(char bracket) {
        depth--;
        if (!empty) {
            line();
        }
        out.append(bracket);
        empty = false;
        return this;
    }

    /** Begins a member, whose value follows. */
    JsonText name(String name) {
        element().out.append(Quoted.ascii(name)).append(": ");
        return this;
    }

    /** Begins an element of an array, which follows. */
    JsonText element() {
        if (!empty) {
            out.append(',');
        }
        line();
        empty = false;
        return this;
    }

    JsonText string(String name, String plain) {
        name(name).out.append(Quoted.ascii(plain));
        return this;
    }

    JsonText number(String name, long value) {
        name(name).out.append(value);
        return this;
    }

    JsonText flag(String name, boolean value) {
        name(name).out.append(value);
        return this;
    }

    private void line() {
        out.append('\n');
        for (int i = 0; i < depth; i++) {
            out.append("  ");
        }
    }
}
