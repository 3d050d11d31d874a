package dev.preflight;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import org.junit.jupiter.api.Test;

class PackageRulesTest {
    private static final JavaClasses CLASSES = imported();

    private static JavaClasses imported() {
        // What the JDK is made of does not matter here, and reading it takes half a minute.
        ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("dev.preflight");
    }

    @Test
    void packagesHaveNoCycles() {
        SliceAssignment byPackage = new SliceAssignment() {
            @Override
            public SliceIdentifier getIdentifierOf(JavaClass each) {
                return SliceIdentifier.of(each.getPackageName());
            }

            @Override
            public String getDescription() {
                return "packages";
            }
        };
        slices().assignedFrom(byPackage).should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void rootDependsOnNoOtherPackageOfTheLibrary() {
        noClasses()
                .that()
                .resideInAPackage("dev.preflight")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.preflight.(*)..")
                .check(CLASSES);
    }

    @Test
    void packagesAreCalledByWhatTheyAreAbout() {
        noClasses()
                .should()
                .resideInAnyPackage("..internal..", "..util..", "..utils..", "..common..", "..impl..")
                .check(CLASSES);
    }

    @Test
    void otherPackagesUseOnlyTheApiThatUsersHave() {
        classes()
                .that()
                .resideInAPackage("dev.preflight.(*)..")
                .should()
                .onlyDependOnClassesThat(new DescribedPredicate<JavaClass>("are not machinery of dev.preflight") {
                    @Override
                    public boolean test(JavaClass used) {
                        return !used.getPackageName().equals("dev.preflight")
                                || used.getModifiers().contains(JavaModifier.PUBLIC);
                    }
                })
                .check(CLASSES);
    }
}
