-- Owners of 18 and more with a day of driving rows; of a car and second one row.
insert overwrite table ${staged} partition (biz_date = '${biz_date}')
select o.car_number, o.sex, o.age, o.marriage, o.region, o.job, o.car_capacity, o.car_year, o.car_model,
  -- what is no time of the day becomes NULL
  case when length(d.`date`) = 14 and d.`date` rlike '^${biz_date}(([01][0-9]|2[0-3])([0-5][0-9]){2}|240000)' then
    cast(from_unixtime(unix_timestamp(substr(d.`date`, 1, 8), 'yyyyMMdd') + 3600 * cast(substr(d.`date`, 9, 2) as int)
      + 60 * cast(substr(d.`date`, 11, 2) as int) + cast(substr(d.`date`, 13, 2) as int)) as timestamp) end as `date`,
  d.speed_pedal, d.break_pedal, d.steer_angle, d.direct_light, d.speed, d.area_number
from (
  select *, row_number() over (
    partition by car_number, `date`
    order by speed_pedal, break_pedal, steer_angle, direct_light, speed, area_number) as place
  from SmartCar_Drive_Info
  where biz_date = '${biz_date}') d
join SmartCar_Master_Over18 o on d.car_number = o.car_number
where d.place = 1;
