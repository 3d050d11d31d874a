package dev.preflight.docs;

import static dev.preflight.Checks.env;
import static dev.preflight.Checks.file;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.preflight.Preflight;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The manifests of Kubernetes, read with a YAML parser. */
class KubernetesPageTest {
    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> documents(Preflight suite) {
        List<Map<String, Object>> documents = new ArrayList<>();
        LoadSettings settings =
                LoadSettings.builder().setAllowDuplicateKeys(false).build();
        for (Object document : new Load(settings).loadAllFromString(Page.KUBERNETES.of(suite))) {
            documents.add((Map<String, Object>) document);
        }
        return documents;
    }

    @Test
    void everythingIsThereToBeFilledIn() {
        assertEquals("""
                # Manifests of orders to fill in.
                # preflight:begin
                ---
                apiVersion: v1
                kind: ConfigMap
                metadata:
                  name: orders
                data:
                  # optional; a port number (1 to 65535); default 8080
                  # old names that still work: HTTP_PORT
                  # PORT: "8080"
                  # orders database
                  # required; text; must match 'jdbc:postgresql:.*'; for example jdbc:postgresql://db:5432/orders
                  DATABASE_URL: ""
                  # optional; one of 'fast', 'safe'
                  # MODE: ""
                  # required only if MAIL_MODE is 'smtp'; text
                  # SMTP_HOST: ""
                  # required; a URI that begins with redis: or rediss:
                  REDIS_URL: ""
                ---
                apiVersion: v1
                kind: Secret
                metadata:
                  name: orders
                stringData:
                  # key of the payments API
                  # required; secret; text
                  # or API_KEY_FILE names a file that holds it
                  API_KEY: ""
                  # optional; secret; text
                  # or DATABASE_PASSWORD_FILE names a file that holds it
                  # DATABASE_PASSWORD: ""
                ---
                apiVersion: v1
                kind: ConfigMap
                metadata:
                  name: orders-files
                data:
                  # config/app.yaml: required: yes; settings
                  # YAML with the keys payments.endpoint, a.b
                  "app.yaml": ""
                ---
                apiVersion: v1
                kind: Secret
                metadata:
                  name: orders-files
                stringData:
                  # /etc/orders/key.pem: required: yes, and a failure only warns
                  "key.pem": ""
                ---
                apiVersion: apps/v1
                kind: Deployment
                metadata:
                  name: orders
                spec:
                  selector:
                    matchLabels:
                      app: orders
                  template:
                    metadata:
                      labels:
                        app: orders
                    spec:
                      containers:
                        - name: orders
                          image: ""
                          envFrom:
                            - configMapRef:
                                name: orders
                            - secretRef:
                                name: orders
                          volumeMounts:
                            # config/app.yaml in the working directory of the image
                            - name: files
                              mountPath: "/config/app.yaml"
                              subPath: "app.yaml"
                              readOnly: true
                            - name: secret-files
                              mountPath: "/etc/orders/key.pem"
                              subPath: "key.pem"
                              readOnly: true
                      volumes:
                        - name: files
                          configMap:
                            name: orders-files
                        - name: secret-files
                          secret:
                            secretName: orders-files
                # preflight:end
                """, Page.KUBERNETES.of(Suites.ORDERS));
    }

    @Test
    void parserReadsFiveDocuments() {
        List<Map<String, Object>> documents = documents(Suites.ORDERS);

        assertEquals(5, documents.size());
        assertEquals(
                Map.of("DATABASE_URL", "", "REDIS_URL", ""), documents.get(0).get("data"));
        assertEquals(Map.of("API_KEY", ""), documents.get(1).get("stringData"));
        assertEquals("Deployment", documents.get(4).get("kind"));
    }

    @Test
    void whatMayBeAbsentAloneIsAnEmptyMap() {
        List<Map<String, Object>> documents = documents(
                Preflight.of("orders", env("A").orElse("x"), file("a.yaml").optional()));

        assertEquals(Map.of(), documents.get(0).get("data"));
        assertEquals(Map.of(), documents.get(1).get("data"));
        assertEquals(3, documents.size());
    }

    @Test
    void keysAndNamesStayTexts() {
        List<Map<String, Object>> documents =
                documents(Preflight.of("On", env("NO"), env("Y"), env("a-b"), env("_X"), env("1"), env("a/b")));

        assertEquals("app-on", ((Map<?, ?>) documents.get(0).get("metadata")).get("name"));
        assertEquals(
                Map.of("NO", "", "Y", "", "a-b", "", "_X", "", "1", ""),
                documents.get(0).get("data"));
        assertTrue(Page.KUBERNETES.of(Preflight.of("o", env("NO"))).contains("\n  \"NO\": \"\"\n"));
        assertTrue(Page.KUBERNETES.of(Preflight.of("o", env("a/b"))).contains("\n  # \"a/b\": \"\"\n"));
    }

    @Test
    void nameOfTheSuiteBecomesALabel() {
        assertEquals("my-orders-service", name("My Orders / Service!"));
        assertEquals("app-2", name("2"));
        assertEquals("app", name("→"));
        assertEquals("x".repeat(50), name("x".repeat(99)));
    }

    private static Object name(String suite) {
        return ((Map<?, ?>) documents(Preflight.of(suite, env("A"))).get(0).get("metadata")).get("name");
    }

    @Test
    void filesOfOneNameHaveTwoKeys() {
        Preflight suite = Preflight.of("orders", file("a/app.yaml"), file("b/app.yaml"));

        assertEquals(
                Map.of("app.yaml", "", "b_app.yaml", ""),
                documents(suite).get(0).get("data"));
    }

    @Test
    void fileWhosePathAVariableHoldsLiesWhereItsDefaultSays() {
        String page = Page.KUBERNETES.of(Preflight.of(
                "orders",
                file(env("CONFIG").path().orElse(Path.of("/etc/orders/app.yaml")))
                        .describedAs("settings")));

        assertTrue(page.contains("\n  # what CONFIG names: required: yes; settings\n  \"app.yaml\": \"\"\n"), page);
        assertTrue(page.contains("\n              mountPath: \"/etc/orders/app.yaml\"\n"), page);
    }

    @Test
    void fileThatNobodyKnowsThePathOfIsNotMounted() {
        Preflight suite = Preflight.of("orders", file(env("CONFIG").path()));

        assertTrue(Page.KUBERNETES.of(suite).contains("\n  # what CONFIG names: required: yes\n"));
        assertEquals(Map.of(), documents(suite).get(1).get("data"));
        assertFalse(Page.KUBERNETES.of(suite).contains("volume"));
    }

    @Test
    void nastyDefaultsBreakNothing() {
        for (String nasty : List.of("\"", "\\", "a\nb", "#x", "${X}", "'", "\u0007", "- x", "{}", "---")) {
            Preflight suite = Preflight.of(
                    "orders",
                    env("A").orElse(nasty),
                    env("B").describedAs("x: " + nasty.strip().replace("\n", "").replace("\u0007", "")));

            assertEquals(Map.of("B", ""), documents(suite).get(0).get("data"));
        }
    }

    @Test
    void suiteWithoutFilesMountsNothing() {
        assertFalse(Page.KUBERNETES.of(Preflight.of("orders", env("A"))).contains("volume"));
    }
}
