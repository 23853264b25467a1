-- The rows of a day as lines of text, the date as PostgreSQL writes it: Sqoop reads text, and COPY does.
insert overwrite directory '${folder}' row format delimited fields terminated by ','
select car_number, speed_pedal_mean, speed_pedal_z, speed_pedal_robust, speed_pedal_symptom,
  break_pedal_mean, break_pedal_z, break_pedal_robust, break_pedal_symptom,
  steer_share, steer_z, steer_robust, steer_symptom,
  concat_ws('-', substr(biz_date, 1, 4), substr(biz_date, 5, 2), substr(biz_date, 7, 2))
from Managed_SmartCar_Symptom_Info
where biz_date = '${biz_date}';
