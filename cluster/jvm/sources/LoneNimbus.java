import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.storm.cluster.ClusterStateContext;
import org.apache.storm.cluster.ClusterUtils;
import org.apache.storm.cluster.DaemonType;
import org.apache.storm.cluster.IStormClusterState;
import org.apache.storm.daemon.nimbus.Nimbus;
import org.apache.storm.utils.ConfigUtils;

/**
 * Nimbus where there is no second one. A nimbus that lacks the code of a topology which ZooKeeper knows never leads: it
 * leaves that to another nimbus that has the code. Here nobody has it, after a reset or with another ensemble, so such
 * a topology is forgotten first.
 */
public final class LoneNimbus {
    public static void main(String[] arguments) throws Exception {
        Map<String, Object> settings = ConfigUtils.readStormConfig();
        forgetTopologiesWithoutCode(settings);
        Nimbus.main(arguments);
    }

    static void forgetTopologiesWithoutCode(Map<String, Object> settings) throws Exception {
        Set<String> blobs = names(Path.of(ConfigUtils.absoluteStormBlobStoreDir(settings), "blobs"));
        IStormClusterState known = ClusterUtils.mkStormClusterState(
            settings, new ClusterStateContext(DaemonType.NIMBUS, settings));
        for (String topology : known.activeStorms()) {
            if (blobs.contains("data_" + topology + "-stormcode.ser")) continue;
            System.out.println("The code of " + topology + " is not here any more: it is forgotten.");
            known.removeStorm(topology);
        }
        known.disconnect();
    }

    static Set<String> names(Path folder) throws Exception {
        if (!Files.isDirectory(folder)) return Set.of();
        try (Stream<Path> all = Files.walk(folder, 2)) {
            return all.map(each -> each.getFileName().toString()).collect(Collectors.toSet());
        }
    }
}
