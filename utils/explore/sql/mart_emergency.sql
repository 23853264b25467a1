-- Cars with a tyre below 80 or a battery below 30 on the mean of a day, or with a light, the engine or the brake faulty in any row of it.
with cars as (
  select car_number, least(avg(tire_fl), avg(tire_fr), avg(tire_bl), avg(tire_br)) as tire,
    max(greatest(light_fl, light_fr, light_bl, light_br)) as light,
    max(engine) as engine, max(`break`) as worst_break, avg(battery) as battery
  from Managed_SmartCar_Status_Info
  where biz_date = '${biz_date}'
  group by car_number),
found as (
  select car_number, round(tire, 6) as tire_mean, tire < 80 as tire_check, light = 2 as light_check,
    engine = 'C' as engine_check, worst_break = 'C' as break_check, round(battery, 6) as battery_mean,
    battery < 30 as battery_check
  from cars)
insert overwrite table ${staged} partition (biz_date = '${biz_date}')
select * from found
where tire_check or light_check or engine_check or break_check or battery_check;
