package dev.preflight.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.preflight.check.Document;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The cases follow those that JSON test suites call y_ (must pass), n_ (must fail) and i_ (left to the parser). */
class JsonTest {
    private static Object parse(String text) throws Malformed {
        return new Json(text).parse();
    }

    private static String failure(String text) {
        Malformed e = assertThrows(Malformed.class, () -> parse(text));
        return e.line() + ":" + e.column() + " " + e.getMessage();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[[]   ]",
                "[\"\"]",
                "[]",
                "[\"a\"]",
                "[false]",
                "[null, 1, \"1\", {}]",
                "[null]",
                "[1\n]",
                " [1]",
                "[1,null,null,null,2]",
                "[2] ",
                "[123e65]",
                "[0e+1]",
                "[0e1]",
                "[ 4]",
                "[-0.000000000000000000001]",
                "[20e1]",
                "[-0]",
                "[-123]",
                "[-1]",
                "[1E22]",
                "[1E-2]",
                "[1E+2]",
                "[123e45]",
                "[123.456e78]",
                "[1e-2]",
                "[1e+2]",
                "[123]",
                "[123.456789]",
                "{\"asd\":\"sdf\", \"dfg\":\"fgh\"}",
                "{\"asd\":\"sdf\"}",
                "{\"a\":\"b\",\"a\":\"c\"}",
                "{}",
                "{\"\":0}",
                "{\"foo\\u0000bar\": 42}",
                "{\"a\":[]}",
                "{\n\"a\": \"b\"\n}",
                "[\"\\u0060\\u012a\\u12AB\"]",
                "[\"\\uD801\\udc37\"]",
                "[\"\\ud83d\\ude39\"]",
                "[\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"]",
                "[\"\\\\u0000\"]",
                "[\"\\\"\"]",
                "[\"a/*b*/c/*d//e\"]",
                "[\"\\\\a\"]",
                "[\"\\\\n\"]",
                "[\"\\u0012\"]",
                "[\"\\uFFFF\"]",
                "[ \"asd\"]",
                "[\"\u2028\u2029\"]",
                "[\"\ud83d\ude00\"]",
                "[\"\u007f\"]",
                "[\"\\uDBFF\\uDFFE\"]",
                "\" \"",
                "[\"\\u0022\"]",
                "false",
                "42",
                "-0.1",
                "null",
                "\"asd\"",
                "true",
                "\"\"",
                "[\"a\"]\n",
                "[true]",
                " [] ",
                "\t{\t}\t\r\n",
            })
    void legalTextPasses(String text) throws Malformed {
        parse(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[0.4e00669999999999999999999999999999999999999999999999999999999999999999999999999999999999999999969999]",
                "[-1e+9999]",
                "[1.5e+9999]",
                "[-123123e100000]",
                "[123e-10000000]",
                "[100000000000000000000]",
                "[1e99999999999]",
                "[\"\\uDADA\"]",
                "[\"\\uD888\\u1234\"]",
                "[\"\\uD800\\n\"]",
                "[\"\\uDd1e\\uD834\"]",
                "[\"\\uDFAA\"]",
            })
    void whatTheStandardLeavesOpenPasses(String text) throws Malformed {
        parse(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[1 true]",
                "[\"\": 1]",
                "[\"\"],",
                "[,1]",
                "[1,,2]",
                "[\"x\",,]",
                "[\"x\"]]",
                "[\"\",]",
                "[\"x\"",
                "[x",
                "[3[4]]",
                "[1:2]",
                "[,]",
                "[-]",
                "[   , \"\"]",
                "[\"a\",\n4\n,1,",
                "[1,]",
                "[1,,]",
                "[\"\u000ba\"\\f]",
                "[*]",
                "[\"\"",
                "[1,\n1\n,1",
                "[{}",
                "[fals]",
                "[nul]",
                "[tru]",
                "123\u0000",
                "[++1234]",
                "[+1]",
                "[+Inf]",
                "[-01]",
                "[-1.0.]",
                "[-2.]",
                "[-NaN]",
                "[.-1]",
                "[.2e-3]",
                "[0.1.2]",
                "[0.3e+]",
                "[0.3e]",
                "[0.e1]",
                "[0E+]",
                "[0E]",
                "[0e+]",
                "[0e]",
                "[1.0e+]",
                "[1.0e-]",
                "[1.0e]",
                "[1 000.0]",
                "[1eE2]",
                "[2.e+3]",
                "[2.e-3]",
                "[2.e3]",
                "[9.e+]",
                "[Inf]",
                "[NaN]",
                "[\uff11]",
                "[1+2]",
                "[0x1]",
                "[0x42]",
                "[Infinity]",
                "[0e+-1]",
                "[-123.123foo]",
                "[-Infinity]",
                "[-foo]",
                "[- 1]",
                "[-012]",
                "[-.123]",
                "[-1x]",
                "[1ea]",
                "[1.]",
                "[.123]",
                "[1.2a-3]",
                "[1.8011670033376514H-308]",
                "[012]",
                "[\"x\", truth]",
                "{[: \"x\"}",
                "{\"x\", null}",
                "{\"x\"::\"b\"}",
                "{\"a\":\"a\" 123}",
                "{key: 'value'}",
                "{\"id\":0,,,,,}",
                "{\"a\" b}",
                "{:\"b\"}",
                "{\"a\" \"b\"}",
                "{\"a\":",
                "{\"a\"",
                "{1:1}",
                "{9999E9999:1}",
                "{null:null,null:null}",
                "{'a':0}",
                "{\"id\":0,}",
                "{\"a\":\"b\"}/**/",
                "{\"a\":\"b\"}/**//",
                "{\"a\":\"b\"}//",
                "{\"a\":\"b\"}/",
                "{\"a\":\"b\",,\"c\":\"d\"}",
                "{a: \"b\"}",
                "{\"a\":\"a",
                "{ \"foo\" : \"bar\", \"a\" }",
                "{\"a\":\"b\"}#",
                " ",
                "[\"\\uD800\\",
                "[\"\\uD800\\u\"]",
                "[\"\\uD800\\u1\"]",
                "[\"\\uD800\\u1x\"]",
                "[\u00e9]",
                "[\"\\\u0000\"]",
                "[\"\\x00\"]",
                "[\"\\\\\\\"]",
                "[\"\\\t\"]",
                "[\"\\\ud83c\udf00\"]",
                "[\"\\\"]",
                "[\"\\u00A\"]",
                "[\"\\uD834\\uDd\"]",
                "[\"\\uD800\\uD800\\x\"]",
                "[\"\\a\"]",
                "[\"\\uqqqq\"]",
                "[\"\\\u00e5\"]",
                "[\\u0020\"asd\"]",
                "[\\n]",
                "\"",
                "['single quote']",
                "abc",
                "[\"\\",
                "[\"a\u0000a\"]",
                "[\"new\nline\"]",
                "[\"\t\"]",
                "\"\\UA66D\"",
                "\"\"x",
                "<.>",
                "[<null>]",
                "[1]x",
                "[1]]",
                "[True]",
                "1]",
                "{\"x\": true,",
                "[][]",
                "]",
                "\ufeff{",
                "\u00e5",
                "[",
                "2@",
                "{}}",
                "{\"\":",
                "{\"a\":/*comment*/\"b\"}",
                "{\"a\": true} \"x\"",
                "['",
                "[\"a",
                "[,",
                "[{",
                "[\"a",
                "[\"a\"",
                "{",
                "{]",
                "{,",
                "{[",
                "{'",
                "*",
                "{\"a\":\"b\"}#{}",
                "[\u2060]",
                "{\"a\" : 1 // yes\n}",
                "# comment\n{}",
                "\u000c[]",
                "\u00a0[]",
                "[\"\\u\uff11\uff11\uff11\uff11\"]",
                "undefined",
                "{\"a\":1}{\"b\":2}",
                "1 2",
            })
    void illegalTextFails(String text) {
        failure(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{~  \"a\": 1,~}           | 3:1 a name in double quotes is expected",
                "{~ // no~}                | 2:2 a name in double quotes is expected",
                "{'a': 1}                  | 1:2 a name in double quotes is expected",
                "{\"a\" 1}                 | 1:6 a colon is expected after a name",
                "{\"a\": 1 \"b\": 2}       | 1:9 a comma or a closing brace is expected",
                "[1~2]                     | 2:1 a comma or a closing bracket is expected",
                "[1,]                      | 1:4 a value is expected",
                "{\"a\": NaN}              | 1:7 a value is expected",
                "{\"a\": nil}              | 1:7 a value is expected",
                "[01]                      | 1:3 a comma or a closing bracket is expected",
                "[1.]                      | 1:4 a digit is expected after the point",
                "[1e]                      | 1:4 a digit is expected in the exponent",
                "{}~~{}                    | 3:1 there is more after the end of the value",
                "[\"a~\"]                  | 1:4 a control character stands in a string",
                "[\"\\a\"]                 | 1:4 a backslash is followed by no escape of JSON",
                "[\"\\u12g4\"]             | 1:7 a \\u escape needs four hexadecimal digits",
                "{\"a\":~                  | 2:1 it ends too early: a value is expected",
                "{\"a                      | 1:4 it ends too early: a string has no end",
                "[\"\\                     | 1:4 it ends too early: a backslash is followed by no escape of JSON",
                "[1                        | 1:3 it ends too early: a comma or a closing bracket is expected",
            })
    void failureSaysWhatIsExpectedAtWhichLineAndColumn(String text, String message) {
        assertEquals(message, failure(text.replace('~', '\n')));
    }

    @Test
    void valuesHaveTheTypesOfJava() throws Malformed {
        Object expected =
                Map.of("a", List.of(new BigDecimal("1.50"), true, false, "x/\u00e9\ud83d\ude00"), "b", Map.of());
        assertEquals(expected, parse("{\"a\": [1.50, true, false, \"x\\/\\u00e9\\ud83d\\ude00\"], \"b\": {}}"));
        assertNull(parse("null"));
        assertEquals(Arrays.asList(null, null), parse("[null,null]"));
    }

    @Test
    void numbersBeyondAllBoundsStayTexts() throws Malformed {
        assertEquals("1e99999999999", parse("1e99999999999"));
        assertEquals("9".repeat(1001), parse("9".repeat(1001)));
        assertEquals(new BigDecimal("9".repeat(1000)), parse("9".repeat(1000)));
    }

    @Test
    void nestingMayBeDeepButNotEndless() throws Malformed {
        parse("[".repeat(501) + "]".repeat(501));
        assertEquals("1:502 it is nested more than 500 deep", failure("[".repeat(502) + "]".repeat(502)));
        assertEquals("1:2506 it is nested more than 500 deep", failure("{\"a\":".repeat(100_000)));
    }

    @Test
    void nameThatStandsTwiceIsRemembered() throws Malformed {
        Json json = new Json("{\"a\": null, \"b\": 1, \"a\": null}");
        json.parse();
        assertEquals("a", json.duplicate());
    }

    @Test
    void sameNameInTwoObjectsIsNoDuplicate() throws Malformed {
        Json json = new Json("{\"a\": {\"a\": {}}, \"b\": {\"a\": 1}}");
        json.parse();
        assertNull(json.duplicate());
    }

    @Test
    void nullIsADocumentWithoutKeys() {
        Document document = Document.ofJson(" null ");
        assertEquals(Optional.empty(), document.find("a"));
        assertEquals(Optional.empty(), document.text("a.0"));
    }
}
