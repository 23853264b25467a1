-- In each area the car that was fastest on average, of those that were there for a minute or more.
select area_number, car_number, mean
from (
  select area_number, car_number, avg(speed) as mean,
    rank() over (partition by area_number order by avg(speed) desc) as place
  from Managed_SmartCar_Drive_Info
  where biz_date = '${biz_date=20160101}'
  group by area_number, car_number
  having count(*) >= ${rows=60}) ranked
where place = 1 order by area_number;
