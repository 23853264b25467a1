"""Marts, their checks and the nightly workflows, without a server: what Oozie and Dagster are told is the same."""

import doctest
import re
import sqlite3
import zipfile
from dataclasses import replace
from itertools import pairwise
from xml.etree import ElementTree

import pandas as pd
import pytest
from dagster import RetryPolicy

from base.exceptions import ConfigurationError, DataError, ServiceError
from cluster.clients import oozie as client
from cluster.process.local import _stubs
from data.records import STATUS
from utils.explore import __main__, assets, checks, flows, marts, oozie, publish, statements

OWNER = {each.name: each.values[0] if each.values else each.low or "A0001" for each in marts.ADULTS.fields}
GOOD = OWNER | {"light_fl": 2, "items": "Item-001"}
OTHER = GOOD | {"car_number": "A0002"}
DAYS, MONTHS = ["2016-01-01", "20161301", "20160230", "201601", ""], ["201613", "20161", "20160101", ""]
VALUES = (  # a right one, wrong ones, and what these are told
    ("status", "20160229", DAYS, "is no biz_date. Use yyyyMMdd, as 20160101"),
    ("item_sets", "201612", MONTHS, "is no biz_month. Use yyyyMM, as 201601"),
    ("over18", "", ["20160101"], "SmartCar_Master_Over18 has no partitions"),
)
ROWS = (  # that must not be published, and what is told
    ([], "'rows' found 0, at least 1"),
    ([GOOD, GOOD], "'same key again' found 1, at most 0"),
    ([GOOD | {"age": 17}, OTHER | {"age": None}], "'age not 18 to 70' found 2, at most 0"),
    ([GOOD | {"car_number": "A00011"}], r"'car_number not like \[A-Z\]\[0-9\]\{4\}' found 1"),
    ([GOOD | {"car_year": None, "region": ""}], r"'region not as listed' found 1, .* \(1 more failed\)"),
    ([GOOD | {"light_fl": 3}], "'light_fl not as listed' found 1"),
    ([GOOD, OTHER | {"items": None}], "'items not known' found 1"),
)
each_flow = pytest.mark.parametrize("flow", flows.FLOWS, ids=lambda flow: flow.name)


@pytest.mark.parametrize("module", [marts, checks, publish, oozie, client], ids=lambda module: module.__name__)
def test_examples(module):
    found = doctest.testmod(module)
    assert found.attempted and not found.failed


@pytest.mark.parametrize("mart", marts.MARTS, ids=lambda mart: mart.name)
def test_a_mart_is_one_table_one_statement_and_a_check_for_each_column(mart):
    table, made = statements.statement(f"table_{mart.name}"), statements.statement(f"mart_{mart.name}")
    inside = table[table.index("(") + 1 : table.index(")")].replace("`", "")
    assert [column.split()[0] for column in inside.split(",")] == mart.columns
    assert f"exists {mart.table} (" in table and set(mart.key) <= set(mart.columns)
    assert re.findall(r"partitioned by \((\w+) string\)", table) == [mart.cut] * bool(mart.cut)
    assert re.findall(r"\$\{staged\}(.*)", made) == [f" partition ({mart.cut} = '${{{mart.cut}}}')" if mart.cut else ""]
    names = [check.name.partition(" not ")[0] for check in checks.of(mart)]
    assert names == [*["rows", "same key again"][: 1 + bool(mart.key)], *mart.columns]
    with pytest.raises(ConfigurationError, match=f"'mart_{mart.name}' needs a value for 'staged'"):
        statements.filled(f"mart_{mart.name}", **{mart.cut or "biz_date": "20160101"})


@pytest.mark.parametrize(("name", "right", "wrong", "told"), VALUES)
def test_a_partition_is_a_date_that_exists(name, right, wrong, told):
    assert marts.of(name).value(right) == right
    for text in wrong:
        with pytest.raises(DataError, match=told):
            marts.of(name).value(text)


