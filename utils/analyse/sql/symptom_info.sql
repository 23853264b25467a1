-- Mart 3 as other systems read it: real types, and no two rows of a car and day.
create table if not exists smartcar_symptom_info (
  car_number text,
  speed_pedal_mean double precision not null,
  speed_pedal_z double precision not null,
  speed_pedal_robust double precision not null,
  speed_pedal_symptom text not null check (speed_pedal_symptom in ('normal', 'abnormal')),
  break_pedal_mean double precision not null,
  break_pedal_z double precision not null,
  break_pedal_robust double precision not null,
  break_pedal_symptom text not null check (break_pedal_symptom in ('normal', 'abnormal')),
  steer_share double precision not null,
  steer_z double precision not null,
  steer_robust double precision not null,
  steer_symptom text not null check (steer_symptom in ('normal', 'abnormal')),
  biz_date date,
  primary key (car_number, biz_date));
