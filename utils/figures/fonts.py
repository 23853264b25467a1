"""Letters for pages of ours, from installed wheels: a machine may have no font with Hangul."""

from __future__ import annotations

import base64
import io
import os
import re
from importlib.resources import as_file, files
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

FAMILY = "Course Hangul"
HANGUL = re.compile("[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]")
NANUM = ("koreanize_matplotlib", "fonts/NanumGothic.ttf")


def web_font(package: str, inside: str, target: Path) -> None:
    """Write a font of an installed package as WOFF, once; who reads it meanwhile finds it whole or not at all."""
    if target.exists():
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f"{target.name}.{os.getpid()}")
    with as_file(files(package) / inside) as path:
        _woff(TTFont(path)).save(part)
    part.replace(target)


def face(text: str) -> str:
    """CSS that brings along the Hangul of a text as the family "Course Hangul"; empty if it has none.

    >>> face("cars")
    ''
    """
    letters = set(HANGUL.findall(text))
    if not letters:
        return ""
    with as_file(files(NANUM[0]) / NANUM[1]) as path:
        font = _woff(TTFont(path))
    cut = subset.Subsetter(subset.Options(notdef_outline=True, layout_features=[]))
    cut.populate(text="".join(letters))
    cut.subset(font)
    written = io.BytesIO()
    font.save(written)
    data = base64.b64encode(written.getvalue()).decode()
    return f'@font-face {{ font-family: "{FAMILY}"; src: url(data:font/woff;base64,{data}) format("woff"); }}'


def _woff(font: TTFont) -> TTFont:
    for table in [each for each in list(font.keys()) if each.startswith("TSI")]:  # browsers refuse empty ones
        del font[table]
    font.flavor = "woff"
    return font
