package dev.preflight.spring;

import dev.preflight.check.Probe;
import dev.preflight.check.ProbeContext;
import dev.preflight.check.Settings;
import dev.preflight.problem.Code;
import dev.preflight.problem.Problem;
import java.util.Set;

/** Fails for one property whose value cannot be decrypted. Shows neither the value nor what the decryption says of it. */
final class EncryptedCheck extends Probe<Void> {
    private static final int LONGEST_NAME = 400;

    private final PlaceholderScan.Undecryptable property;
    private final String doubt;

    private EncryptedCheck(PlaceholderScan.Undecryptable property, String doubt, Settings settings) {
        super("property", Printed.name(property.name(), LONGEST_NAME), settings);
        this.property = property;
        this.doubt = doubt;
    }

    static Probe<Void> of(PlaceholderScan.Undecryptable property) {
        return new EncryptedCheck(property, "", Settings.online()).offline();
    }

    /** Warns only, and says why. */
    Probe<Void> doubted(String why) {
        return new EncryptedCheck(property, why, settings()).warnOnly();
    }

    /** Why the application may be well all the same, empty where it is not. */
    String doubt(PlaceholderReaders readers) {
        return readers.doubt(Set.of(property.name()), Set.of(property.name()));
    }

    @Override
    protected Void verify(ProbeContext context) {
        Problem problem = Problem.of(Code.CONFIG_INVALID, "cannot be decrypted")
                .fact("used", property.place())
                .fact("why", property.thrown());
        if (!doubt.isEmpty()) {
            problem = problem.fact("doubt", doubt);
        }
        throw problem.fix("give the application the password that it was encrypted with"
                        + " (jasypt.encryptor.password), or encrypt it again")
                .asException();
    }

    @Override
    public Probe<Void> with(Settings changed) {
        return new EncryptedCheck(property, doubt, changed);
    }
}
