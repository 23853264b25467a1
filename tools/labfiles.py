"""What JupyterLab reads for this course: places, configuration, settings, workspaces, home page."""

from __future__ import annotations

import json
import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from jupyterlab_server.workspaces_handler import WorkspacesManager

from base.settings import Settings
from tools import home
from utils.figures.fonts import NANUM, web_font
from utils.lesson.catalogue import DAYS

LAB_PORT, PANEL_PORT = 8888, 5006  # before the shift of the settings
# Live slides load only this extension: the widget managers of ipywidgets and Panel stop that page with an exception.
RISE_EXTENSIONS = ("@jupyterlab/mathjax3-extension",)
LIVE = {"cluster": "Cluster", "lane": "Speed lane"}  # pages of utils.pages.server, and the titles of their tabs
ASSETS = Path(__file__).parent / "assets"
SETTINGS = {
    "@jupyterlab/apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},
    "@jupyterlab/docmanager-extension/plugin": {
        "defaultViewers": {"markdown": "Markdown Preview"},
    },
    "jupyterlab-rise/plugin": {
        "theme": "white",
        "transition": "none",
        "slideNumber": True,
        "scroll": True,
        "center": False,
    },
}


@dataclass(frozen=True)
class Places:
    """Where the files of the Lab are, and on which ports it listens."""

    project: Path
    folder: Path
    port: int
    panel_port: int

    @classmethod
    def of(cls, settings: Settings) -> Places:
        shift = settings.port_shift
        return cls(settings.project, settings.home / "lab", LAB_PORT + shift, PANEL_PORT + shift)

    def environment(self) -> dict[str, str]:
        """The variables that keep Jupyter inside the state folder."""
        names = {
            "JUPYTER_CONFIG_DIR": "config",
            "JUPYTER_DATA_DIR": "data",
            "JUPYTER_RUNTIME_DIR": "runtime",
            "JUPYTERLAB_SETTINGS_DIR": "settings",
            "JUPYTERLAB_WORKSPACES_DIR": "workspaces",
            "IPYTHONDIR": "ipython",
        }
        return {name: str(self.folder / folder) for name, folder in names.items()} | {
            "JUPYTER_PREFER_ENV_PATH": "1",
            "JUPYTER_CONFIG_PATH": "",
            "PATH": os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", ""))),
        }


def write(places: Places) -> None:
    """Write configuration, settings, workspaces, the home page and the style of live slides."""
    folder = places.folder
    _write(folder / "config" / "jupyter_server_config.json", json.dumps(configuration(places), indent=1))
    custom = folder / "config" / "custom"
    _write(custom / "custom.css", (ASSETS / "lab.css").read_text("utf-8"))
    web_font(*NANUM, custom / "hangul.woff")
    for name, values in SETTINGS.items():
        _write(folder / "settings" / f"{name}.jupyterlab-settings", json.dumps(values, indent=1))
    _write(places.project / "build" / "home.md", home.page(places.project, places.port))
    workspaces = WorkspacesManager(folder / "workspaces")
    for day in ("home", *DAYS):
        workspaces.save(day, json.dumps(workspace(day, opened(places.project, day))))
    for name in RISE_EXTENSIONS:
        source = Path(sys.prefix) / "share" / "jupyter" / "labextensions" / name
        shutil.copytree(source, folder / "rise-extensions" / name, dirs_exist_ok=True)
    for day in DAYS:
        if (places.project / day).is_dir():
            shutil.copyfile(ASSETS / "rise.css", places.project / day / "rise.css")


def configuration(places: Places) -> dict:
    """Jupyter's configuration: loopback only, with a token; the proxy starts one process for all live pages."""
    panel = [sys.executable, "-m", "utils.pages.server", "--port", "{port}", "--prefix", "{base_url}live"]
    for host in ("127.0.0.1", "localhost"):
        panel += ["--origin", f"{host}:{places.port}"]
    return {
        "ServerApp": {
            "ip": "127.0.0.1",
            "port": places.port,
            "port_retries": 0,
            "root_dir": str(places.project),
            "answer_yes": True,
            "allow_root": True,
        },
        "Application": {"log_level": 40},
        "LabApp": {"default_url": "/lab/workspaces/home", "custom_css": True},
        "RiseApp": {"labextensions_path": [str(places.folder / "rise-extensions")]},
        "ServerProxy": {
            "servers": {
                "live": {
                    "command": panel,
                    "port": places.panel_port,
                    "absolute_url": True,
                    "timeout": 60,
                    "new_browser_tab": False,
                    "launcher_entry": {"title": "Cluster", "path_info": "live/cluster"},
                }
            }
        },
    }


def opened(project: Path, day: str) -> list[str]:
    """The files that a workspace opens, as paths below the project; the first one is in front."""
    if day == "home":
        return ["build/home.md"]
    lessons = sorted((project / day).glob("[0-9]*.ipynb"))[:1]
    notes = [project / day / "README.md"]
    return [path.relative_to(project).as_posix() for path in (*lessons, *notes) if path.is_file()]


def workspace(day: str, files: list[str]) -> dict:
    """JupyterLab's description of a workspace: files on the left, the live pages on the right."""
    panes = [f"server-proxy:server-proxy:{name}" for name in LIVE]
    data = {
        pane: {
            "data": {
                "id": f"server-proxy:{name}",
                "url": f"/live/{name}",
                "title": title,
                "newBrowserTab": False,
            }
        }
        for pane, (name, title) in zip(panes, LIVE.items(), strict=True)
    }
    left = []
    for path in files:
        kind, factory = (
            ("notebook", "Notebook") if path.endswith(".ipynb") else ("markdownviewer-widget", "Markdown Preview")
        )
        left.append(f"{kind}:{path}")
        data[left[-1]] = {"data": {"path": path, "factory": factory}}
    right = {"type": "tab-area", "currentIndex": 0, "widgets": panes}
    main = right
    if left:
        documents = {"type": "tab-area", "currentIndex": 0, "widgets": left}
        main = {
            "type": "split-area",
            "orientation": "horizontal",
            "sizes": [0.62, 0.38],
            "children": [documents, right],
        }
    folder = "" if day == "home" else day
    data["file-browser-filebrowser:cwd"] = {"path": folder}
    data["layout-restorer:data"] = {
        "main": {"dock": main, "current": left[0] if left else panes[0]},
        "down": {"size": 0, "widgets": []},
        "left": {
            "collapsed": False,
            "visible": True,
            "current": "filebrowser",
            "widgets": ["filebrowser", "running-sessions", "@jupyterlab/toc:plugin", "extensionmanager.main-view"],
        },
        "right": {"collapsed": True, "visible": True, "widgets": []},
        "relativeSizes": [0.17, 0.83, 0],
    }
    return {"data": data, "metadata": {"id": day}}


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
