-- The status rows of a day by car: how many, how many times a row came again or with other values, what the join leaves out, and what the mart has.
with lake as (
  select car_number, reg_date, count(*) as copies,
    count(distinct concat_ws(',', coalesce(cast(tire_fl as string), ''), coalesce(cast(tire_fr as string), ''), coalesce(cast(tire_bl as string), ''),
      coalesce(cast(tire_br as string), ''), coalesce(cast(light_fl as string), ''), coalesce(cast(light_fr as string), ''), coalesce(cast(light_bl as string), ''),
      coalesce(cast(light_br as string), ''), coalesce(engine, ''), coalesce(`break`, ''), coalesce(cast(battery as string), ''))) as versions
  from SmartCar_Status_Info
  where wrk_date >= '${biz_date}' and substr(reg_date, 1, 8) = '${biz_date}'
  group by car_number, reg_date),
cars as (
  select car_number, sum(copies) as lake, sum(copies - versions) as again, sum(versions - 1) as conflict,
    count(*) as seconds
  from lake group by car_number),
mart as (
  select car_number, count(*) as mart from Managed_SmartCar_Status_Info where biz_date = '${biz_date}' group by car_number),
joined as (
  select c.car_number, c.lake, c.again, c.conflict, coalesce(t.mart, 0) as mart,
    case when m.car_number is null then c.seconds else 0 end as no_master,
    case when m.age < 18 then c.seconds else 0 end as under_18
  from cars c
  left join SmartCar_Master m on c.car_number = m.car_number
  left join mart t on c.car_number = t.car_number)
select car_number, lake, again, conflict, no_master, under_18, mart,
  lake - again - conflict - no_master - under_18 - mart as missing
from joined;
