"""The live picture of the speed lane in a real browser: it moves, and it says what stands still and what to type."""

import re
import socket
import subprocess
import sys

import pytest

from base.waiting import wait_until
from tools.browser import HANGUL_LOADED, browser_page
from utils.collect.collector import Collector
from utils.collect.pilot import speed_lane
from utils.collect.topics import SMARTCAR_TOPIC, make_topic

pytestmark = [pytest.mark.browser, pytest.mark.cluster, pytest.mark.timeout(600)]

MINUTE = 60_000
ROW = "2016010100{minute:02}{second:02},A000{car},3,0,F,N,{speed},B0{car}"
LINES = [ROW.format(minute=n // 540, second=n // 9 % 60, car=1 + n % 9, speed=40 + n % 90) for n in range(30_000)]


@pytest.fixture(scope="module")
def collector(cluster):
    """Flume and Kafka, and nothing behind them."""
    cluster.up("flume", "kafka")
    make_topic(SMARTCAR_TOPIC)
    collector = Collector(cluster)
    collector.run(speed_lane(collector.place), fresh=True)
    yield collector
    cluster.down()


@pytest.fixture
def address(collector):
    """The page, served as it is without JupyterLab."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    server = subprocess.Popen([sys.executable, "-m", "utils.pages.lane", "--port", str(port)])
    try:
        wait_until(lambda: not socket.socket().connect_ex(("127.0.0.1", port)), "the page is served", 60)
        yield f"http://127.0.0.1:{port}/lane", server
    finally:
        server.kill()
        server.wait()


def kept(page):
    """Rows in Kafka as the page shows them."""
    return int(page.locator("tr[data-hop=kafka] .total").inner_text().replace(",", ""))


def test_the_page_moves_says_what_stands_still_and_goes_on(collector, address):
    with browser_page(900, 900) as watched, collector.driving(LINES, 100):
        page = watched.page
        page.goto(address[0])
        hop = "tr[data-hop={}][data-state={}]".format
        for name in ("cars", "flume", "kafka"):
            page.locator(hop(name, "moving")).wait_for(timeout=MINUTE)
        assert page.locator(hop("redis", "off")).count() == 1
        before = kept(page)
        wait_until(lambda: kept(page) > before, "the page counts on", 30)
        assert page.locator(".map td[title*=' cars']").count() == 60

        collector.cluster.pause("kafka-1")
        page.locator(hop("flume", "stopped")).wait_for(timeout=MINUTE)
        page.locator(".sentence.bad code", has_text="cluster revive kafka-1").wait_for(timeout=MINUTE)
        told = page.locator(".sentence").inner_text()
        assert re.search(r"Flume has stood still for .* lines waiting, Kafka does not answer", told)
        collector.cluster.revive("kafka-1")
        page.locator(hop("kafka", "moving")).wait_for(timeout=MINUTE)
        page.locator(".sentence.good").wait_for(timeout=MINUTE)
        assert page.locator(".stale").is_hidden()
        page.wait_for_function(HANGUL_LOADED, timeout=MINUTE)
        assert watched.problems == []


def test_a_page_whose_collector_is_dead_says_so(address):
    with browser_page() as watched:
        page = watched.page
        page.goto(address[0])
        page.locator(".sentence").wait_for(timeout=MINUTE)
        address[1].kill()
        page.locator(".stale", has_text="nothing new arrives").wait_for(timeout=MINUTE)
