package dev.preflight.deploy.manifest;

import static dev.preflight.Checks.env;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.preflight.check.Check;
import dev.preflight.deploy.Deployment;
import dev.preflight.deploy.Lists;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What Services set in each container of their namespace: kubernetes.io, "Service", section "Environment variables", and
 * {@code FromServices}, {@code makeLinkVariables} and {@code getServiceEnvVarMap} of the kubelet 1.34.
 */
class ServiceLinksTest {
    private static final String POD = """
            kind: Pod
            metadata: {name: shop}
            spec: {%scontainers: [{name: app, env: [{name: A, value: x}%s]}]}
            """;

    @TempDir
    Path dir;

    private String list(String service, String pod, String env, Check<?>... checks) throws IOException {
        Path file = Files.writeString(dir.resolve("app.yaml"), service + "\n---\n" + POD.formatted(pod, env));
        return new Lists(dir).of(Deployment.fromKubernetes("shop", file), checks);
    }

    private static String service(String spec) {
        return "{kind: Service, metadata: {name: my-orders}, spec: {" + spec + "}}";
    }

    /** Each variable with the value that the kubelet gives it; the types tell a right value from a wrong one. */
    @Test
    void eachVariableOfAServiceIsProvidedWithWhatItIsSetTo() throws IOException {
        assertEquals(
                """
                PROVIDED env MY_ORDERS_SERVICE_HOST: Service my-orders sets it to its cluster address
                PROVIDED env MY_ORDERS_SERVICE_PORT: Service my-orders sets it to 8080
                PROVIDED env MY_ORDERS_SERVICE_PORT_HTTP_WEB: Service my-orders sets it to 8080
                PROVIDED env MY_ORDERS_SERVICE_PORT_DNS: Service my-orders sets it to 53
                PROVIDED env MY_ORDERS_PORT: Service my-orders sets it to tcp://(its cluster address):8080
                PROVIDED env MY_ORDERS_PORT_8080_TCP: Service my-orders sets it to tcp://(its cluster address):8080
                PROVIDED env MY_ORDERS_PORT_8080_TCP_PROTO: Service my-orders sets it to tcp
                PROVIDED env MY_ORDERS_PORT_8080_TCP_PORT: Service my-orders sets it to 8080
                PROVIDED env MY_ORDERS_PORT_8080_TCP_ADDR: Service my-orders sets it to its cluster address
                PROVIDED env MY_ORDERS_PORT_53_UDP: Service my-orders sets it to udp://(its cluster address):53
                PROVIDED env MY_ORDERS_PORT_53_UDP_PROTO: Service my-orders sets it to udp
                FAILED env MY_ORDERS_PORT_53_TCP
                  env.missing: not set
                  fix: set MY_ORDERS_PORT_53_TCP
                FAILED env MY_ORDERS_SERVICE_PORT_OTHER
                  env.missing: not set
                  fix: set MY_ORDERS_SERVICE_PORT_OTHER to a port number (1 to 65535), for example 8080
                """,
                list(
                        service("ports: [{name: http-web, port: 8080, targetPort: 9999},"
                                + " {name: dns, port: 53, protocol: UDP}]"),
                        "",
                        "",
                        env("MY_ORDERS_SERVICE_HOST"),
                        env("MY_ORDERS_SERVICE_PORT").port(),
                        env("MY_ORDERS_SERVICE_PORT_HTTP_WEB").integer(),
                        env("MY_ORDERS_SERVICE_PORT_DNS").port(),
                        env("MY_ORDERS_PORT").uri("tcp"),
                        env("MY_ORDERS_PORT_8080_TCP").uri("tcp"),
                        env("MY_ORDERS_PORT_8080_TCP_PROTO"),
                        env("MY_ORDERS_PORT_8080_TCP_PORT").port(),
                        env("MY_ORDERS_PORT_8080_TCP_ADDR"),
                        env("MY_ORDERS_PORT_53_UDP").uri("udp"),
                        env("MY_ORDERS_PORT_53_UDP_PROTO"),
                        env("MY_ORDERS_PORT_53_TCP"),
                        env("MY_ORDERS_SERVICE_PORT_OTHER").port()));
    }

