-- Owners of 18 and more with the purchases of a month.
insert overwrite table ${staged} partition (biz_month = '${biz_month}')
select o.car_number, o.sex, o.age, o.marriage, o.region, o.job, o.car_capacity, o.car_year, o.car_model,
  b.item, b.score
from SmartCar_Item_BuyList b
join SmartCar_Master_Over18 o on b.car_number = o.car_number
where b.month = '${biz_month}';
