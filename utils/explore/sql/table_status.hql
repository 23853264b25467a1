-- Mart 1, how the cars are: a row for each car and second, with its owner, a partition for each date on which it happened.
create table if not exists Managed_SmartCar_Status_Info (
  car_number string,
  sex string,
  age int,
  marriage string,
  region string,
  job string,
  car_capacity int,
  car_year int,
  car_model string,
  reg_date timestamp,
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
  battery int)
partitioned by (biz_date string)
stored as orc;
