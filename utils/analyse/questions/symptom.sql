-- Drivers of a night whose way of driving lies far from the middle, the most striking first.
select car_number, speed_pedal_mean, speed_pedal_z, break_pedal_z, steer_z
from Managed_SmartCar_Symptom_Info
where biz_date = '${biz_date=20160101}' and 'abnormal' in (speed_pedal_symptom, break_pedal_symptom, steer_symptom)
order by greatest(speed_pedal_z, break_pedal_z, steer_z) desc, car_number;
