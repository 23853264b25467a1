"""The Lab in a real browser: lesson and cluster panel side by side, the panel alive, live slides drawn."""

import shutil
import socket
from dataclasses import replace
from pathlib import Path

import pytest

from base.settings import settings
from cluster import Cluster
from tools import lab
from tools.browser import HANGUL_LOADED, browser_page
from tools.labfiles import LAB_PORT, PANEL_PORT, Places

pytestmark = [pytest.mark.browser, pytest.mark.cluster]

FIXTURE = Path(__file__).parent.parent / "fixtures" / "deck.ipynb"
MINUTE = 60_000
CLUSTER, LANE = (f"iframe[src*='/live/{name}']" for name in ("cluster", "lane"))


def free(shift):
    """Whether Lab, panel and Redis would find their ports free: another checkout may run these tests now."""
    for port in (LAB_PORT + shift, PANEL_PORT + shift, 6379 + shift):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return False
    return True


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """Address and token of a Lab on a small project of its own, and a cluster where nothing runs yet."""
    folder = tmp_path_factory.mktemp("lab")
    project = folder / "project"
    (project / "day1").mkdir(parents=True)
    shutil.copy(FIXTURE, project / "day1" / "01_deck.ipynb")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SMARTCAR_HOME", str(folder / "state"))
        patch.setenv("SMARTCAR_PORT_SHIFT", str(next(filter(free, range(21337, 22000, 13)))))
        cluster = Cluster(settings())
        places = replace(Places.of(settings()), project=project)
        process, url = lab.start(places)
        try:
            assert lab.running(places) == url
            yield *url.split("/lab?"), cluster
        finally:
            process.terminate()
            process.wait(30)
            cluster.down()
        assert lab.running(places) is None


def test_panel_beside_the_lesson_follows_the_cluster(served):
    base, token, cluster = served
    with browser_page(1440, 860) as watched:
        page = watched.page
        page.goto(f"{base}/lab/workspaces/day1?{token}")
        page.wait_for_selector(".jp-Notebook", timeout=MINUTE)
        page.wait_for_function(HANGUL_LOADED, timeout=MINUTE)
        panel = page.frame_locator(CLUSTER)
        panel.locator(".sentence", has_text="Nothing runs").wait_for(timeout=MINUTE)
        lesson, pane = page.locator(".jp-Notebook").bounding_box(), page.locator(CLUSTER).bounding_box()
        assert lesson["x"] + lesson["width"] <= pane["x"], "lesson and panel lie side by side"
        assert pane["width"] > 350

        cluster.up("redis=1")
        panel.locator("tr[data-role=redis-primary][data-state=ready]").wait_for(timeout=MINUTE)
        cluster.kill("redis-primary")
        panel.locator("tr[data-role=redis-primary][data-state=dead]").wait_for(timeout=MINUTE)
        assert "cluster revive redis-primary" in panel.locator(".sentence").inner_text()
        cluster.revive("redis-primary")
        panel.locator("tr[data-role=redis-primary][data-state=ready]").wait_for(timeout=MINUTE)
        assert panel.locator(".stale").is_hidden()
        page.locator(".lm-TabBar-tab", has_text="Speed lane").click()
        page.frame_locator(LANE).locator(".sentence", has_text="The speed lane is not running").wait_for(timeout=MINUTE)
        assert page.get_by_text("Would you like to get notified").count() == 0
        assert watched.problems == []


def test_a_panel_without_a_feed_says_so(served):
    base, token, _ = served
    with browser_page() as watched:
        page = watched.page
        page.goto(f"{base}/live/cluster?{token}")
        page.locator(".sentence").wait_for(timeout=MINUTE)
        page.context.set_offline(True)
        page.locator(".stale", has_text="nothing new arrives").wait_for(timeout=MINUTE)


def test_live_slides_are_drawn(served):
    base, token, _ = served
    with browser_page() as watched:
        page = watched.page
        page.goto(f"{base}/rise/day1/01_deck.ipynb?{token}")
        page.wait_for_selector(".reveal.ready .slides section.present", timeout=MINUTE)
        assert page.locator(".slides h1").first.inner_text().startswith("Event time")
        page.wait_for_function("getComputedStyle(document.querySelector('.reveal h1')).fontSize === '44px'")
        page.locator("mjx-container").first.wait_for(state="attached", timeout=MINUTE)
        assert [problem for problem in watched.problems if problem.startswith("exception")] == []


def test_code_runs_in_live_slides(served):
    base, token, _ = served
    with browser_page() as watched:
        page = watched.page
        page.goto(f"{base}/rise/day1/01_deck.ipynb?{token}")
        page.wait_for_selector(".reveal.ready .slides section.present", timeout=MINUTE)
        cell = page.locator(".slides section.present section.present .jp-CodeCell").first
        for _ in range(4):  # further on until the first slide with code, its fragment shown
            page.keyboard.press("Space")
            page.wait_for_timeout(700)
            if cell.count() and cell.locator(".cm-content").is_visible():
                break
        prompt = cell.locator(".jp-InputPrompt")
        stored = prompt.inner_text()
        cell.locator(".cm-content").click()
        page.keyboard.press("Shift+Enter")
        page.wait_for_function(
            "([e, old]) => /\\d/.test(e.textContent) && e.textContent !== old",
            arg=[prompt.element_handle(), stored],
            timeout=MINUTE,
        )


def test_the_lab_asks_for_its_token(served):
    base, _, _ = served
    with browser_page() as watched:
        watched.page.goto(f"{base}/lab")
        assert "/login" in watched.page.url
