import java.io.IOException;
import java.io.OutputStream;
import org.codelibs.opensearch.runner.OpenSearchRunner;

/** One node that is its whole cluster, in the given directory and on the given ports of HTTP and of the cluster. */
final class OpenSearchNode {
    private OpenSearchNode() {}

    public static void main(String[] args) throws IOException {
        OpenSearchRunner runner = new OpenSearchRunner();
        runner.onBuild((number, settings) -> {
            settings.put("network.host", "127.0.0.1");
            settings.put("http.port", args[1]);
            settings.put("transport.port", args[2]);
            settings.put("discovery.type", "single-node");
        });
        runner.build(OpenSearchRunner.newConfigs().basePath(args[0]).numOfNode(1).printOnFailure());
        // Its threads do not keep the process alive; it ends with the one that started it.
        System.in.transferTo(OutputStream.nullOutputStream());
        System.exit(0);
    }
}
