"""Characters in disguise: they pass for others, or for nothing. Which they are, and what to type instead.

Judged by what Unicode says of a character, with its neighbours where they decide: a letter of another alphabet is
honest in a word of its own, a mark on a letter, a variation selector on an emoji. Loaded only for a text that holds
characters out of the ordinary.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from typing import Final, NamedTuple

# ruff: noqa: RUF001
_TWINS: Final = str.maketrans(
    "АВЕКМНОРСТУХЅІЈԚԜҮаеорсухѕіјԛԝһԁӏкΑΒΕΖΗΙΚΜΝΟΡΤΥΧονικυχαργητωɑɡ",
    "ABEKMHOPCTYXSIJQWYaeopcyxsijqwhdlkABEZHIKMNOPTYXovikuxapyntwag",
)
"""Letters that look like Latin ones, to those that they look like."""

_GREEK_SYMBOLS: Final = frozenset("αργητω")
"""Of these letters, those that formulas call things by: `ρs`, `cosα`."""

_BLANKS: Final = frozenset("\u115f\u1160\u2800\u3164\uffa0\ufffc")
"""Letters and symbols that print as nothing."""

_WITH_TWINS: Final = ("CYRILLIC", "GREEK")
"""Scripts of these letters."""

_PHONETIC: Final = frozenset("ɑɡ")
"""Letters of the phonetic alphabet among them, which are Latin too."""

# fmt: off
_WITHOUT_SPACES: Final = {
    "CJK", "HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO", "YI", "THAI", "LAO", "KHMER", "MYANMAR", "TIBETAN", "TAI",
    "NEW", "JAVANESE", "BALINESE", "SUNDANESE", "BUGINESE", "BATAK", "REJANG", "MAKASAR", "KAWI",
}
# fmt: on
"""Scripts, by the first word of their letters' names, that look like no Latin one and put no spaces around its words."""

_MARK_LIMIT = 4
"""Marks on one letter; no language has more."""

_WORD = re.compile("[\\w\u00ad\u0300-\u036f\u200b-\u200f\u2060]+")
"""A word with the marks on its letters and with what nobody sees between them."""

