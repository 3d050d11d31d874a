package dev.preflight.docs;

import static dev.preflight.Checks.env;
import static dev.preflight.Checks.file;
import static dev.preflight.Checks.probe;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.preflight.Preflight;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.CustomNode;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.junit.jupiter.api.Test;

/** The reference in Markdown, as people and as a parser read it. */
class ReferencePageTest {
    private static final Parser PARSER =
            Parser.builder().extensions(List.of(TablesExtension.create())).build();

    /** What the cells of all tables show, in the order of the page. */
    private static List<String> cells(String markdown) {
        List<String> cells = new ArrayList<>();
        PARSER.parse(markdown).accept(new AbstractVisitor() {
            @Override
            public void visit(CustomNode node) {
                if (node instanceof TableCell) {
                    cells.add(shown(node));
                } else {
                    visitChildren(node);
                }
            }
        });
        return cells;
    }

    private static String shown(Node node) {
        StringBuilder out = new StringBuilder();
        node.accept(new AbstractVisitor() {
            @Override
            public void visit(Text text) {
                out.append(text.getLiteral());
            }

            @Override
            public void visit(Code code) {
                out.append(code.getLiteral());
            }

            @Override
            public void visit(CustomNode other) {
                visitChildren(other);
            }
        });
        return out.toString();
    }

    @Test
    void everythingThatIsDeclaredIsThere() {
        assertEquals("""
                # Configuration of orders

                <!-- preflight:begin -->
                <!-- Written by --preflight=docs from the declaration. Change that, and not this. -->

                ## Environment variables

                | Name | Type | Required | Default | Secret | Example | Old names | Description |
                | --- | --- | --- | --- | --- | --- | --- | --- |
                | `PORT` | a port number (1 to 65535) | no | `8080` | | | `HTTP_PORT` | |
                | `DATABASE_URL` | text; must match 'jdbc:postgresql:.\\*' | yes | | | `jdbc:postgresql://db:5432/orders` | | orders database |
                | `API_KEY` | text | yes | | yes | | | key of the payments API; may lie in the file that `API_KEY_FILE` names |
                | `DATABASE_PASSWORD` | text | no | | yes | | | may lie in the file that `DATABASE_PASSWORD_FILE` names |
                | `MODE` | one of 'fast', 'safe' | no | | | | | |
                | `SMTP_HOST` | text | yes, only if MAIL\\_MODE is 'smtp' | | | | | |
                | `REDIS_URL` | a URI that begins with redis: or rediss: | yes | | | | | |

                ## System properties

                | Name | Type | Required | Example |
                | --- | --- | --- | --- |
                | `orders.zone` | text | no | `eu-1` |

                ## Files

                | Path | Format | Required | Required keys | What else is verified | Secret | Description |
                | --- | --- | --- | --- | --- | --- | --- |
                | `config/app.yaml` | YAML | yes | `payments.endpoint`, `a.b` | | | settings |
                | `/etc/orders/key.pem` | | yes, and a failure only warns | | | yes | |
                | `classpath:logback.xml` | XML | yes | | 1 MiB at most | | |

                ## Directories

                | Path | Required | What else is verified |
                | --- | --- | --- |
                | `/var/lib/orders` | yes | can be written |

                ## Backends

                | Name | Required | What is verified | Needs | Timeout | Tried again for |
                | --- | --- | --- | --- | --- | --- |
                | `orders-db` | yes | DATABASE\\_URL accepts a connection; logs in as orders; has the table orders, which may be read | `DATABASE_URL`, `DATABASE_PASSWORD` | 3 s | |
                | `cache` | yes, and a failure only warns | REDIS\\_URL answers in the protocol of its scheme and is ready | `REDIS_URL` | 1500 ms | 2 min |

                ## Other checks

                | Name | Required | What is verified |
                | --- | --- | --- |
                | `java 17` | yes | Java 17 or later |

                ## Read without a check

                | Name | Why nothing is verified |
                | --- | --- |
                | `HOME` | set by the shell |

                All of it is verified at boot, in 30 s at the most.
                <!-- preflight:end -->
                """, Page.REFERENCE.of(Suites.ORDERS));
    }

