"""Changes of plain data at random, as a broken disk and a malicious hand make them: of bytes, texts and trees."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from random import Random
from typing import Any

NASTY = (
    "", " ", "\t", "\n", "\n\n", "\r\n", "\0", "\x1b[31m", "\u202e", "\u200b", "\u2028", "\ufeff", "\ue000", "\ue0ff", "\ud800", "\uffff",
    "\U0001f600", "e\u0301", "\u0660\u0661", "\u2800", "___", "menyusul", "null", "~", "true", "no", "-1", "0", "1e999", "NaN", "0x1F", "1_000",
    "9" * 40, "1" + "0" * 5000, "2026-02-31", "0001-01-01", "9999-12-31", "31 Februari 2026", "3 (tiga) tahun", "999999999 tahun", "0 hari",
    "(1) a", "(#) a", "(#) [x] a", "#a. x", "a. x", "1) x", "I. x", "| a | b |", "|---|---|\n| a | b |", "@judul x", "@gambar x", "@batang_tubuh",
    "[[x]]", "[[objek/pokok]]", "[[", "]]", "\\", "\\\\[[", "Pasal 3 ayat (2)", "Pasal 99999999999999999999", "3 (empat)", "Rp1.000,00 (seribu rupiah)",
    "{{ 1 }}", "{% raw %}", "{# x", "{{", "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "</title><x>", "&lt;&amp;&#0;", "]]>",
    "<!-- ksdgen -->", "`x`\n::error::y", "$(id)", "../../../x", "/", "//", ".", "..", "C:\\x", "\\\\host\\x", "a\0b", "x" * 300, "%s%n", "*a", "&a", "<<",
    "!!python/object:os.system", "senin, 1 Januari 2026", "Rp" + "9" * 60,
)  # fmt: skip
"""Texts that have broken programs."""

_LARGE = (
    "a" * 70_000, "a " * 30_000, "(" * 20_000, "[[" * 9_000, "|" * 20_000, "_" * 9_000, "\\" * 9_000, "3 (tiga) " * 3_000, "(#) a\n" * 4_000, "x: y\n" * 2_000,
    "a" + "\u0301" * 9_000, "Pasal 1 ayat (2) " * 2_000, "\n" * 20_000, "- " * 5_000, "{" * 5_000, "x\n\n" * 5_000, "Rp1.000 " * 4_000, "1" * 20_000,
)  # fmt: skip
"""Texts that take long where something is done again for each of their parts."""

_RARE = 400
"""One word in so many is large."""

NUMBERS = (
    -1,
    0,
    1,
    2,
    255,
    256,
    65535,
    65536,
    2**31 - 1,
    2**31,
    2**32,
    2**63,
    2**64,
    10**30,
    -(2**31),
    0.5,
    1e308,
    -0.0,
)
"""Numbers at which something ends."""

_WHOLE = tuple(number for number in NUMBERS if isinstance(number, int))

_BYTES = (
    b"",
    b"\0",
    b"\xff",
    b"\x80",
    b"\n",
    b" ",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"\xed\xa0\x80",
    b"\xf4\x90\x80\x80",
    b"\x7f",
    b"\x0c",
)


class Changer:
    """Makes inputs from inputs.

    Args:
        random: decides.
        words: what is put into texts, beside `NASTY`.
    """

    def __init__(self, random: Random, words: Sequence[str] = ()) -> None:
        self.random = random
        self._texts = (NASTY, tuple(words) or NASTY, _LARGE)
        self._encoded = [[w.encode("utf-8", "surrogatepass") for w in group] for group in self._texts]

    def change(self, sample: Any, other: Any = None) -> Any:
        """Another sample: one to four changes of the first, some of which take parts of the second."""
        for _ in range(self.random.choice((1, 1, 1, 2, 2, 3, 4))):
            if isinstance(sample, bytes):
                sample = self.binary(sample, other if isinstance(other, bytes) else b"")
            elif isinstance(sample, str):
                sample = self.text(sample, other if isinstance(other, str) else "")
            else:
                sample = self.tree(sample, other)
        return sample

    def word(self) -> str:
        """A text that may break something."""
        return self.random.choice(self._group(self._texts))

    def _group(self, groups: Sequence[Any]) -> Any:
        """The words of the target, those that are nasty everywhere, or rarely the large ones."""
        return groups[2] if self.random.randrange(_RARE) == 0 else groups[self.random.randrange(2)]

    # --- bytes and texts ----------------------------------------------------------------------------------------------

    def binary(self, data: bytes, other: bytes = b"") -> bytes:
        """One change of bytes."""
        random = self.random
        at, end = self._stretch(len(data))
        kind = random.randrange(10)
        if kind == 0 and data:
            at = min(at, len(data) - 1)
            return data[:at] + bytes([data[at] ^ 1 << random.randrange(8)]) + data[at + 1 :]
        if kind == 1 and data:
            return data[:at] + bytes([random.randrange(256)]) + data[at + 1 :]
        if kind == 2:
            return data[:at] + data[end:]
        if kind == 3:
            return data[:end] + data[at:end] * random.choice((1, 1, 2, 50)) + data[end:]
        if kind == 4:
            return data[:at]
        if kind == 5:
            start, stop = self._stretch(len(other))
            return data[:at] + other[start:stop] + data[end:]
        if kind == 6:
            return data[:at] + random.choice(_BYTES) + data[at:]
        if kind == 7:
            return data[:at] + self._encoded_word() + data[end:]
        return data[:at] + self._encoded_word() + data[at:]

    def _encoded_word(self) -> bytes:
        return self.random.choice(self._group(self._encoded))

    def text(self, text: str, other: str = "") -> str:
        """One change of a text."""
        random = self.random
        at, end = self._stretch(len(text))
        kind = random.randrange(8)
        if kind == 0:
            return text[:at] + text[end:]
        if kind == 1:
            return text[:end] + text[at:end] * random.choice((1, 1, 2, 50)) + text[end:]
        if kind == 2:
            return text[:at]
        if kind == 3:
            start, stop = self._stretch(len(other))
            return text[:at] + other[start:stop] + text[end:]
        if kind == 4:
            return self.word()
        if kind == 5:
            return text[:at] + self.word() + text[end:]
        return text[:at] + self.word() + text[at:]

    def _stretch(self, length: int) -> tuple[int, int]:
        """Two places in a text; the stretch between them is mostly short."""
        at = self.random.randrange(length + 1)
        return at, min(length, at + self.random.choice((1, 2, 4, 8, 20, 60, 400)))

    # --- trees --------------------------------------------------------------------------------------------------------

    def tree(self, data: Any, other: Any = None) -> Any:
        """One change of nested lists and mappings, at any depth."""
        if isinstance(other, bytes):  # the same as it is written on the disk
            other = None
        places = list(routes(data))
        route = self.random.choice(places)
        return replaced(data, route, lambda value: self.node(value, data, other))

    def alike(self, data: Any) -> Any:
        """Another value of the same type in one place: what is checked for types alone lets it through."""
        places = [(route, value) for route in routes(data) if not isinstance(value := at(data, route), dict | list)]
        if not places:
            return self.tree(data)
        route, value = self.random.choice(places)
        if isinstance(value, bool) or value is None:
            return replaced(data, route, lambda _: not value)
        if isinstance(value, int):
            return replaced(data, route, lambda _: int(self.random.choice(_WHOLE)))
        if isinstance(value, float):
            return replaced(data, route, lambda _: float(self.random.choice(NUMBERS)))
        return replaced(data, route, lambda _: self.text(value) if self.random.random() < 0.5 else self.word())

    def node(self, value: Any, whole: Any = None, other: Any = None) -> Any:
        """Another value in the place of one; `GONE` when it is to be taken out."""
        random = self.random
        kind = random.randrange(12)
        if kind == 0:
            return GONE
        if kind == 1:
            return random.choice(({}, [], "", None, 0, True, [[]], {"x": {}}, [None], -1))
        if kind == 2:
            return random.choice(([value], {"x": value}, [value, value], [value] * 40))
        if kind == 3:
            return self.part(whole)
        if kind == 4:
            return self.part(other) if other is not None else self.word()
        if kind == 5:
            return random.choice(NUMBERS)
        if kind == 6:
            return self.word()
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, bool):
            return not value
        if isinstance(value, int | float):
            return random.choice((value + 1, value - 1, -value, value * 1000))
        if isinstance(value, list) and value:
            changed = list(value)
            match random.randrange(3):
                case 0:
                    random.shuffle(changed)
                case 1:
                    changed.insert(random.randrange(len(changed)), random.choice(value))
                case _:
                    changed = value[: random.randrange(len(value))]
            return changed
        if isinstance(value, dict) and value:
            key = random.choice(list(value))
            if random.random() < 0.5:
                return {self._key() if k == key else k: v for k, v in value.items()}
            return {**value, self._key(): self.part(whole)}
        return self.word()

    def _key(self) -> str:
        return self.random.choice(self._texts[1]) if self.random.random() < 0.8 else self.word()

    def part(self, data: Any) -> Any:
        """A part of a tree."""
        return at(data, self.random.choice(list(routes(data))))


GONE = object()
"""Stands for a value that is to be taken out of what holds it."""

Route = tuple[str | int, ...]


def routes(data: Any, start: Route = ()) -> Iterator[Route]:
    """The way to every part of a tree."""
    yield start
    if isinstance(data, dict):
        for key, value in data.items():
            yield from routes(value, (*start, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from routes(value, (*start, index))


def at(data: Any, route: Route) -> Any:
    """The part of a tree at the end of a way."""
    for step in route:
        data = data[step]
    return data


def replaced(data: Any, route: Route, change: Callable[[Any], Any]) -> Any:
    """A tree with another value in one place; what is not changed is shared with the old one."""
    if not route:
        value = change(data)
        return data if value is GONE else value
    step, *rest = route
    value = replaced(data[step], tuple(rest), change) if rest else change(data[step])
    if isinstance(data, dict):
        if value is GONE:
            return {k: v for k, v in data.items() if k != step}
        return {k: value if k == step else v for k, v in data.items()}
    assert isinstance(step, int)
    return [*data[:step], *([] if value is GONE else [value]), *data[step + 1 :]]
