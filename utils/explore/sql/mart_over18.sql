-- Selection: cars whose owner is 18 or older; a row without an age goes along, so that the check finds it.
insert overwrite table ${staged}
select car_number, sex, age, marriage, region, job, car_capacity, car_year, car_model
from SmartCar_Master
where age >= 18 or age is null;
