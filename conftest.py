"""nbval on lessons that have already run: ``pytest --nbval --executed build/executed day1``.

The outputs of each cell come from the executed copy instead of a kernel; nbval itself still sanitises, compares and
reports. Cells are matched by id, so the cell that papermill adds does not matter.
"""

from __future__ import annotations

import queue
from pathlib import Path

import nbformat

from base.stopping import stop_on_term

SANITIZE = Path(__file__).parent / "tests" / "sanitize.cfg"


class Replay:
    """Answers as nbval's kernel does, from an executed notebook."""

    def __init__(self, executed: Path) -> None:
        self.cells = {cell.id: cell for cell in nbformat.read(executed, as_version=4).cells}
        self.cell_id = ""
        self.messages: list[dict] = []

    def is_alive(self) -> bool:
        return True

    def stop(self) -> None:
        self.messages.clear()

    interrupt = stop

    def await_reply(self, msg_id: str, timeout: float | None = None) -> dict:
        return {"content": {"status": "ok"}}

    def await_idle(self, msg_id: str, timeout: float | None = None) -> None:
        self.messages.clear()

    def execute_cell_input(self, source: str, allow_stdin: bool | None = None) -> str:
        cell = self.cells.get(self.cell_id)
        if cell is None or cell.execution_count is None:
            text = f"The executed copy never ran the cell {self.cell_id}. Type: course run"
            outputs = [nbformat.v4.new_output("error", ename="NotExecuted", evalue=text, traceback=[text])]
        else:
            outputs = cell.outputs
        self.messages = [self._message(output.output_type, output) for output in outputs]
        self.messages.append(self._message("status", {"execution_state": "idle"}))
        return self.cell_id

    def get_message(self, stream: str, timeout: float | None = None) -> dict:
        if not self.messages:
            raise queue.Empty
        return self.messages.pop(0)

    def _message(self, kind: str, content: dict) -> dict:
        return {"msg_type": kind, "content": content, "parent_header": {"msg_id": self.cell_id}}


def pytest_addoption(parser) -> None:
    parser.getgroup("nbval").addoption("--executed", help="compare with the executed copies in this folder")


def pytest_configure(config) -> None:
    stop_on_term()  # so that fixtures stop their servers
    if hasattr(config.option, "nbval_sanitize_with"):
        config.option.nbval_sanitize_with = config.option.nbval_sanitize_with or str(SANITIZE)
    if not config.option.executed:
        return
    from nbval.plugin import IPyNbCell, IPyNbFile

    executed, run_cell = Path(config.option.executed).resolve(), IPyNbCell.runtest

    def set_up(file: IPyNbFile) -> None:
        copy = executed / file.path.parent.name / file.path.name
        if not copy.is_file():
            raise FileNotFoundError(f"{copy} is missing. Type: course run {file.path.parent.name}")
        file.kernel = Replay(copy)
        file.setup_sanitize_files()

    def run_test(cell: IPyNbCell) -> None:
        cell.parent.kernel.cell_id = cell.cell.id
        run_cell(cell)

    IPyNbFile.setup, IPyNbCell.runtest = set_up, run_test
