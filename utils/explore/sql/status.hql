-- What the cars say of themselves, as it was collected: a partition for each date of collection.
create external table if not exists SmartCar_Status_Info (
  reg_date string,
  car_number string,
  tire_fl int,
  tire_fr int,
  tire_bl int,
  tire_br int,
  light_fl int,
  light_fr int,
  light_bl int,
  light_br int,
  engine string,
  `break` string,
  battery int,
  collection_date string)
partitioned by (wrk_date string)
row format delimited fields terminated by ','
location '/pilot-pjt/collect/car-batch-log';
