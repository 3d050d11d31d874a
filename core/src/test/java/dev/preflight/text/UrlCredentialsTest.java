package dev.preflight.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UrlCredentialsTest {
    private static void assertFound(String url, String... credentials) {
        List<String> found = UrlCredentials.in(url);
        for (String credential : credentials) {
            assertTrue(found.contains(credential), () -> credential + " in " + found);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "plain text",
                "http://db:5432/orders",
                "http://[::1]:80/a@b",
                "http://db/users/a@b.example",
                "http://db:80/@scope/package",
                "http://db?mail=a@b.example",
                "mongodb://m1:1,m2:2/x@y",
                "a=b&c=d",
                "user=orders",
                "passwords",
                "jdbc:oracle:thin:@//db:1521/orders",
                "jdbc:oracle:thin:@db:1521:orders",
                "file:///etc/app",
                "http://@db",
                "http://:@db",
                "password=",
                "password=&x=1",
                "password=''",
                "password={}",
                "postgresql://${DB_USER}:${DB_PASSWORD}@db/shop",
                "jdbc:h2:mem:x;PASSWORD=$(PASSWORD)"
            })
    void textWithoutCredentialsHasNone(String text) {
        assertEquals(List.of(), UrlCredentials.in(text));
    }

    @Test
    void userInfoIsFoundAsItStandsAndDecoded() {
        assertFound("ftp://u%40x:p%2Fq@host", "u%40x", "u@x", "p%2Fq", "p/q");
        assertFound("ftp://:p+q%2Br@host", "p+q%2Br", "p q+r", "p+q+r");
        assertFound("a ftp://one:two@host and ftp://three:four@host", "two", "four");
        assertFound("ftp://token@host", "token");
    }

    @Test
    void textThatIsNoEncodingStandsForItself() {
        assertFound("ftp://u:100%@host", "100%");
        assertFound("ftp://u:100%zz@host", "100%zz");
    }

    @Test
    void referenceWithADefaultMayHoldACredential() {
        assertFound("ftp://u:${PW:-hunter2}@host", "${PW:-hunter2}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password",
                "PASSWORD",
                "passwd",
                "pass",
                "pwd",
                "sig",
                "sslpassword",
                "trustStorePassword",
                "client_secret",
                "access_token",
                "api_key",
                "apikey",
                "SharedAccessKey",
                "AccountKey",
                "X-Amz-Signature",
                "javax.net.ssl.keyStorePassword"
            })
    void parameterOfASecretNameIsFound(String name) {
        assertFound("x://h?a=b&" + name + "=hunter2&c=d", "hunter2");
        assertFound("x:h;" + name + "=hunter2;c=d", "hunter2");
        assertFound(name + "=hunter2", "hunter2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bypass", "passive", "design", "monkey", "keyspace", "signal", "username"})
    void parameterOfAnotherNameIsNone(String name) {
        assertEquals(List.of(), UrlCredentials.in("x://h?" + name + "=hunter2"));
    }

    @Test
    void quotedAndBracedParametersAreFound() {
        assertFound("password='two words'", "two words");
        assertFound("password=\"it's\"", "it's");
        assertFound("password=\"a\\\"b\" x", "a\\\"b", "a\"b");
        assertFound(";password={a;b};", "a;b");
        assertFound(";password={a}}b};", "a}}b", "a}b");
        assertFound(";password={open", "{open");
        assertFound("password='open", "'open");
    }

    @Test
    void passwordOfOracleIsFoundWithAndWithoutItsQuotes() {
        assertFound("jdbc:oracle:thin:scott/tiger@//db:1521/orders", "tiger");
        assertFound("jdbc:oracle:thin:scott/\"ti@ger\"@//db:1521/orders", "\"ti@ger\"", "ti@ger");
        assertFound("jdbc:oracle:thin:scott/\"tiger@//db:1521/orders", "\"tiger");
    }

    @Test
    void referenceInParenthesesIsCredentialOnlyWhereMoreThanANameStandsInIt() {
        assertFound("x://h?password=$(cat /run/pw", "$(cat");
        assertFound("x://h?password=$(PW", "$(PW");
        assertFound("x://h?password=$(PW)x&c=d", "$(PW)x");
        assertFound("ftp://u:${PW@host", "${PW");
    }

    @Test
    void valueGoesAsFarAsTheDriverMayReadIt() {
        assertFound("jdbc:h2:mem:password=a,b;c=d", "a", "a,b");
        assertFound("x://h?password=a,b;c&d=e", "a", "a,b;c");
        assertFound("x://h?a=b&password=a,b;c&d=e", "a", "a,b;c");
    }

    @Test
    void valueThatEndsTheTextInABackslashOrABraceIsReadToItsEnd() {
        assertFound("password='a\\b'", "a\\b");
        assertFound("password='a\\", "'a\\");
        assertFound(";password={a}", "a");
    }

    @Test
    void textThatIsFullOfCredentialsIsOneAsAWhole() {
        String text = "password=" + "%41".repeat(20_000);
        assertEquals(1, UrlCredentials.in(text).size());
        assertTrue(UrlCredentials.in(text).contains(text));
    }

    @Test
    void numberOfCredentialsIsBounded() {
        int length = 0;
        for (String credential : UrlCredentials.in("http://a:b@,password=c&".repeat(10_000))) {
            length += credential.length();
        }
        assertTrue(length < 2_000_000, length + " characters");
    }
}
