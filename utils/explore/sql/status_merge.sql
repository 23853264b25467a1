-- The rows of a day brought into mart 1 of Iceberg: those that changed, those that are new, and out with those that are gone.
merge into iceberg.marts.status t
using ${staged} s
on t.biz_date = '${biz_date}' and t.car_number = s.car_number and t.reg_date = s.reg_date
when matched and not struct(t.sex, t.age, t.marriage, t.region, t.job, t.car_capacity, t.car_year, t.car_model,
    t.tire_fl, t.tire_fr, t.tire_bl, t.tire_br, t.light_fl, t.light_fr, t.light_bl, t.light_br, t.engine, t.`break`, t.battery)
  <=> struct(s.sex, s.age, s.marriage, s.region, s.job, s.car_capacity, s.car_year, s.car_model,
    s.tire_fl, s.tire_fr, s.tire_bl, s.tire_br, s.light_fl, s.light_fr, s.light_bl, s.light_br, s.engine, s.`break`, s.battery)
  then update set *
when not matched then insert *
when not matched by source and t.biz_date = '${biz_date}' then delete;
