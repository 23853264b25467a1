"""Pages bring their Hangul along."""

import base64
import io
import re

from fontTools.ttLib import TTFont

from utils.figures.fonts import HANGUL, NANUM, face, web_font


def test_a_face_has_the_hangul_of_its_text_and_little_more():
    text = "Course tour · 과정 소개"
    data = base64.b64decode(re.search(r"base64,([^)]+)\)", face(text))[1])
    letters = {chr(code) for code in TTFont(io.BytesIO(data)).getBestCmap()}
    assert letters == set(HANGUL.findall(text)) == set("과정소개")
    assert len(data) < 20_000


def test_a_web_font_has_every_letter(tmp_path):
    web_font(*NANUM, tmp_path / "hangul.woff")
    assert {path.name for path in tmp_path.iterdir()} == {"hangul.woff"}
    font = TTFont(tmp_path / "hangul.woff")
    assert font.flavor == "woff" and {ord(letter) for letter in "가힣"} <= set(font.getBestCmap())
