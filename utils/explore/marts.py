"""The marts: from what each is made, by what it is cut, and what its rows must be."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime

from base.exceptions import ConfigurationError, DataError
from data.records import DRIVER, MASTER, PURCHASES, STATUS, Record
from utils.explore.statements import statement

DAY, MONTH = "biz_date", "biz_month"
ADULTS = replace(MASTER, fields=tuple(replace(each, low=18) if each.name == "age" else each for each in MASTER.fields))
SHAPES = {DAY: ("%Y%m%d", "yyyyMMdd, as 20160101"), MONTH: ("%Y%m", "yyyyMM, as 201601")}


@dataclass(frozen=True)
class Mart:
    """A table made of others, by the statements ``table_NAME`` and ``mart_NAME``."""

    name: str
    table: str
    key: tuple[str, ...]  # no two rows of a partition have the same; empty if nothing tells them apart
    cut: str = DAY  # the column of its partitions; none if it is made as a whole
    needs: tuple[str, ...] = ()  # marts that must be made before
    records: tuple[Record, ...] = ()  # whose fields it takes, with their limits
    least: int = 1  # rows of a partition that is published

    def value(self, text: str) -> str:
        """The date or month of a partition. Raises `DataError` for another text."""
        if not self.cut:
            if text:
                raise DataError(f"{self.table} has no partitions: it is made as a whole, without {text!r}.")
            return ""
        pattern, shape = SHAPES[self.cut]
        try:
            if datetime.strptime(text, pattern).strftime(pattern) == text:
                return text
        except ValueError:
            pass
        raise DataError(f"{text!r} is no {self.cut}. Use {shape}.")

    @property
    def columns(self) -> list[str]:
        """The columns, without the one of the partitions, as the statement that makes the table has them."""
        inside = statement(f"table_{self.name}").partition("(")[2].partition(")\n")[0]
        return re.findall(r"^\s+`?(\w+)`? ", inside, re.MULTILINE)

    def clause(self, value: str) -> str:
        """How SQL names a partition.

        >>> of("status").clause("20160101")
        "partition (biz_date='20160101')"
        """
        return f"partition ({self.cut}='{value}')" if self.cut else ""


MARTS = (
    Mart("over18", "SmartCar_Master_Over18", ("car_number",), cut="", records=(ADULTS,)),
    Mart("status", "Managed_SmartCar_Status_Info", ("car_number", "reg_date"), DAY, ("over18",), (ADULTS, STATUS)),
    Mart("drive", "Managed_SmartCar_Drive_Info", ("car_number", "date"), DAY, ("over18",), (ADULTS, DRIVER)),
    Mart("symptom", "Managed_SmartCar_Symptom_Info", ("car_number",), DAY, ("drive",)),
    Mart("emergency", "Managed_SmartCar_Emergency_Check_Info", ("car_number",), DAY, ("status",), least=0),
    Mart("item_buylist", "Managed_SmartCar_Item_BuyList_Info", (), MONTH, ("over18",), (ADULTS, PURCHASES)),
    Mart("item_sets", "SmartCar_Item_Sets", ("car_number",), MONTH, ("item_buylist",)),
)


def of(name: str) -> Mart:
    """The mart of this name. Raises `ConfigurationError` for another."""
    found = {mart.name: mart for mart in MARTS}
    if name not in found:
        raise ConfigurationError(f"There is no mart {name!r}. There are: {', '.join(found)}.")
    return found[name]