    @Test
    void parserSeesTheTablesAsTheyAreMeant() {
        List<String> cells = cells(Page.REFERENCE.of(Suites.ORDERS));

        int row = cells.indexOf("DATABASE_URL");
        assertEquals(
                List.of(
                        "DATABASE_URL",
                        "text; must match 'jdbc:postgresql:.*'",
                        "yes",
                        "",
                        "",
                        "jdbc:postgresql://db:5432/orders",
                        "",
                        "orders database"),
                cells.subList(row, row + 8));
        assertTrue(cells.contains("yes, only if MAIL_MODE is 'smtp'"));
    }

    @Test
    void textsThatLookLikeMarkupShowAsTheyAre() {
        for (String nasty : List.of(
                "a|b",
                "a\\|b",
                "\\",
                "a\\",
                "`",
                "``x`",
                "`a` | `b`",
                "<b>bold</b>",
                "<!-- preflight:end -->",
                "[x](http://y)",
                "![x](y)",
                "**b** __c__ ~~d~~",
                "&amp; &lt;",
                "# no heading",
                "- no list",
                "1. no list",
                "$x$",
                "C:\\dir\\|x",
                "a  b",
                "_x_",
                "***",
                "{{x}}",
                "https://example.com/?a=b&c=d",
                "ö → ñ 🚀")) {
            Preflight suite = Preflight.of(
                    "orders",
                    env("A").orElse(nasty).example(nasty).describedAs(nasty).must(nasty, text -> true));

            List<String> cells = cells(Page.REFERENCE.of(suite));

            assertEquals(
                    List.of(
                            "Name",
                            "Type",
                            "Required",
                            "Default",
                            "Example",
                            "Description",
                            "A",
                            "text; must " + nasty,
                            "no",
                            nasty,
                            nasty,
                            nasty),
                    cells);
        }
    }

    @Test
    void controlCharactersOfADefaultAreEscapes() {
        Preflight suite = Preflight.of("orders", env("A").verbatim().orElse("a\nb\t\u001b[31m\u202e"));

        String page = Page.REFERENCE.of(suite);

        assertTrue(page.contains("`a\\nb\\t\\u001b[31m\\u202e`"), page);
        assertFalse(page.contains("\u001b"), page);
    }

    @Test
    void nameOfTheSuiteIsNoMarkup() {
        String page = Page.REFERENCE.of(Preflight.of("<orders> *x*", env("A")));

        assertEquals(
                "# Configuration of \\<orders\\> \\*x\\*",
                page.lines().findFirst().orElseThrow());
        assertEquals("Configuration of <orders> *x*", shown(PARSER.parse(page).getFirstChild()));
    }

    @Test
    void fileWhosePathAVariableHoldsIsCalledByTheVariable() {
        String page = Page.REFERENCE.of(
                Preflight.of("orders", file(env("CONFIG").path()).json()));

        assertTrue(page.contains("\n| what `CONFIG` names | JSON | yes |\n"), page);
    }

    @Test
    void deadlineAndOwnProbesAreTold() {
        Preflight suite = Preflight.of("orders", probe("licence", () -> {}).describedAs("valid licence"))
                .deadline(Duration.ofSeconds(90));

        String page = Page.REFERENCE.of(suite);

        assertTrue(page.contains("\n| `probe licence` | yes | 3 s | valid licence |\n"), page);
        assertTrue(page.contains("in 90 s at the most"), page);
    }

    @Test
    void pageIsToldByTheNameOfTheFile() {
        assertEquals(Page.REFERENCE, Page.forFile(Path.of("docs/configuration.md")));
        assertEquals(Page.ENV_EXAMPLE, Page.forFile(Path.of(".env.example")));
        assertEquals(Page.ENV_EXAMPLE, Page.forFile(Path.of("prod.env")));
        assertEquals(Page.ENV_SCHEMA, Page.forFile(Path.of("x/.env.schema")));
        assertEquals(Page.KUBERNETES, Page.forFile(Path.of("deploy/orders.YAML")));
        assertEquals(Page.KUBERNETES, Page.forFile(Path.of("orders.yml")));
        assertEquals(Page.REFERENCE, Page.forFile(Path.of("/")));
    }
}
