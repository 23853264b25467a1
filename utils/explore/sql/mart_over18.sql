-- Selection: cars whose owner is 18 or older.
insert overwrite table ${staged}
select car_number, sex, age, marriage, region, job, car_capacity, car_year, car_model
from SmartCar_Master
where age >= 18;
