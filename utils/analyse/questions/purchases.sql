-- What owners of cars with a finding bought in a month, the most frequent first.
select b.item, count(*) as n
from Managed_SmartCar_Item_BuyList_Info b
join Managed_SmartCar_Emergency_Check_Info e on b.car_number = e.car_number
where b.biz_month = '${biz_month=201601}' and e.biz_date = '${biz_date=20160101}'
group by b.item order by n desc, b.item;