@pytest.mark.parametrize(("rows", "told"), ROWS)
def test_rows_that_do_not_fit_are_refused_with_check_and_number(monkeypatch, rows, told):
    base = sqlite3.connect(":memory:")  # counts what an engine would
    base.create_function("regexp", 2, lambda pattern, text: bool(re.search(pattern, text)))
    monkeypatch.setattr(checks, "query", lambda sql, server: pd.read_sql(sql.replace(" rlike ", " regexp "), base))
    for name, each in (("Sound", [GOOD, OTHER]), ("Staged", rows)):
        pd.DataFrame(each, columns=list(GOOD), dtype=object).to_sql(name, base, index=False)
    fields = {field.name: field for field in STATUS.fields}
    demanded = [*checks.of(marts.of("over18")), *(checks.bad(each, fields.get(each)) for each in ("light_fl", "items"))]
    checks.demand("Mart", "Sound", checks.taken("Sound", demanded))
    with pytest.raises(checks.CheckFailed, match=f"check {told}.*What was published before stays"):
        checks.demand("Mart", "Staged", checks.taken("Staged", demanded))


def test_each_mart_is_made_once_a_night_and_after_what_it_needs():
    done = [((f.hour, place), s) for f in flows.FLOWS for place, level in enumerate(f.levels) for s in level]
    made = {step.what: place for place, step in done if step.act in ("make", "publish")}
    for files in (statements.FOLDER.glob("mart_*.sql"), statements.FOLDER.glob("table_*.hql")):
        assert {path.stem.partition("_")[2] for path in files} == {mart.name for mart in marts.MARTS} == set(made)
    for mart in marts.MARTS:
        places = [(step.act, place) for place, step in done if step.what == mart.name and step.act != "refresh"]
        assert [act for act, _ in places] in (["make"], ["stage", "publish"])
        assert [place for _, place in places] == sorted({place for _, place in places})
        assert all(made[need] < places[0][1] for need in mart.needs)


def of_oozie(app):
    """The levels of actions, as Oozie comes to them while all goes well."""
    nodes = {node.get("name"): node for node in app if node.get("name")}
    (start,) = app.findall("{*}start")
    case, levels = nodes[start.get("to")].find("{*}switch/{*}case"), []
    here = start.get("to") if case is None else case.get("to")
    while not nodes[here].tag.endswith("}end"):
        levels.append([path.get("start") for path in nodes[here].findall("{*}path")] or [here])
        (here,) = {nodes[name].find("{*}ok").get("to") for name in levels[-1]}
        assert nodes[here].tag.endswith("}join") == (len(levels[-1]) > 1)
        here = nodes[here].get("to", here)  # where a join leads
    return levels


@each_flow
def test_oozie_and_dagster_do_the_same_steps_in_the_same_order(flow):
    app, made = ElementTree.fromstring(oozie.workflow(flow)), assets.assets(flow)
    assert of_oozie(app) == [[step.name for step in level] for level in flow.levels]
    levels = [[name.replace("-", "_") for name in level] for level in of_oozie(app)]
    needs = {key.path[-1]: {need.path[-1] for need in deps} for one in made for key, deps in one.asset_deps.items()}
    assert needs == {name: set(before) for before, level in pairwise([[], *levels]) for name in level}
    assert list(needs) == [name for level in levels for name in level]
    policies = {one.op.name: one.op.retry_policy for one in made}
    allowed = [(policies[s.name.replace("-", "_")] or RetryPolicy(max_retries=0)).max_retries for s in flow.steps]
    assert allowed == [step.repeats for step in flow.steps]
    gates = [(gate.asset_key.path, gate.blocking) for each in made for gate in each.check_specs]
    assert gates == [([f"stage_{step.what}"], True) for step in flow.steps if step.act == "stage"]
    names = [node.get("name") for node in app if node.get("name")]
    assert {node.get(way) for node in app.iter() for way in ("to", "start")} - {None} == set(names)
    for action, step in zip(app.findall("{*}action"), flow.steps, strict=True):
        words = [word.text for word in action.findall("{*}shell/{*}argument")]
        assert words == [step.act, step.what, f"${{{flow.cut}}}"] and names.count(step.name) == 1
        again = {"retry-max": f"{step.repeats}", "retry-interval": "1"} if step.repeats else {}
        assert action.attrib == {"name": step.name} | again and step.repeats == (step.act in ("refresh", "stage"))
        assert action.find("{*}error").get("to") in [kill.get("name") for kill in app.findall("{*}kill")]


