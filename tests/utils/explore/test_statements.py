"""Statements in files, the panel, and what a server says of a statement: without a server."""

import doctest

import pandas as pd
import pytest
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

from base.exceptions import ConfigurationError, ServiceError
from data.records import COLLECTED_STATUS, DRIVER, MASTER, PURCHASES
from utils.explore import panel, statements, tables
from utils.lab import lake
from utils.load.partitions import KEY
from utils.load.tables import FOLDERS

COLUMNS = {"status": COLLECTED_STATUS, "drive": DRIVER, "master": MASTER, "item_buylist": PURCHASES}
TYPES = {"integer": "int"}


@pytest.mark.parametrize("module", [statements, panel, lake])
def test_examples(module):
    found = doctest.testmod(module)
    assert found.attempted and not found.failed


@pytest.mark.parametrize("name", COLUMNS)
def test_a_table_has_the_columns_of_its_record(name):
    text, record = statements.statement(name), COLUMNS[name]
    inside = text[text.index("(") + 1 : text.index(")")]
    columns = dict(column.replace("`", "").split() for column in inside.split(","))
    assert columns == {field.name: TYPES.get(field.kind, "string") for field in record.fields}
    assert f"fields terminated by '{record.separator}'" in text and tables.EXTERNAL[name] in text


def test_tables_lie_where_the_stages_before_have_put_the_rows():
    assert FOLDERS[MASTER.name] in statements.statement("master")
    assert FOLDERS[PURCHASES.name] in statements.statement("item_buylist")
    assert tables.PARTITIONED["status"] == KEY.rstrip("=")


def test_each_file_is_a_sentence_and_one_statement():
    for path in statements.FOLDER.iterdir():
        sentence, _, text = path.read_text("utf-8").partition("\n")
        assert sentence.startswith("-- ") and sentence.endswith(".")
        assert text.count(";") == 1 and text.endswith(";\n")


def test_an_unknown_statement_is_named_with_those_there_are():
    with pytest.raises(
        ConfigurationError, match=r"no statement 'mastr'. There are: account_status, drive, item_buylist"
    ):
        statements.statement("mastr")


@pytest.fixture
def shell(monkeypatch):
    """A shell with the panel, and servers that answer with what they were asked."""
    shell = InteractiveShell(config=Config(HistoryManager={"enabled": False}))
    monkeypatch.setattr(panel, "query", lambda text, server: pd.DataFrame({"asked": [text], "server": [server]}))
    panel.asked.clear()
    panel.load_ipython_extension(shell)
    return shell


def test_rows_come_back_or_are_kept_under_a_name(shell):
    rows = shell.run_cell_magic("sql", "spark", "select 1;\n")
    assert rows.iloc[0].tolist() == ["select 1", "spark-thrift"]
    assert shell.run_cell_magic("sql", "hive kept", "select 2") is None
    assert shell.user_ns["kept"].iloc[0].tolist() == ["select 2", "hiveserver2"]
    assert panel.history().values.tolist() == [["hive", "select 2"], ["spark", "select 1"]]


@pytest.mark.parametrize("line", ["", "impala", "spark a b"])
def test_an_unknown_engine_is_told_the_known_ones(shell, line):
    with pytest.raises(panel.StatementRefused, match="%%sql hive or %%sql spark"):
        shell.run_cell_magic("sql", line, "select 1")


def test_a_refused_statement_is_an_error_of_a_few_lines(shell, monkeypatch):
    def refuse(text, server):
        raise ServiceError("Spark SQL: [PARSE_SYNTAX_ERROR] Syntax error at or near 'form'. (line 2, pos 2)")

    monkeypatch.setattr(panel, "query", refuse)
    result = shell.run_cell("%%sql spark\nselect *\n  form cars")
    assert isinstance(result.error_in_exec, panel.StatementRefused)
    assert result.error_in_exec._render_traceback_()[1:] == ["  form cars", "  ^"]
    assert panel.history()["statement"].tolist() == ["select *\n  form cars"]


def test_a_place_outside_the_statement_is_left_out():
    assert panel.pointed("Hive: line 7:1 what", "select 1") == "Hive: line 7:1 what"
    assert panel.pointed("Hive: out of memory", "select 1") == "Hive: out of memory"
