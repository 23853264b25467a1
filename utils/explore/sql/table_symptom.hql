-- Mart 3, who drives unlike the others: a row for each car and day, how far it lies from the middle, by two measures.
create table if not exists Managed_SmartCar_Symptom_Info (
  car_number string,
  speed_pedal_mean double,
  speed_pedal_z double,
  speed_pedal_robust double,
  speed_pedal_symptom string,
  break_pedal_mean double,
  break_pedal_z double,
  break_pedal_robust double,
  break_pedal_symptom string,
  steer_share double,
  steer_z double,
  steer_robust double,
  steer_symptom string)
partitioned by (biz_date string)
stored as orc;
