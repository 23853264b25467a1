-- The items that a car's owner bought in a month, each once, sorted.
insert overwrite table ${staged} partition (biz_month = '${biz_month}')
select car_number, concat_ws(' ', sort_array(collect_set(item))) as items
from Managed_SmartCar_Item_BuyList_Info
where biz_month = '${biz_month}'
group by car_number;
