-- Which items each car has, as lines of text for programs that know no SQL: the car, a comma, the items with a space between.
create table if not exists SmartCar_Item_Sets (
  car_number string,
  items string)
partitioned by (biz_month string)
row format delimited fields terminated by ',';
