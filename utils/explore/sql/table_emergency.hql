-- Mart 4, which cars must be looked at: a row for each car and day with a finding, and what was found.
create table if not exists Managed_SmartCar_Emergency_Check_Info (
  car_number string,
  tire_mean double,
  tire_check boolean,
  light_check boolean,
  engine_check boolean,
  break_check boolean,
  battery_mean double,
  battery_check boolean)
partitioned by (biz_date string)
stored as orc;
