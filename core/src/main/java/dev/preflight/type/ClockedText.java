package dev.preflight.type;

/** A text that looks at the clock while it is read, so that a regular expression that never comes to an end does. */
final class ClockedText implements CharSequence {
    /** Reading the clock takes as long as reading many characters. */
    private static final int LOOKS = 1024;

    private final String text;
    private final long until;
    private int reads;

    /** Takes the {@link System#nanoTime} from which on it is no longer read. */
    ClockedText(String text, long until) {
        this.text = text;
        this.until = until;
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public char charAt(int index) {
        if (++reads % LOOKS == 0 && System.nanoTime() - until >= 0) {
            throw new OutOfTime();
        }
        return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.substring(start, end);
    }

    @Override
    public String toString() {
        return text;
    }
}
