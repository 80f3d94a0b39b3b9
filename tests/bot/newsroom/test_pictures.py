"""Pictures: drawn with a font that has every character it is asked to write, or not at all."""

import io
import logging
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageFont

import bot
from bot.language import Language
from bot.newsroom.canvas import Canvas
from bot.newsroom.fonts import Face, find_face
from bot.newsroom.pictures import Board, Course, Row, Tone, draw_board, draw_course
from bot.newsroom.places import place_words, places_below
from corpus.library import LIBRARY, read_corpus

OWN = find_face(Path(bot.__file__).parent / "fonts", Language.HANS)
COURSE = Course("说法", "喝热柠檬水可以杀死癌细胞", "40 人", [0, 1, 5, 20], 2, [(0, "昨天"), (4, "现在")])


def face() -> Face:
    """The font that comes with the project: any machine has it."""
    assert OWN is not None
    return OWN


def picture(png: bytes) -> Image.Image:
    return Image.open(io.BytesIO(png)).convert("RGB")


def latin_font() -> str | None:
    """A font without Chinese characters, if this machine has one."""
    folders = (Path("/usr/share/fonts"), Path(ImageFont.__file__).parent)
    return next((str(file) for folder in folders for file in folder.rglob("DejaVuSans.ttf")), None)


def test_without_a_font_the_log_says_what_to_install(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        assert find_face(tmp_path, Language.HANS) is None
    assert "fonts-noto-cjk" in caplog.text
    assert "ZHENDEMA_FONT" in caplog.text


def test_a_font_without_chinese_characters_is_no_font() -> None:
    latin = latin_font()
    if latin is None:
        pytest.skip("this machine has no such font")
    assert find_face(Path(latin), Language.HANS) is None


@pytest.mark.parametrize("language", Language)
def test_a_machine_without_fonts_has_the_one_that_comes_along(language: Language) -> None:
    assert find_face(None, language) is not None
    own = find_face(Path(bot.__file__).parent / "fonts", language)
    assert own is not None
    assert own.at(20).getname() == ("Noto Sans CJK SC", "Regular")
    assert own.bold.at(20).getname() == ("Noto Sans CJK SC", "Bold")


def test_the_font_that_comes_along_has_what_the_shipped_debunks_and_places_are_written_with() -> None:
    texts = [each.claim + each.publisher for each in read_corpus([LIBRARY]).debunks]
    texts += [place_words(place, language) for place in places_below("") for language in Language]
    lacking = {
        sign for text in texts for sign in text if "\u3400" <= sign <= "\u9fff" and not face().has(sign)
    }
    assert lacking == set()


def test_each_script_is_written_in_its_own_face() -> None:
    hans, hant = (find_face(None, each) for each in (Language.HANS, Language.HANT))
    assert hans is not None
    assert hant is not None
    assert hans.at(20).getname()[0] != hant.at(20).getname()[0] or hans.file == hant.file


def test_what_the_font_lacks_is_left_out() -> None:
    assert face().writable("📈 谣言\U0010ffff\u200b又\n来了 😀！") == "谣言又 来了 ！"
    assert face().writable("") == ""


def test_a_course_marks_its_last_steps_in_another_colour() -> None:
    image = picture(draw_course(COURSE, face()))
    assert image.size == (1200, 675)
    colours = {image.getpixel((x, 580)) for x in range(64, 1136)}
    assert (216, 67, 46) in colours
    # The first steps are next to nothing: their bars do not reach so high.
    assert (216, 67, 46) not in {image.getpixel((x, 560)) for x in range(64, 500)}


def test_a_course_of_nothing_is_drawn_too() -> None:
    nothing = Course("", "", "", [0] * 48, 6, [])
    assert picture(draw_course(nothing, face())).size == (1200, 675)


def test_a_board_is_as_high_as_its_rows() -> None:
    def height(claim: str, rows: int) -> int:
        row = Row(claim, "假", Tone.BAD, 10, "10 人", "新上榜")
        return picture(draw_board(Board("榜", "十月", [row] * rows, "脚"), face())).height

    assert height("短", 2) - height("短", 1) == 120
    assert height("长" * 100, 1) - height("短", 1) == 46


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=80), st.integers(60, 900), st.integers(1, 3))
def test_wrapped_lines_fit_and_lose_nothing_but_the_end(text: str, width: int, most: int) -> None:
    canvas = Canvas(1, 1, "#ffffff", face())
    lines = canvas.wrapped(text, 30, width, most)
    assert len(lines) <= most
    assert all(canvas.width_of(line, 30) <= width or len(line) <= 2 for line in lines)
    whole = face().writable(text).replace(" ", "")
    shown = "".join(lines).replace(" ", "")
    assert shown == whole or (shown.endswith("…") and whole.startswith(shown[:-1]))


def test_no_line_begins_with_a_comma_and_no_word_is_torn() -> None:
    canvas = Canvas(1, 1, "#ffffff", face())
    lines = canvas.wrapped("一二三四五，六七八九十，plain words stay whole here，（括号）不分家", 30, 160, 20)
    assert all(line[0] not in "，）" and line[-1] != "（" for line in lines)
    assert {"plain", "words", "stay", "whole", "here"} <= set(" ".join(lines).replace("，", " ").split())
