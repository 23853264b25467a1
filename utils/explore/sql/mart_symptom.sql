-- For each car of a day its distance from the mean of all cars, above two standard deviations abnormal, and beside it from the median, which a few wild cars do not move.
with cars as (
  select car_number, avg(speed_pedal) as a, avg(break_pedal) as b,
    avg(case when steer_angle in ('L2', 'L3', 'R2', 'R3') then 1 else 0 end) as s
  from Managed_SmartCar_Drive_Info
  where biz_date = '${biz_date}'
  group by car_number),
middle as (  -- where all cars are alike, the deviation is the error of a sum
  select avg(a) as a_mean, case when stddev_pop(a) > 1e-9 then stddev_pop(a) end as a_std, percentile_cont(0.5) within group (order by a) as a_median,
    avg(b) as b_mean, case when stddev_pop(b) > 1e-9 then stddev_pop(b) end as b_std, percentile_cont(0.5) within group (order by b) as b_median,
    avg(s) as s_mean, case when stddev_pop(s) > 1e-9 then stddev_pop(s) end as s_std, percentile_cont(0.5) within group (order by s) as s_median
  from cars),
away as (
  select car_number, a, b, s, abs(a - a_mean) / a_std as a_z, abs(b - b_mean) / b_std as b_z, abs(s - s_mean) / s_std as s_z,
    abs(a - a_median) as a_away, abs(b - b_median) as b_away, abs(s - s_median) as s_away
  from cars cross join middle),
spread as (
  select 1.4826 * percentile_cont(0.5) within group (order by a_away) as a_mad,
    1.4826 * percentile_cont(0.5) within group (order by b_away) as b_mad,
    1.4826 * percentile_cont(0.5) within group (order by s_away) as s_mad,
    1.2533 * avg(a_away) as a_mean_away, 1.2533 * avg(b_away) as b_mean_away, 1.2533 * avg(s_away) as s_mean_away
  from away)
insert overwrite table ${staged} partition (biz_date = '${biz_date}')
select car_number,
  round(a, 6) as speed_pedal_mean, round(coalesce(a_z, 0), 6) as speed_pedal_z,
  round(coalesce(a_away / a_mad, a_away / a_mean_away, 0), 6) as speed_pedal_robust, case when round(a_z, 6) > 2 then 'abnormal' else 'normal' end as speed_pedal_symptom,
  round(b, 6) as break_pedal_mean, round(coalesce(b_z, 0), 6) as break_pedal_z,
  round(coalesce(b_away / b_mad, b_away / b_mean_away, 0), 6) as break_pedal_robust, case when round(b_z, 6) > 2 then 'abnormal' else 'normal' end as break_pedal_symptom,
  round(s, 6) as steer_share, round(coalesce(s_z, 0), 6) as steer_z,
  round(coalesce(s_away / s_mad, s_away / s_mean_away, 0), 6) as steer_robust, case when round(s_z, 6) > 2 then 'abnormal' else 'normal' end as steer_symptom
from away cross join spread;
