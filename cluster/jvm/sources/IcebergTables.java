import java.util.Map;
import java.util.Set;
import org.apache.iceberg.CatalogProperties;
import org.apache.iceberg.Schema;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.hadoop.HadoopCatalog;
import org.apache.iceberg.spark.Spark3Util;
import org.apache.iceberg.spark.SparkSchemaUtil;
import org.apache.iceberg.spark.TimeTravel;
import org.apache.iceberg.spark.source.SparkTable;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.NoSuchTableException;
import org.apache.spark.sql.connector.catalog.CatalogV2Util;
import org.apache.spark.sql.connector.catalog.Column;
import org.apache.spark.sql.connector.catalog.Identifier;
import org.apache.spark.sql.connector.catalog.SupportsRead;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.catalog.TableCatalog;
import org.apache.spark.sql.connector.catalog.TableChange;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * A catalog of Iceberg's tables in one folder, for Spark 4.3. The newest Iceberg that is published is for Spark 4.1, and
 * two things of it do not load in 4.3: its catalog, because a catalog of tables and views became another interface, and
 * the list of columns of its tables. Both are here; all else, from the plan of a MERGE to the commit, is Iceberg's.
 */
public final class IcebergTables implements TableCatalog {
    private final HadoopCatalog tables = new HadoopCatalog();

    @Override
    public void initialize(String name, CaseInsensitiveStringMap options) {
        tables.setConf(SparkSession.active().sparkContext().hadoopConfiguration());
        tables.initialize(name, Map.of(CatalogProperties.WAREHOUSE_LOCATION, options.get("warehouse")));
    }

    @Override
    public String name() {
        return tables.name();
    }

    @Override
    public Identifier[] listTables(String[] namespace) {
        return tables.listTables(Namespace.of(namespace)).stream()
            .map(table -> Identifier.of(table.namespace().levels(), table.name())).toArray(Identifier[]::new);
    }

    @Override
    public Table loadTable(Identifier name) throws NoSuchTableException {
        return new Current(iceberg(name));
    }

    @Override
    public Table loadTable(Identifier name, String version) throws NoSuchTableException {
        return new Past(SparkTable.create(iceberg(name), TimeTravel.version(version)));
    }

    @Override
    public Table loadTable(Identifier name, long micros) throws NoSuchTableException {
        return new Past(SparkTable.create(iceberg(name), TimeTravel.timestampMicros(micros)));
    }

    @Override
    public Table createTable(Identifier name, StructType columns, Transform[] cuts, Map<String, String> properties) {
        Schema schema = SparkSchemaUtil.convert(columns);
        return new Current(tables.createTable(identifier(name), schema, Spark3Util.toPartitionSpec(schema, cuts),
            Spark3Util.rebuildCreateProperties(properties)));
    }

    @Override
    public boolean dropTable(Identifier name) {
        return tables.dropTable(identifier(name));
    }

    @Override
    public Table alterTable(Identifier name, TableChange... changes) {
        throw new UnsupportedOperationException("This catalog alters no table: drop it and make it anew.");
    }

    @Override
    public void renameTable(Identifier from, Identifier to) {
        throw new UnsupportedOperationException("This catalog renames no table: a table is its folder.");
    }

    private org.apache.iceberg.Table iceberg(Identifier name) throws NoSuchTableException {
        try {
            return tables.loadTable(identifier(name));
        } catch (org.apache.iceberg.exceptions.NoSuchTableException missing) {
            throw new NoSuchTableException(name);
        }
    }

    private static TableIdentifier identifier(Identifier name) {
        return Spark3Util.identifierToTableIdentifier(name);
    }

    private static Column[] columns(StructType schema) {
        return CatalogV2Util.structTypeToV2Columns(schema, CatalogV2Util.structTypeToV2Columns$default$2());
    }

    /** A table as its newest snapshot has it, which is read and written. */
    private static final class Current extends SparkTable {
        Current(org.apache.iceberg.Table table) {
            super(table);
        }

        @Override
        public Column[] columns() {
            return IcebergTables.columns(schema());
        }
    }

    /** A table as an earlier snapshot has it, which is read. */
    private record Past(SparkTable table) implements Table, SupportsRead {
        @Override
        public String name() {
            return table.name();
        }

        @Override
        public Column[] columns() {
            return IcebergTables.columns(table.schema());
        }

        @Override
        public Set<TableCapability> capabilities() {
            return table.capabilities();
        }

        @Override
        public ScanBuilder newScanBuilder(CaseInsensitiveStringMap options) {
            return table.newScanBuilder(options);
        }
    }
}