_IGNORED = re.compile(
    "[\u034f\u17b4\u17b5\u180b-\u180f\u2061-\u206f\ufe00-\ufe0f\ufff0-\ufffb\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
"""What Unicode draws nothing for (Default_Ignorable_Code_Point), beyond what is dealt with elsewhere."""

_EMOJI_KINDS = ("So", "Sk", "Sm", "Po", "Nd")
"""Kinds of characters behind which a selector chooses between a sign and its picture."""


class Fault(NamedTuple):
    """Characters of a text that are not what they seem."""

    start: int
    length: int
    message: str
    hint: str
    case: str = ""
    """By which the finding is less grave than usual."""


# --- characters that nobody sees --------------------------------------------------------------------------------------


def unseen(text: str, characters: set[str]) -> Iterator[tuple[int, int, str]]:
    """Where characters show nothing, or stand where they show nothing of their own: start, length and what they are.

    Args:
        text: the text.
        characters: the characters of it that are out of the ordinary.
    """
    doubtful = "".join(filter(_is_doubtful, characters))
    if not doubtful:
        return
    pattern = re.compile(f"[{''.join(sorted(doubtful))}]")
    start = end = 0
    what: str | None = None
    for match in pattern.finditer(text):
        position = match.start()
        kind = _unseen(text, position)
        if kind != what or position != end:
            if what is not None:
                yield start, end - start, what
            start, what = position, kind
        end = position + 1
    if what is not None:
        yield start, end - start, what


def _is_doubtful(char: str) -> bool:
    """Whether a character can be unseen, in whatever place."""
    return (
        char in _BLANKS
        or bool(_IGNORED.match(char))
        or _is_no_character(ord(char))
        or unicodedata.category(char) in ("Mn", "Me")
    )


def _is_no_character(code: int) -> bool:
    return code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF


def _unseen(text: str, position: int) -> str | None:
    """What a doubtful character is where it stands; None when it is honest there."""
    char = text[position]
    before = text[position - 1] if position else "\n"
    if char in _BLANKS:
        return "huruf kosong"
    if _is_no_character(ord(char)):
        return "kode yang bukan huruf"
    if "\ufe00" <= char <= "\ufe0f" and unicodedata.category(before) in _EMOJI_KINDS:
        return None
    if "\U000e0100" <= char <= "\U000e01ef" and _script(before) == "CJK":
        return None
    if _IGNORED.match(char):
        return "karakter tersembunyi"
    return "tanda baca huruf yang tidak pada tempatnya" if _is_astray(text, position) else None


def _is_astray(text: str, position: int) -> bool:
    """Whether a mark stands on no letter, through one, or on too many others."""
    start = position
    while start and position - start <= _MARK_LIMIT and unicodedata.category(text[start - 1]) in ("Mn", "Me"):
        start -= 1
    base, char = text[start - 1] if start else "\n", text[position]
    if char == "\u20e3" and base in "#*0123456789":  # a key on an emoji
        return False
    is_through = unicodedata.combining(char) == 1 or unicodedata.category(char) == "Me"
    return is_through or position - start >= _MARK_LIMIT or unicodedata.category(base)[0] not in "LM"


# --- letters and figures that pass for others -------------------------------------------------------------------------


def disguised(text: str, characters: set[str]) -> Iterator[Fault]:
    """Figures of other scripts, letters in another form, and words of letters of several alphabets.

    Args:
        text: the text.
        characters: the characters of it that are out of the ordinary.
    """
    if not any(map(str.isalnum, characters)):
        return
    for match in _WORD.finditer(text):
        word = match[0]
        if word.isascii() or max(word) <= "\u024f":
            continue
        letters = set(word)
        scripts = set(map(_script, letters)) - {""}
        if len(scripts) > 1 or not scripts.isdisjoint(_WITH_TWINS) or any(map(_kind, letters)) or letters & _PHONETIC:
            for fault in _word_faults(word):
                yield fault._replace(start=match.start() + fault.start)


def _word_faults(word: str) -> Iterator[Fault]:
    start = 0
    for kind, characters in groupby(word, _kind):
        run = "".join(characters)
        if kind == "angka":
            figures = "".join(str(unicodedata.digit(c)) for c in run)
            message = f"angka `{run[:40]}` ({_code(run)}) bukan angka 0 sampai 9 yang biasa"
            yield Fault(start, len(run), message, f"ketik ulang sebagai `{figures[:40]}`")
        elif kind == "bentuk lain":
            plain = unicodedata.normalize("NFKC", run)
            case = "gabungan huruf" if all(unicodedata.decomposition(c).startswith("<compat>") for c in run) else ""
            message = f"`{run[:40]}` ({_code(run)}) tampak seperti `{plain[:40]}`, tetapi bukan huruf itu"
            yield Fault(start, len(run), message, f"ketik ulang sebagai `{plain[:40]}`", case)
        start += len(run)
    yield from _mixed(word)


@lru_cache(maxsize=1024)
def _kind(char: str) -> str:
    kind = unicodedata.category(char)
    if char.isascii() or kind not in ("Nd", "Nl", "Lu", "Ll", "Lt", "Lo") or char == "\u2113":  # of litre
        return ""
    if kind == "Nd":
        return "angka"
    plain = unicodedata.normalize("NFKC", char)
    return "bentuk lain" if char > "\u024f" and plain.isascii() and plain.isalnum() else ""


def _mixed(word: str) -> Iterator[Fault]:
    """The letters of a word that are of another alphabet than the rest of it."""
    scripts = {script for c in word if (script := _script(c))}
    known = scripts - _WITHOUT_SPACES
    if len(known) == 1 and known.issubset(_WITH_TWINS) and len(scripts) == 1 and (len(word) > 1 or "CYRILLIC" in known):
        latin = word.translate(_TWINS)
        if latin.isascii():
            message = f"seluruh kata `{word[:40]}` ditulis dengan huruf {_ALPHABETS[known.pop()]}"
            hint = f"bila yang dimaksud `{latin[:40]}` dengan huruf Latin, ketik ulang"
            yield Fault(0, len(word), message, hint, "seluruh kata")
    if len(known) < 2:
        known = {"LATIN"} if any(c in _PHONETIC for c in word) else set()
    if not known:
        return
    main = "LATIN" if "LATIN" in known else _script(word[0])
    start = 0
    for foreign, characters in groupby(enumerate(word), lambda pair: _is_foreign(word, pair[0], main)):
        run = "".join(c for _, c in characters)
        if foreign:
            latin = run.translate(_TWINS)
            alphabet = _ALPHABETS.get(_script(run[0]), "lain")
            message = f"huruf `{run[:40]}` ({_code(run)}) di dalam kata ini huruf {alphabet}, bukan huruf Latin"
            hint = f"ketik ulang sebagai `{latin[:40]}`" if latin.isascii() else "ketik ulang seluruh kata ini"
            yield Fault(start, len(run), message, hint)
        start += len(run)


def _is_foreign(word: str, position: int, main: str) -> bool:
    char = word[position]
    script = _script(char)
    if char in _PHONETIC:
        return True
    if script in ("", main) or script in _WITHOUT_SPACES:
        return False
    if script != "GREEK" or main != "LATIN":
        return True
    is_symbol = ord(char) not in _TWINS or (char in _GREEK_SYMBOLS and position in (0, len(word) - 1))
    return not is_symbol


_ALPHABETS: Final = {"CYRILLIC": "Kiril", "GREEK": "Yunani", "LATIN": "fonetik"}


@lru_cache(maxsize=1024)
def _script(char: str) -> str:
    """The alphabet of a letter, by the first word of its name; "" for what belongs to none."""
    if char < "\u0250":
        return "LATIN" if char.isalpha() else ""
    if unicodedata.category(char) not in ("Lu", "Ll", "Lt", "Lo") or _kind(char):
        return ""
    return unicodedata.name(unicodedata.normalize("NFKC", char)[0], "").partition(" ")[0]


def _code(run: str) -> str:
    return f"U+{ord(run[0]):04X}"
