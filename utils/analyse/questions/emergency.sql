-- How many cars of a night must be looked at, and for what.
select count(*) as cars, sum(cast(tire_check as int)) as tire, sum(cast(light_check as int)) as light,
  sum(cast(engine_check as int)) as engine, sum(cast(break_check as int)) as brake,
  sum(cast(battery_check as int)) as battery
from Managed_SmartCar_Emergency_Check_Info
where biz_date = '${biz_date=20160101}';
