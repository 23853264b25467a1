"""The room of lesson 3-4: ad-hoc queries on two engines, and the cleaning of rows."""