@each_flow
def test_both_schedulers_begin_at_the_hour_and_oozie_waits_for_a_whole_day(flow):
    app, monthly = ElementTree.fromstring(oozie.coordinator(flow)), flow.cut == "biz_month"
    assert app.get("frequency") == f"${{coord:{'months' if monthly else 'days'}(1)}}"
    assert [flag.text for flag in app.findall(".//{*}done-flag")] == ["_SUCCESS"] * flow.collected
    plans = {plan.job_name: plan for plan in assets.definitions().get_repository_def().schedule_defs}
    plan = plans[flow.name]
    assert plan.cron_schedule == f"0 {flow.hour} {'1' if monthly else '*'} * *"
    assert set(plans) == {each.name for each in flows.FLOWS}
    assert plan.execution_timezone == app.get("timezone") == "Asia/Seoul"
    assert assets.partitions(flow).get_first_partition_key() == ("201601" if monthly else "20160101")


@pytest.fixture
def tried(monkeypatch, tmp_path):
    """The steps that Dagster has begun. The first that can be repeated finds no server; the last has bad rows."""
    steps = []

    def act(step, value, server):
        steps.append(step.name)
        if steps == ["refresh-status"]:
            raise ServiceError("Hive does not answer")
        if step.act == "publish":
            raise DataError("check 'rows' found 0")

    monkeypatch.setenv("SMARTCAR_HOME", str(tmp_path))
    monkeypatch.setattr(assets, "act", act)
    monkeypatch.setattr(assets, "PAUSE", 0)
    return steps


TWO = flows.Flow("two", "two steps", 1, ((flows.Step("refresh", "status"),), (flows.Step("publish", "status"),)))


def test_dagster_repeats_what_a_server_failed_and_not_what_a_check_refused(tried):
    assert assets.run(TWO, "20160101")["status"].tolist() == ["OK", "ERROR"]
    assert tried == ["refresh-status", "refresh-status", "publish-status"]


def test_dagster_asks_for_the_flag_of_the_day_after(tried, monkeypatch):
    asked = []
    monkeypatch.setattr(flows.namenode, "status", asked.append)
    whole = replace(TWO, collected=True)
    assert assets.run(whole, "20160229")["status"].tolist() == ["ERROR", "SKIPPED"] and tried == []
    assert asked == ["/pilot-pjt/collect/car-batch-log/wrk_date=20160301/_SUCCESS"]
    monkeypatch.setattr(flows.namenode, "status", lambda path: {"length": 0})
    assert assets.run(whole, "20160229")["status"].tolist() == ["OK", "ERROR"] and len(tried) == 3
    with monkeypatch.context() as patch, pytest.raises(DataError, match=r"^20160301 is not collected: .* no _SUCCESS"):
        patch.setattr(flows.namenode, "status", asked.append)
        flows.demand_collected("20160301")


def test_a_step_that_fails_tells_its_scheduler(monkeypatch, capsys):
    monkeypatch.setattr(__main__, "act", lambda step, value, server: marts.of(f"{step.name} {value} {server}"))
    assert __main__.main(["stage", "status", "20160101", "--engine", "spark"]) == 1
    assert capsys.readouterr().err.startswith("There is no mart 'stage-status 20160101 spark-thrift'")
    with pytest.raises(SystemExit, match="2"):
        __main__.main(["drop", "status"])


@pytest.mark.parametrize(("printed", "told"), [("\nError: E0501 : no\n", "Error: E0501 : no"), ("", "no answer")])
def test_a_job_that_oozie_does_not_take(printed, told):
    with pytest.raises(ServiceError, match=f"Oozie took no job: {told}$"):
        client.submitted(printed)


def test_a_jar_of_configuration_holds_empty_folders_and_stays_as_it_is(tmp_path):
    path, files = tmp_path / "lib" / "conf.jar", ("hadoop/core-site.xml", "oozie/webapp/")
    assert _stubs(path, (), tmp_path) == [] and not path.exists()
    with zipfile.ZipFile(_stubs(path, files, tmp_path)[0]) as jar:
        assert jar.namelist() == ["core-site.xml", "webapp/"] and jar.read("webapp/") == b""
        assert (tmp_path / "hadoop/core-site.xml").as_uri() in jar.read("core-site.xml").decode()
    before = path.stat().st_mtime_ns
    assert _stubs(path, files, tmp_path) == [path] and path.stat().st_mtime_ns == before
    assert _stubs(path, files[:1], tmp_path) == [path] and path.stat().st_mtime_ns > before
