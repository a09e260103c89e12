"""Tests of `ksdgen.paper.pictures`: what is let in can be printed everywhere."""

from __future__ import annotations

import time
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ksdgen.paper.pictures import PictureFile, Unprintable, judge
from tests.helpers.pictures import BROKEN, GOOD, chunk, dots_apart, jpeg, png
from tests.helpers.util import PNG


@pytest.mark.parametrize("name", GOOD)
def test_a_whole_picture_is_let_in(name: str) -> None:
    picture = judge(GOOD[name])
    assert isinstance(picture, PictureFile), picture
    assert picture.extension == name[:3] or picture.extension == "jpg"
    assert 0.1 <= picture.ratio <= 10


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_picture_is_told_at_once(name: str) -> None:
    start = time.perf_counter()
    verdict = judge(BROKEN[name])
    assert isinstance(verdict, Unprintable)
    assert verdict.fault
    assert verdict.hint
    assert time.perf_counter() - start < 1


def test_the_kind_of_another_file_is_named() -> None:
    for name, word in (
        ("gif", "GIF"),
        ("webp", "WebP"),
        ("svg", "SVG"),
        ("emf", "EMF"),
        ("png that moves", "bergerak"),
    ):
        verdict = judge(BROKEN[name])
        assert isinstance(verdict, Unprintable)
        assert word in verdict.fault


@pytest.mark.parametrize("whole", [png(13, 7, interlaced=True), jpeg(), PNG], ids=["png", "jpeg", "pixel"])
def test_no_beginning_of_a_picture_is_a_picture(whole: bytes) -> None:
    for length in range(len(whole)):
        assert isinstance(judge(whole[:length]), Unprintable), length


@settings(deadline=None, max_examples=100)
@given(st.sampled_from([*GOOD.values()]), st.lists(st.tuples(st.integers(0, 400), st.integers(0, 255)), max_size=5))
def test_any_bytes_are_judged(whole: bytes, changes: list[tuple[int, int]]) -> None:
    data = bytearray(whole)
    for place, value in changes:
        data[place % len(data)] = value
    assert isinstance(judge(bytes(data)), PictureFile | Unprintable)


def test_dots_that_are_not_square() -> None:
    for data in (
        jpeg(extra=dots_apart(1, 144, 72)),
        png(extra=[chunk(b"pHYs", (5669).to_bytes(4) + (2835).to_bytes(4) + b"\1")]),
    ):
        picture = judge(data)
        assert isinstance(picture, PictureFile)
        assert picture.ratio == 1


def test_unpacking_stops_at_what_the_header_says() -> None:
    whole = png(1, 1)
    bomb = zlib.compress(b"\0" * 50_000_000, 9)
    start = time.process_time()
    assert isinstance(judge(whole[:33] + chunk(b"IDAT", bomb) + chunk(b"IEND")), Unprintable)
    assert time.process_time() - start < 0.1
