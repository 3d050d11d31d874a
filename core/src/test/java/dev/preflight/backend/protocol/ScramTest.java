package dev.preflight.backend.protocol;

import static dev.preflight.Checks.probe;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.preflight.backend.Verdicts;
import dev.preflight.check.ProbeContext;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The exchange of RFC 7677, section 3. */
class ScramTest {
    private static final String SERVER_FIRST =
            "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096";

    /** What is done with a login of the user of the RFC, in a check. */
    private interface Talk {
        void with(Scram scram) throws Exception;
    }

    private static void talk(String user, Talk talk) {
        Verdicts.assertPasses(probe("login", (ProbeContext context) -> {
            talk.with(new Scram("SHA-256", user, "pencil", context, "rOprNGfwEbeRWgbNEkqO"));
            return null;
        }));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte... bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Test
    void bothSidesShowThatTheyKnowThePassword() {
        talk("user", scram -> {
            assertEquals("n,,n=user,r=rOprNGfwEbeRWgbNEkqO", text(scram.first()));
            assertFalse(scram.isRight(bytes("v=")));
            assertEquals(
                    "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,"
                            + "p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=",
                    text(scram.last(bytes(SERVER_FIRST))));
            assertTrue(scram.isRight(bytes("v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=")));
            assertFalse(scram.isRight(bytes("v=7rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=")));
            assertFalse(scram.isRight(bytes("e=other-error")));
        });
    }

    @Test
    void charactersThatDivideAMessageAreEscapedInNames() {
        talk("a=b,c", scram -> assertEquals("n,,n=a=3Db=2Cc,r=rOprNGfwEbeRWgbNEkqO", text(scram.first())));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "r=other,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096",
                "r=rOprNGfwEbeRWgbNEkqO,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096",
                "r=rOprNGfwEbeRWgbNEkqOx,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4095",
                "r=rOprNGfwEbeRWgbNEkqOx,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=99999999",
                "r=rOprNGfwEbeRWgbNEkqOx,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=many",
                "r=rOprNGfwEbeRWgbNEkqOx,s=?,i=4096"
            })
    void beginningThatNoClientGoesOnWithIsNotAnswered(String first) {
        talk("user", scram -> assertNull(scram.last(bytes(first))));
    }
}
