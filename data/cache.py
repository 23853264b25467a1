"""`dataset`: the files of a scale and a seed, written once and kept."""

from __future__ import annotations

import contextlib
import ctypes
import shutil
from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from tempfile import mkdtemp

from filelock import FileLock

from base.exceptions import DataError
from base.settings import settings
from data.faults import known
from data.files import Files, from_manifest, from_source
from data.scale import Scale
from data.world import SEED, START, simulate
from data.writing import write

_WRITTEN_BY = "simulator.sha256"


def dataset(
    scale: str | Scale = "small",
    seed: int = SEED,
    *,
    start: datetime | str = START,
    faults: Iterable[str] = (),
    source: Path | str | None = None,
) -> Files:
    """The files of a simulated world, from the cache if they are there and whole, or those of `source`.

    The cache is `settings().home / "datasets"`. A folder appears there only when it is complete, and it is written
    again after a change of the simulator. Raises ConfigurationError for an unknown scale or fault, DataError for a
    source that does not follow the record types.
    """
    if source is not None:
        return from_source(source)
    world = simulate(scale, seed, start)
    faults = known(faults)
    parts = [world.scale.slug, str(world.seed)]
    parts += [f"{world.start:%Y%m%dT%H%M}"] if world.start != START else []
    folder = settings().home / "datasets" / "-".join([*parts, *faults])
    folder.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(folder.with_name(f"{folder.name}.lock")):
        if not _whole(folder):
            draft = Path(mkdtemp(prefix=f"{folder.name}.", dir=folder.parent))
            try:
                draft.chmod(0o755)  # servers that run under other accounts read it too
                write(world, draft, faults)
                (draft / _WRITTEN_BY).write_text(_simulator())
                shutil.rmtree(folder, ignore_errors=True)
                draft.rename(folder)
            finally:
                shutil.rmtree(draft, ignore_errors=True)
            _give_back()
        return from_manifest(folder)


def _give_back() -> None:
    """Return to the system what the writing took and no longer needs: 60 MB of a lesson, where the C library can."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL("libc.so.6").malloc_trim(0)


def _whole(folder: Path) -> bool:
    try:
        from_manifest(folder)
        return (folder / _WRITTEN_BY).read_text() == _simulator()
    except (DataError, OSError):
        return False


def _simulator() -> str:
    """A fingerprint of this package: other code may write other bytes."""
    sources = sorted(Path(__file__).parent.glob("*.py"))
    return sha256(b"".join(path.read_bytes() for path in sources)).hexdigest()
