-- Mart 0, the owners of 18 years and more: the registry as the other marts join it.
create table if not exists SmartCar_Master_Over18 (
  car_number string,
  sex string,
  age int,
  marriage string,
  region string,
  job string,
  car_capacity int,
  car_year int,
  car_model string)
stored as orc;
