package dev.preflight.spring;

import dev.preflight.check.Probe;
import dev.preflight.check.ProbeContext;
import dev.preflight.check.Settings;
import dev.preflight.problem.Code;
import dev.preflight.problem.Problem;

/** Warns of one location of configuration that may be absent, and is. */
final class ImportCheck extends Probe<Void> {
    private static final int LONGEST_NAME = 400;

    private final ImportScan.Absent absent;

    private ImportCheck(ImportScan.Absent absent, Settings settings) {
        super("import", Printed.name(absent.location(), LONGEST_NAME), settings);
        this.absent = absent;
    }

    static Probe<Void> of(ImportScan.Absent absent) {
        return new ImportCheck(absent, Settings.online()).offline().warnOnly();
    }

    /** Whether it is one that is absent in most places: variables of a developer, or mounted secrets. */
    boolean isAbsentAsARule() {
        String location = absent.location();
        String name = location.substring(Math.max(location.lastIndexOf('/'), location.lastIndexOf(':')) + 1);
        return location.startsWith(Locations.TREE) || name.startsWith(".env");
    }

    /** Where it is named. */
    String place() {
        return absent.place() + ": " + absent.property();
    }

    @Override
    protected Void verify(ProbeContext context) {
        throw Problem.of(Code.CONFIG_ABSENT, "is optional and absent")
                .fact("used", absent.place() + ": " + absent.property())
                .fix("ship it if it was meant to be there")
                .asException();
    }

    @Override
    public Probe<Void> with(Settings changed) {
        return new ImportCheck(absent, changed);
    }
}
