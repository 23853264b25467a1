-- Mart 1 once more, as a table of Iceberg: the same columns, and a MERGE that writes only what changes.
create table if not exists iceberg.marts.status
using iceberg
partitioned by (biz_date)
tblproperties ('write.merge.mode' = 'merge-on-read')
as select * from Managed_SmartCar_Status_Info where false;
