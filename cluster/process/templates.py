"""First-time state: made once by the service's own tool, and copied from then on."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from base.exceptions import ServiceError
from base.waiting import wait_until
from cluster.plan import Preparation, Process
from cluster.probes import ask
from cluster.process.machine import ordinary_account, own
from cluster.process.supervisor import environment, indent

REQUEST_SECONDS = 30


class Templates:
    """The templates below one home folder."""

    def __init__(self, home: Path) -> None:
        self.home = home

    def prepare(self, process: Process) -> None:
        """Give a process its first-time state, unless it has data already."""
        preparation = process.preparation
        if preparation is None or Path(preparation.folder).exists():
            return
        for request in preparation.requests:
            wait_until(lambda r=request: not ask(r.exchange, r.port, r.host), request.exchange.asks, REQUEST_SECONDS)
        template = self._of(preparation)
        if not preparation.argv:
            shutil.rmtree(template, ignore_errors=True)  # seeds are as quickly made as copied, and never old
        if not template.exists():
            self._make(preparation, template, process)
        shutil.copytree(template, preparation.folder)

    def restore(self, process: Process) -> None:
        """Copy a template that exists already, so that the next start finds everything in place."""
        preparation = process.preparation
        if preparation and preparation.argv and self._of(preparation).exists():
            shutil.copytree(self._of(preparation), preparation.folder)

    def _of(self, preparation: Preparation) -> Path:
        return self.home / "templates" / Path(preparation.folder).relative_to(self.home / "data")

    def _make(self, preparation: Preparation, template: Path, process: Process) -> None:
        target, work = (
            template.with_name(template.name + ".part"),
            template.with_name(template.name + ".work"),
        )
        account = ordinary_account() if preparation.refuses_root else None
        for folder in (target, work):
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True, mode=0o700)
        places = {"{target}": str(target), "{work}": str(work)}
        places |= {f"${{{name}}}": os.environ.get(name, usual) for name, usual in preparation.secrets.items()}
        for name, text in preparation.files.items():
            (work / name).write_text(_fill(text, places))
        if account:
            own(target, account)
            own(work, account)
        if preparation.argv:
            self._run(preparation, process, [_fill(part, places) for part in preparation.argv], work, account)
        for name, text in preparation.seeds.items():
            (target / name).write_text(_fill(text, places))
        shutil.rmtree(work)
        target.rename(template)

    def _run(
        self, preparation: Preparation, process: Process, argv: list[str], work: Path, account: int | None
    ) -> None:
        done = subprocess.run(
            argv,
            env=environment(process.environment) | preparation.environment,
            user=account,
            group=account,
            cwd=work,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
        )
        if done.returncode:
            lines = indent("\n".join((done.stdout + done.stderr).splitlines()[-12:]))
            raise ServiceError(
                f"The first-time state of {process.name} could not be made (exit code {done.returncode}). "
                f"Its last lines:\n{lines}\nType: cluster doctor"
            )


def _fill(text: str, places: dict[str, str]) -> str:
    for mark, value in places.items():
        text = text.replace(mark, value)
    return text