    @Test
    void portThatAServiceTurnsIntoAnAddressFailsWhateverItsDefault() throws IOException {
        String failed = """
                FAILED env MY_ORDERS_PORT
                  env.invalid: not a port number (1 to 65535)
                  found: Service my-orders sets it to tcp://(its cluster address):8080
                  fix: set MY_ORDERS_PORT in env of the container, or write enableServiceLinks: false
                """;
        for (Check<?> check : new Check<?>[] {
            env("MY_ORDERS_PORT").port().orElse(8080),
            env("MY_ORDERS_PORT").port(),
            env("MY_ORDERS_PORT").port().optional()
        }) {
            assertEquals(failed, list(service("ports: [{port: 8080}]"), "", "", check));
            assertEquals(failed, list(service("type: LoadBalancer, ports: [{port: 8080}]"), "", "", check));
            assertEquals(
                    failed.replace("(its cluster address)", "10.0.0.7"),
                    list(service("clusterIP: 10.0.0.7, ports: [{port: 8080}]"), "", "", check));
            assertEquals(
                    failed.replace("(its cluster address)", "[fd00::7]"),
                    list(service("clusterIPs: ['fd00::7'], ports: [{port: 8080}]"), "", "", check));
            assertEquals(
                    failed,
                    list(service("clusterIP: '', ports: [{port: 8080}]"), "enableServiceLinks: true, ", "", check));
        }
    }

    @Test
    void whatSetsNothingLeavesTheDefault() throws IOException {
        Check<?> port = env("MY_ORDERS_PORT").port().orElse(8080);
        String passed = "PASSED env MY_ORDERS_PORT\n";
        String orders = service("ports: [{port: 8080}]");

        assertEquals(passed, list(service("clusterIP: None, ports: [{port: 8080}]"), "", "", port));
        assertEquals(passed, list(service("clusterIPs: [None], ports: [{port: 8080}]"), "", "", port));
        assertEquals(passed, list(service("type: ExternalName, externalName: db.example.com"), "", "", port));
        assertEquals(passed, list(orders, "enableServiceLinks: false, ", "", port));
        assertEquals(passed, list(orders, "enableServiceLinks: no, ", "", port));
        assertEquals(
                "PASSED env MY_ORDERS_PORT <- Pod shop, container app, env\n",
                list(orders, "", ", {name: MY_ORDERS_PORT, value: '9090'}", port));
    }

    @Test
    void envFromOfTheContainerCountsBeforeAService() throws IOException {
        Path file = Files.writeString(dir.resolve("app.yaml"), service("ports: [{port: 8080}]") + """

                ---
                {kind: ConfigMap, metadata: {name: c}, data: {MY_ORDERS_PORT: '9090'}}
                ---
                kind: Pod
                metadata: {name: shop}
                spec: {containers: [{name: app, envFrom: [{configMapRef: {name: c}}]}]}
                """);

        assertEquals(
                "PASSED env MY_ORDERS_PORT <- ConfigMap c, key MY_ORDERS_PORT\n",
                new Lists(dir)
                        .of(
                                Deployment.fromKubernetes("shop", file),
                                env("MY_ORDERS_PORT").port()));
    }

    /** The kubelet sets those of the Service of the server "even if enableServiceLinks is false". */
    @Test
    void variablesOfTheServerAreSetEvenWithoutLinks() throws IOException {
        assertEquals(
                """
                PROVIDED env KUBERNETES_SERVICE_HOST: Kubernetes, for each container
                PROVIDED env KUBERNETES_SERVICE_PORT_HTTPS: Kubernetes, for each container
                PROVIDED env KUBERNETES_PORT_443_TCP_ADDR: Kubernetes, for each container
                FAILED env KUBERNETES_NAMESPACE
                  env.missing: not set
                  fix: set KUBERNETES_NAMESPACE
                FAILED env MY_ORDERS_SERVICE_HOST
                  env.missing: not set
                  fix: set MY_ORDERS_SERVICE_HOST
                """,
                list(
                        service("ports: [{port: 8080}]"),
                        "enableServiceLinks: false, ",
                        "",
                        env("KUBERNETES_SERVICE_HOST"),
                        env("KUBERNETES_SERVICE_PORT_HTTPS"),
                        env("KUBERNETES_PORT_443_TCP_ADDR"),
                        env("KUBERNETES_NAMESPACE"),
                        env("MY_ORDERS_SERVICE_HOST")));
    }

