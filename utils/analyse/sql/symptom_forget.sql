-- A car that the day has no longer goes.
delete from smartcar_symptom_info as old
where biz_date = '${biz_date}' and not exists (select from ${arrived} as new where new.car_number = old.car_number);
