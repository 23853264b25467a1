-- The registry: one row for each car, its owner and its make.
create external table if not exists SmartCar_Master (
  car_number string,
  sex string,
  age int,
  marriage string,
  region string,
  job string,
  car_capacity int,
  car_year int,
  car_model string)
row format delimited fields terminated by '|'
location '/pilot-pjt/collect/car-master';
