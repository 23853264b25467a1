"""Class archives of homes that share a folder of them."""

from dataclasses import replace
from pathlib import Path

from cluster.jvm import archives
from tests.cluster.test_supervisor import program


def test_homes_that_share_a_folder_write_apart_and_read_what_was_finished_first(tmp_path):
    own = tmp_path / "java" / "lib" / "server" / "classes.jsa"  # this Java brings the archive of its own classes
    own.parent.mkdir(parents=True)
    own.touch()
    java = str(tmp_path / "java" / "bin" / "java")
    process = replace(program(), argv=(java,), environment={"CLASSPATH": "a.jar"}, archive="little")
    homes = [tmp_path / name for name in ("lessons", "tests")]
    (homes[0] / "archives").mkdir(parents=True)
    homes[1].mkdir()
    (homes[1] / "archives").symlink_to(homes[0] / "archives")
    first, second = (archives.plan(process, home, set()).writes for home in homes)
    for part, text in ((first, "first"), (second, "second")):
        assert not Path(part).exists()
        Path(part).write_text(text)
    assert not archives.plan(process, homes[0], {first}).writes  # a running process of this home writes it
    archives.keep(first)
    (read,) = {archives.plan(process, home, set()).reads.rpartition("/")[2] for home in homes}
    assert (homes[1] / "archives" / read).read_text() == "first"
    archives.keep(second)
    assert (homes[0] / "archives" / read).read_text() == "second"
    assert [path.name for path in (homes[0] / "archives").glob("little*")] == [read]
