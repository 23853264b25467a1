-- Mart 2, how people drive: a row for each car and second, with its owner, a partition for each date on which it happened.
create table if not exists Managed_SmartCar_Drive_Info (
  car_number string,
  sex string,
  age int,
  marriage string,
  region string,
  job string,
  car_capacity int,
  car_year int,
  car_model string,
  `date` timestamp,
  speed_pedal int,
  break_pedal int,
  steer_angle string,
  direct_light string,
  speed int,
  area_number string)
partitioned by (biz_date string)
stored as orc;
