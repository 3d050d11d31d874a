import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.env.Environment;
import org.elasticsearch.node.InternalSettingsPreparer;
import org.elasticsearch.node.Node;
import org.elasticsearch.plugins.Plugin;
import org.elasticsearch.transport.Netty4Plugin;
import org.elasticsearch.xpack.core.XPackPlugin;
import org.elasticsearch.xpack.security.Security;

/** One node that is its whole cluster, by what is in the directory config of the given one; logins are known there if it says so. */
final class ElasticsearchNode extends Node {
    private ElasticsearchNode(Environment environment, List<Class<? extends Plugin>> plugins) {
        super(environment, plugins, true);
    }

    public static void main(String[] args) throws Exception {
        Path home = Path.of(args[0]);
        Environment environment = InternalSettingsPreparer.prepareEnvironment(
                Settings.builder().put("path.home", home.toString()).build(),
                Map.of(),
                home.resolve("config"),
                () -> "node");
        boolean secured = environment.settings().getAsBoolean("xpack.security.enabled", false);
        new ElasticsearchNode(
                        environment,
                        secured
                                ? List.of(Netty4Plugin.class, XPackPlugin.class, Security.class)
                                : List.of(Netty4Plugin.class))
                .start();
        // It ends with the process that started it.
        System.in.transferTo(OutputStream.nullOutputStream());
        System.exit(0);
    }
}
