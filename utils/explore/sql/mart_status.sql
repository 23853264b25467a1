-- Owners of 18 and more with a day of status rows, on whatever date it was collected; of a car and second the row that came last.
insert overwrite table ${staged} partition (biz_date = '${biz_date}')
select o.car_number, o.sex, o.age, o.marriage, o.region, o.job, o.car_capacity, o.car_year, o.car_model,
  -- 240000 is the last moment of a day in the files of the book, and what is no time of the day becomes NULL
  case when length(s.reg_date) = 14 and s.reg_date rlike '^${biz_date}(([01][0-9]|2[0-3])([0-5][0-9]){2}|240000)' then
    cast(from_unixtime(unix_timestamp(substr(s.reg_date, 1, 8), 'yyyyMMdd') + 3600 * cast(substr(s.reg_date, 9, 2) as int)
      + 60 * cast(substr(s.reg_date, 11, 2) as int) + cast(substr(s.reg_date, 13, 2) as int)) as timestamp) end as reg_date,
  s.tire_fl, s.tire_fr, s.tire_bl, s.tire_br, s.light_fl, s.light_fr, s.light_bl, s.light_br,
  s.engine, s.`break`, s.battery
from (
  select *, row_number() over (
    partition by car_number, reg_date
    order by wrk_date desc, tire_fl, tire_fr, tire_bl, tire_br, light_fl, light_fr, light_bl, light_br,
      engine, `break`, battery) as place
  from SmartCar_Status_Info
  where wrk_date >= '${biz_date}' and substr(reg_date, 1, 8) = '${biz_date}') s
join SmartCar_Master_Over18 o on s.car_number = o.car_number
where s.place = 1;
