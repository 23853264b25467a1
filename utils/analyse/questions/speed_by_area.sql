-- Average speed of each area in a night, of those below a threshold, the slowest first.
select area_number, round(avg(speed), 1) as mean, count(*) as n
from Managed_SmartCar_Drive_Info
where biz_date = '${biz_date=20160101}'
group by area_number having avg(speed) < ${threshold=60} order by mean;