    @Test
    void serviceOfAnotherNamespaceSetsNothing() throws IOException {
        String other =
                "{kind: Service, metadata: {name: my-orders, namespace: test}, spec: {ports: [{port: 8080}]}}\n---\n";
        String pod = """
                kind: Pod
                metadata: {name: shop%s}
                spec: {containers: [{name: app, env: [{name: A, value: x}]}]}
                """;
        Check<?> host = env("MY_ORDERS_PORT").port().orElse(80);

        Path file = Files.writeString(dir.resolve("app.yaml"), other + pod.formatted(", namespace: prod"));
        assertEquals("""
                PASSED env MY_ORDERS_PORT
                  deployment.manifest: a Service that no manifest shows may set it
                  found: a Service my-orders in the namespace sets MY_ORDERS_PORT to tcp://... in every container that does not set it itself
                  fix: set MY_ORDERS_PORT in env of the container, or write enableServiceLinks: false
                """, new Lists(dir).of(Deployment.fromKubernetes("shop", file), host));
        // Which namespace is meant is said to kubectl.
        Files.writeString(file, other + pod.formatted(""));
        assertEquals(
                "PROVIDED env MY_ORDERS_SERVICE_PORT: Service my-orders sets it to 8080, if both are in one namespace\n",
                new Lists(dir).of(Deployment.fromKubernetes("shop", file), env("MY_ORDERS_SERVICE_PORT")));
    }

    /** A Service that is in no manifest may exist. */
    @Test
    void nameThatAnUnknownServiceMaySetIsRemarkedUponWhereTheWorkloadDoesNotSetIt() throws IOException {
        String remark = """
                  deployment.manifest: a Service that no manifest shows may set it
                  found: a Service redis in the namespace sets REDIS_PORT to tcp://... in every container that does not set it itself
                  fix: set REDIS_PORT in env of the container, or write enableServiceLinks: false
                """;
        String none = "{kind: ConfigMap, metadata: {name: c}}";
        Check<?> port = env("REDIS_PORT").port().orElse(6379);

        assertEquals("PASSED env REDIS_PORT\n" + remark, list(none, "", "", port));
        assertEquals(
                "FAILED env REDIS_PORT\n  env.missing: not set\n"
                        + "  fix: set REDIS_PORT to a port number (1 to 65535), for example 8080\n" + remark,
                list(none, "", "", env("REDIS_PORT").port()));
        assertEquals("PASSED env REDIS_PORT\n", list(none, "enableServiceLinks: false, ", "", port));
        assertEquals(
                "PASSED env REDIS_PORT <- Pod shop, container app, env\n",
                list(none, "", ", {name: REDIS_PORT, value: '6379'}", port));
        assertEquals(
                "PASSED env PORT\nPASSED env PORTAL\nPASSED env redis_PORT\n",
                list(
                        none,
                        "",
                        "",
                        env("PORT").port().orElse(1),
                        env("PORTAL").orElse("x"),
                        env("redis_PORT").orElse("x")));
        assertEquals("""
                PROVIDED env DB_SERVICE_HOST: Kubernetes, for each container
                PROVIDED env DB_PORT_5432_TCP_ADDR: Kubernetes, for each container
                """, list(none, "", "", env("DB_SERVICE_HOST"), env("DB_PORT_5432_TCP_ADDR")));
    }

    /** The kubelet looks for a reference in what the container has, then in what Services set. */
    @Test
    void referenceToWhatAServiceSetsCannotBeSeen() throws IOException {
        assertEquals(
                """
                PROVIDED env URL: Pod shop, container app, env: refers to MY_ORDERS_SERVICE_HOST, which cannot be seen
                PASSED env OWN <- Pod shop, container app, env
                PASSED env LATER <- Pod shop, container app, env
                """,
                list(
                        service("ports: [{port: 8080}]"),
                        "",
                        ", {name: URL, value: 'http://$(MY_ORDERS_SERVICE_HOST)/'},"
                                + " {name: MY_ORDERS_SERVICE_HOST, value: own}, {name: OWN, value: $(MY_ORDERS_SERVICE_HOST)},"
                                + " {name: LATER, value: '$(NOT_THERE)'}",
                        env("URL"),
                        env("OWN").matching("own"),
                        env("LATER").verbatim().matching("\\$\\(NOT_THERE\\)")));
    }
}
