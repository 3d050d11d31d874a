package dev.preflight.deploy.manifest;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/**
 * What Compose makes of a number without quotes, of which a service gets the value and not the text: {@code 1.10} is
 * {@code 1.1} to it. Where the versions of Compose write it in different ways, as they do with {@code 2.0} and
 * {@code 010}, the text stays, and is no more than a guess.
 *
 * @param written what the service gets
 * @param isAsItStands whether that is the text itself, in every version
 */
record PlainNumber(String written, boolean isAsItStands) {
    private static final Pattern WHOLE = Pattern.compile("0|-?[1-9][0-9]{0,17}");
    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,9}\\.[0-9]{1,6}");

    /** Of what is no number, the text. */
    static PlainNumber of(YamlValue value) {
        String text = value.text();
        return switch (value.kind()) {
            case INTEGER -> new PlainNumber(text, WHOLE.matcher(text).matches());
            case FLOAT -> decimal(text);
            default -> new PlainNumber(text, true);
        };
    }

    private static PlainNumber decimal(String text) {
        if (!DECIMAL.matcher(text).matches()) {
            return new PlainNumber(text, false);
        }
        String shortest = new BigDecimal(text).stripTrailingZeros().toPlainString();
        boolean isWhole = shortest.indexOf('.') < 0;
        return new PlainNumber(isWhole ? text : shortest, shortest.equals(text));
    }
}
