-- What has arrived of a day takes the place of the row with its key, or is a new row.
insert into smartcar_symptom_info
select * from ${arrived}
on conflict (car_number, biz_date) do update set
  speed_pedal_mean = excluded.speed_pedal_mean, speed_pedal_z = excluded.speed_pedal_z,
  speed_pedal_robust = excluded.speed_pedal_robust, speed_pedal_symptom = excluded.speed_pedal_symptom,
  break_pedal_mean = excluded.break_pedal_mean, break_pedal_z = excluded.break_pedal_z,
  break_pedal_robust = excluded.break_pedal_robust, break_pedal_symptom = excluded.break_pedal_symptom,
  steer_share = excluded.steer_share, steer_z = excluded.steer_z,
  steer_robust = excluded.steer_robust, steer_symptom = excluded.steer_symptom;
