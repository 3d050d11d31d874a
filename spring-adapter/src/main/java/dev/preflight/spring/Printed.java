package dev.preflight.spring;

/** Makes names of checks out of what others wrote: a name must be fit for one line. */
final class Printed {
    private Printed() {}

    static String name(String text, int longest) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < Math.min(text.length(), longest); i++) {
            char c = text.charAt(i);
            out.append(c >= ' ' && c < 127 || Character.isLetterOrDigit(c) ? c : '?');
        }
        return out.toString().isBlank() ? "(blank)" : out.toString();
    }
}
