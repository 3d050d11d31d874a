package dev.preflight.syntax;

/** Says where content breaks its format. Lines and columns begin at 1; 0 is unknown. */
public final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;

    private final int line;
    private final int column;

    public Malformed(String why, int line, int column) {
        super(why, null, false, false);
        this.line = line;
        this.column = column;
    }

    public int line() {
        return line;
    }

    public int column() {
        return column;
    }
}
