-- What drivers do, second by second: the copy of HBase's rows, a partition for each date on which it happened.
create external table if not exists SmartCar_Drive_Info (
  `date` string,
  car_number string,
  speed_pedal int,
  break_pedal int,
  steer_angle string,
  direct_light string,
  speed int,
  area_number string)
partitioned by (biz_date string)
row format delimited fields terminated by ','
location '/pilot-pjt/collect/drive-log';
