-- Mart 5, what was bought for which car: a row for each purchase, with the owner, a partition for each month.
create table if not exists Managed_SmartCar_Item_BuyList_Info (
  car_number string,
  sex string,
  age int,
  marriage string,
  region string,
  job string,
  car_capacity int,
  car_year int,
  car_model string,
  item string,
  score int)
partitioned by (biz_month string)
stored as orc;
