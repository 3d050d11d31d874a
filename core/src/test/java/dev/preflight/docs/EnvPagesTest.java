package dev.preflight.docs;

import static dev.preflight.Checks.env;
import static dev.preflight.Checks.envSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.preflight.Preflight;
import java.math.BigDecimal;
import java.net.URI;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code .env.example} and {@code .env.schema}. */
class EnvPagesTest {
    @Test
    void exampleHasEveryVariableWithWhatItMustBe() {
        assertEquals("""
                # Environment of orders. Copy it and fill it in.

                # preflight:begin
                # optional; a port number (1 to 65535); default 8080
                # old names that still work: HTTP_PORT
                #PORT=8080

                # orders database
                # required; text; must match 'jdbc:postgresql:.*'; for example jdbc:postgresql://db:5432/orders
                DATABASE_URL=jdbc:postgresql://db:5432/orders

                # key of the payments API
                # required; secret; text
                # or API_KEY_FILE names a file that holds it
                API_KEY=

                # optional; secret; text
                # or DATABASE_PASSWORD_FILE names a file that holds it
                #DATABASE_PASSWORD=

                # optional; one of 'fast', 'safe'
                #MODE=

                # required only if MAIL_MODE is 'smtp'; text
                #SMTP_HOST=

                # required; a URI that begins with redis: or rediss:
                REDIS_URL=
                # preflight:end
                """, Page.ENV_EXAMPLE.of(Suites.ORDERS));
    }

    @Test
    void valueThatToolsReadDifferentlyStandsInTheCommentAlone() {
        Preflight suite = Preflight.of(
                "orders",
                env("A").example("a b"),
                env("B").orElse("$HOME"),
                env("C").example("a#b"),
                env("D").orElse("'x'"),
                env("E").orElse("a\nb"));

        String page = Page.ENV_EXAMPLE.of(suite);

        assertTrue(page.contains("; for example a b\nA=\n"), page);
        assertTrue(page.contains("; default $HOME\n#B=\n"), page);
        assertTrue(page.contains("; default a\\nb\n#E=\n"), page);
        assertTrue(
                Pattern.compile("^#?[A-E]=$", Pattern.MULTILINE)
                                .matcher(page)
                                .results()
                                .count()
                        == 5,
                page);
    }

    @Test
    void schemaHoldsToolsToWhatTheApplicationTakes() {
        assertEquals("""
                # Environment of orders.
                # preflight:begin
                # @defaultRequired=false @defaultSensitive=false
                # ---

                # optional; a port number (1 to 65535); default 8080
                # old names that still work: HTTP_PORT
                # @type=port(min=1)
                PORT=8080

                # instead of PORT
                # @type=string
                HTTP_PORT=

                # orders database
                # required; text; must match 'jdbc:postgresql:.*'; for example jdbc:postgresql://db:5432/orders
                # @required @type=string
                # @example='jdbc:postgresql://db:5432/orders'
                DATABASE_URL=

                # key of the payments API
                # required; secret; text
                # or API_KEY_FILE names a file that holds it
                # @required=isEmpty($API_KEY_FILE) @sensitive @type=string
                API_KEY=

                # instead of API_KEY
                # @type=string
                API_KEY_FILE=

                # optional; secret; text
                # or DATABASE_PASSWORD_FILE names a file that holds it
                # @sensitive @type=string
                DATABASE_PASSWORD=

                # instead of DATABASE_PASSWORD
                # @type=string
                DATABASE_PASSWORD_FILE=

                # optional; one of 'fast', 'safe'
                # @type=enum('fast', 'safe')
                MODE=

                # required only if MAIL_MODE is 'smtp'; text
                # @type=string
                SMTP_HOST=

                # required; a URI that begins with redis: or rediss:
                # @required @type=string
                REDIS_URL=
                # preflight:end
                """, Page.ENV_SCHEMA.of(Suites.ORDERS));
    }

    private static void assertSchema(Preflight suite, String expected) {
        String page = Page.ENV_SCHEMA.of(suite);
        assertTrue(page.contains(expected), page);
    }

    @Test
    void schemaKnowsTheTypesThatToolsReadInTheSameWay() {
        assertSchema(Preflight.of("o", env("A").integer().orElse(3)), "# @type=number(isInt=true)\nA=3\n");
        assertSchema(Preflight.of("o", env("A").decimal().orElse(new BigDecimal("0.5"))), "# @type=number\nA=0.5\n");
        assertSchema(Preflight.of("o", env("A").bool().orElse(true)), "# @type=boolean\nA=true\n");
        assertSchema(Preflight.of("o", env("A").url()), "# @required @type=url\nA=\n");
        assertSchema(Preflight.of("o", env("A").duration()), "# @required @type=string\nA=\n");
        assertSchema(Preflight.of("o", env("A").longInteger()), "# @required @type=string\nA=\n");
        // Tools refuse a secret that is a number, since they could not take it out of their output.
        assertSchema(Preflight.of("o", env("A").integer().secret()), "# @required @sensitive @type=string\nA=\n");
    }

    @Test
    void schemaQuotesWhatWouldBeReadAsSomethingElse() {
        assertSchema(Preflight.of("o", env("A").orElse("8080")), "# @type=string\nA='8080'\n");
        assertSchema(Preflight.of("o", env("A").orElse("a $HOME 'b' # c")), "A='a $HOME \\'b\\' # c'\n");
        assertSchema(Preflight.of("o", env("A").oneOf("true", "it's")), "@type=enum('true', 'it\\'s')\n");
        assertSchema(Preflight.of("o", env("A").orElse("ends in \\")), "# @type=string\nA=\n");
        assertSchema(Preflight.of("o", env("A").oneOf("ends in \\")), "# @required @type=string\nA=\n");
        assertSchema(Preflight.of("o", env("A").orElse("a\nb")), "# @type=string\nA=\n");
    }

    @Test
    void schemaTakesNoDefaultWithCredentials() {
        assertSchema(
                Preflight.of("o", env("A").uri().orElse(URI.create("redis://ada:hunter2@cache"))),
                "# @type=string\nA=\n");
    }

    @Test
    void schemaWantsOneOfSeveralNames() {
        assertSchema(
                Preflight.of("o", env("A").orFile().deprecates("B").deprecates("c.d")),
                "# @required=isEmpty(fallback($B, $A_FILE)) @type=string\nA=\n");
    }

    @Test
    void schemaCommentsAreNeitherDecoratorsNorDividers() {
        assertSchema(Preflight.of("o", env("A").describedAs("@required or not")), "\n# > @required or not\n");
        assertSchema(Preflight.of("o", env("A").describedAs("--- a line")), "\n# > --- a line\n");
    }

    @Test
    void schemaLeavesOutNamesThatTheLanguageDoesNotHave() {
        assertSchema(Preflight.of("o", env("a.b"), env("2X")), "# a.b is no name in this language\n");
        assertSchema(Preflight.of("o", env("a.b"), env("2X")), "# 2X is no name in this language\n");
    }

    @Test
    void conditionIsAComment() {
        assertSchema(
                Preflight.of("o", env("A").onlyIf(envSet("B"))),
                "# required only if B is set; text\n# @type=string\nA=\n");
    }
}
