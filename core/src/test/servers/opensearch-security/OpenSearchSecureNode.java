import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Map;
import org.opensearch.common.settings.Settings;
import org.opensearch.env.Environment;
import org.opensearch.node.InternalSettingsPreparer;
import org.opensearch.node.Node;

/** One node that is its whole cluster, by what is in the directories config and plugins of the given one. */
final class OpenSearchSecureNode {
    private OpenSearchSecureNode() {}

    public static void main(String[] args) throws Exception {
        Path home = Path.of(args[0]);
        Environment environment = InternalSettingsPreparer.prepareEnvironment(
                Settings.builder().put("path.home", home.toString()).build(),
                Map.of(),
                home.resolve("config"),
                () -> "node");
        new Node(environment).start();
        // It ends with the process that started it.
        System.in.transferTo(OutputStream.nullOutputStream());
        System.exit(0);
    }
}
