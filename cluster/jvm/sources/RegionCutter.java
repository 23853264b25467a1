import java.util.concurrent.TimeUnit;
import org.apache.hadoop.hbase.HBaseConfiguration;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.client.Admin;
import org.apache.hadoop.hbase.client.Connection;
import org.apache.hadoop.hbase.client.ConnectionFactory;
import org.apache.hadoop.hbase.util.Bytes;

/** Cuts a region of a table in two at a row key, while the table is in use. Arguments: the table, the key. */
public final class RegionCutter {
    public static void main(String[] words) throws Exception {
        TableName table = TableName.valueOf(words[0]);
        byte[] key = Bytes.toBytes(words[1]);
        try (Connection connection = ConnectionFactory.createConnection(HBaseConfiguration.create());
                Admin admin = connection.getAdmin()) {
            byte[] region = connection.getRegionLocator(table).getRegionLocation(key).getRegion().getRegionName();
            admin.splitRegionAsync(region, key).get(60, TimeUnit.SECONDS);
        }
    }
}
