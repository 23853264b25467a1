import pytest

from base.exceptions import ConfigurationError, DataError, NotReady
from cluster.monitor import collect
from utils.collect.parts import BATCH_CHANNEL
from utils.collect.pilot import SPOOL, step

pytestmark = [pytest.mark.cluster, pytest.mark.timeout(300)]
LINES = ["SmartCar Status Information,CarNum", "20160101000000,A0001,90", "20160101000003,A0001,91"]


def test_an_agent_runs_counts_and_is_changed(collector):
    collector.run(step(2, collector.place, shown=30), fresh=True)
    collector.drop(LINES, "status.txt")
    collector.wait_for(BATCH_CHANNEL, went_on=2)
    table = collector.counters()
    assert table.loc[SPOOL, "came_in"] == 3 and table.loc[BATCH_CHANNEL, "holds"] == 0
    assert collector.printed(4).count("LoggerSink: Event") >= 1
    told = collect(collector.cluster).figures
    figures = {figure.label: figure.value for figure in told if figure.service == "flume"}
    assert figures == {"SmartCarInfo received": 3, "SmartCarInfo in the channel": 0}
    with pytest.raises(DataError, match="takes no name twice"):
        collector.drop(LINES, "status.txt")
    with pytest.raises(NotReady, match=f"(?s){BATCH_CHANNEL} counts went_on 9.*The counters.*{SPOOL}"):
        collector.wait_for(BATCH_CHANNEL, seconds=0.2, went_on=9)

    text = step(1, collector.place).text()
    with pytest.raises(ConfigurationError, match="not declared"):
        collector.run(text.replace("sinks = SmartCarInfo_LoggerSink", "sinks ="))
    assert collector.counters().loc[SPOOL, "came_in"] == 3, "what runs was not touched"
    collector.run(text)
    collector.drop(LINES, "again.txt")
    collector.drain()
    assert collector.counters().loc[BATCH_CHANNEL, "went_on"] == 3
    assert collector.unread() == []
