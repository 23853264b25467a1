-- Selection: cars whose owner is 18 or older, and rows without an age, which the check then finds.
insert overwrite table ${staged}
select car_number, sex, age, marriage, region, job, car_capacity, car_year, car_model
from SmartCar_Master
where age >= 18 or age is null;
