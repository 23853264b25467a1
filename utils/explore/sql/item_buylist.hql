-- What was bought for the cars, and how the buyer scored it.
create external table if not exists SmartCar_Item_BuyList (
  car_number string,
  item string,
  score int,
  month string)
row format delimited fields terminated by ','
location '/pilot-pjt/collect/buy-list';
