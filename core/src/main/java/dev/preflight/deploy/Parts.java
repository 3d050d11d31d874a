package dev.preflight.deploy;

import dev.preflight.problem.Code;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Makes the parts of shipments. Apart from {@link Deployment}, which every boot loads and would load them for. */
final class Parts {
    private Parts() {}

    static Shipment.Part ofPackage(Path path) {
        return new Shipment.Part.Package(path);
    }

    static Shipment.Part ofRoot(String path) {
        return new Shipment.Part.Root(path);
    }

    static Shipment.Part ofWarnOnly(Code code) {
        return new Shipment.Part.WarnOnly(code);
    }

    static Shipment.Part ofEnvFile(Path path, EnvSyntax syntax) {
        return new Shipment.Part.EnvFile(path, syntax);
    }

    static Shipment.Part ofEnv(Map<String, String> variables) {
        return new Shipment.Part.Env(variables);
    }

    static Shipment.Part ofKubernetes(List<Path> manifests, String workload, String container) {
        return new Shipment.Part.Kubernetes(manifests, workload, container);
    }

    static Shipment.Part ofCompose(List<Path> files, String service, List<Path> envFiles) {
        return new Shipment.Part.Compose(files, service, envFiles);
    }

    static Shipment.Part ofSystemd(Path unit) {
        return new Shipment.Part.Systemd(unit);
    }
}
