"""Word's own numbering (ISO/IEC 29500-1, 17.9): list instances for the writer, counters for the reader.

Each kind of number has its level; every list is its own `w:num` with a `startOverride`. A paragraph continues a list
only where Word, which counts per abstract list, and LibreOffice, which counts per `w:num`, come to the same number;
everywhere else a new instance says its start.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from lxml import etree

from ksdgen.paper.document import Number
from ksdgen.word.ooxml import NSMAP, VAL, copy, element, numeral, serialise, wml
from ksdgen.word.styles import INDENT_STEP

_FORMS: dict[str, tuple[str, str]] = {
    "pasal": ("decimal", "Pasal %"),
    "ayat": ("decimal", "(%)"),
    "huruf": ("lowerLetter", "%."),
    "angka": ("decimal", "%."),
    "huruf_kurung": ("lowerLetter", "%)"),
    "angka_kurung": ("decimal", "%)"),
    "romawi": ("upperRoman", "%."),
}
"""Number format (17.18.59) and text of each kind; "%" stands for the level's own number."""

_LEVELS = {kind: level for level, kind in enumerate(_FORMS)}
_KIND_OF_FORM = {form: kind for kind, form in _FORMS.items()}

# Abstract lists. Pasal has one alone, because its numbers run through all others. Points before the first Pasal do
# not share counters with ayat and huruf. _TIGHT is for depth 0: no hanging indent, so one space after the number
# instead of a tab. _VOID numbers nothing.
_PASAL, _NESTED, _POINTS, _TIGHT, _VOID = 0, 1, 2, 3, 4
_POINT_ROLES = {"premis", "konsideran", "dasar_hukum"}
NUM_PASAL = 1


def _write_list(root: etree._Element, number: int, levels: list[tuple[int, str]]) -> None:
    abstract_list = element(root, "abstractNum", abstractNumId=number)
    element(abstract_list, "nsid", val=f"4B53440{number}")
    element(abstract_list, "multiLevelType", val="multilevel" if len(levels) > 1 else "singleLevel")
    element(abstract_list, "tmpl", val=f"4B53441{number}")
    for depth, (level, kind) in enumerate(levels):
        number_format, text = _FORMS[kind]
        lvl = element(abstract_list, "lvl", ilvl=level)
        element(lvl, "start", val=1)
        element(lvl, "numFmt", val=number_format)
        if number == _PASAL:
            element(lvl, "pStyle", val="Pasal")
        if number in (_PASAL, _TIGHT):
            element(lvl, "suff", val="nothing" if number == _PASAL else "space")
        element(lvl, "lvlText", val=text.replace("%", f"%{level + 1}"))
        element(lvl, "lvlJc", val="left")
        ppr = element(lvl, "pPr")
        if number in (_PASAL, _TIGHT):
            element(ppr, "ind", left=0, firstLine=0)
        else:
            element(ppr, "ind", left=INDENT_STEP * (depth + 1), hanging=INDENT_STEP)


@lru_cache(maxsize=1)
def _base() -> etree._Element:
    root = etree.Element(wml("numbering"), nsmap={"w": NSMAP["w"]})
    points = [(0, "angka")]
    nested = [(level, kind) for kind, level in _LEVELS.items() if kind != "pasal"]
    for number, levels in ((_PASAL, [(0, "pasal")]), (_NESTED, nested), (_POINTS, points), (_TIGHT, nested)):
        _write_list(root, number, levels)
    void = element(root, "abstractNum", abstractNumId=_VOID)
    element(void, "nsid", val=f"4B53440{_VOID}")
    element(void, "multiLevelType", val="singleLevel")
    element(void, "tmpl", val=f"4B53441{_VOID}")
    lvl = element(void, "lvl", ilvl=0)
    for name, value in (("start", 1), ("numFmt", "none"), ("suff", "nothing"), ("lvlText", ""), ("lvlJc", "left")):
        element(lvl, name, val=value)
    element(element(root, "num", numId=NUM_PASAL), "abstractNumId", val=_PASAL)
    return root


@lru_cache(maxsize=1)
def _example_num() -> etree._Element:
    num = etree.Element(wml("num"), nsmap={"w": NSMAP["w"]})
    element(num, "abstractNumId", val=0)
    element(element(num, "lvlOverride", ilvl=0), "startOverride", val=1)
    return num


class ListItem(NamedTuple):
    """What the list instance of a paragraph depends on."""

    role: str
    number: Number
    depth: int

    @property
    def list_level(self) -> tuple[int, int]:
        """The abstract list and the level in it."""
        kind = self.number.kind
        if kind == "pasal":
            return _PASAL, 0
        if self.depth == 0:
            return _TIGHT, _LEVELS[kind]
        if kind == "angka" and self.role in _POINT_ROLES:
            return _POINTS, 0
        return _NESTED, _LEVELS[kind]


class _VersionLists:
    """The lists of one version, each the paragraphs that one instance counts."""

    def __init__(self) -> None:
        self.lists: list[tuple[int, int, int]] = []
        """Abstract list, level and first number of each list."""
        self.first: set[int] = set()
        """The lists that are the first of their abstract list and of their story; Pasal has one in the file."""
        self._state: dict[int, dict[int, tuple[int, int]]] = {}

    def register(self, item: ListItem) -> int:
        """The list that the next paragraph belongs to: it is counted on, or a new one begins."""
        (abstract_list, level), value = item.list_level, item.number.value
        state = self._state.get(abstract_list)
        if state is None:
            state = self._state[abstract_list] = {}
            self.first.add(len(self.lists))
        index, last = state.get(level, (-1, 0))
        if index < 0 or value == 1 or value != last + 1:
            index = len(self.lists)
            self.lists.append((abstract_list, level, value))
        # What lies deeper in its list starts anew.
        for deeper in [other for other in state if other > level]:
            del state[deeper]
        state[level] = (index, value)
        return index

    def begin_story(self) -> None:
        """Nothing continues in another story; only that Pasal was counted is still true."""
        self._state = {_PASAL: {}} if _PASAL in self._state else {}


ListReferences = tuple[tuple[int, int] | None, tuple[int, int] | None]
"""`(numId, ilvl)` in the newer and in the older version, None where that has no such paragraph or no number on it."""


class Numberer:
    """Gives every numbered paragraph its list instance and collects the instances.

    A document of two versions is counted once for each. An instance says its start at its first use, and each version
    has a first use of its own: so lists that are the same for most of their paragraphs share one instance.

    Args:
        stories: for each story, in their order, its paragraphs in reading order as they are in the newer and in the
            older version; None where a version does not have or does not number the paragraph.
    """

    def __init__(self, stories: Sequence[Sequence[tuple[ListItem | None, ListItem | None]]]) -> None:
        self._instances: list[tuple[int, int, int]] = []
        self._new, self._old = _VersionLists(), _VersionLists()
        items: list[tuple[ListItem | None, ListItem | None, int, int]] = []
        new_starts: dict[int, int] = {}
        old_starts: dict[int, int] = {}
        for content in stories:
            for new_item, old_item in content:
                new_list = self._new.register(new_item) if new_item else -1
                old_list = self._old.register(old_item) if old_item else -1
                new_starts.setdefault(new_list, len(items))
                old_starts.setdefault(old_list, len(items))
                items.append((new_item, old_item, new_list, old_list))
            self._new.begin_story()
            self._old.begin_story()
        shared = Counter((new_list, old_list) for *_, new_list, old_list in items if new_list >= 0 and old_list >= 0)
        self._partners = _pair_up(self._new, self._old, shared)
        # LibreOffice ties the start of an instance to the paragraph that uses it first: where the versions begin with
        # another one, the instance has an abstract list of its own.
        self._own_new = {new for new, old in self._partners.items() if new_starts[new] != old_starts[old]}
        self._own_old = {self._partners[new] for new in self._own_new}
        self._own_lists: list[int] = []
        self._new_ids: dict[int, int] = {}
        self._old_ids: dict[int, int] = {}
        self._items = iter(items)

    def next_paragraph(self) -> ListReferences:
        """The list references of the next paragraph, in the order that was given."""
        new_item, old_item, new_list, old_list = next(self._items)
        if new_item is not None and new_list not in self._new_ids:
            partner = self._partners.get(new_list, -1)
            num_id = self._old_ids.get(partner) or self._open(self._new, new_list, new_list in self._own_new)
            self._new_ids[new_list] = num_id
            if partner >= 0:
                self._old_ids[partner] = num_id
        if old_item is not None and old_list not in self._old_ids:
            self._old_ids[old_list] = self._open(self._old, old_list, old_list in self._own_old)
        return (
            None if new_item is None else (self._new_ids[new_list], new_item.list_level[1]),
            None if old_item is None else (self._old_ids[old_list], old_item.list_level[1]),
        )

    def _open(self, version_lists: _VersionLists, index: int, own: bool) -> int:
        instance = version_lists.lists[index]
        if instance == (_PASAL, 0, 1) and index in version_lists.first:
            return NUM_PASAL
        self._instances.append(instance)
        num_id = NUM_PASAL + len(self._instances)
        # The abstract list of Pasal is the one that the style knows.
        if own and instance[0] != _PASAL:
            self._own_lists.append(num_id)
        return num_id

    def without_number(self) -> int:
        """The numId of a paragraph that its style would number.

        NumId 0 says the same, but validators call it dangling.
        """
        void = (_VOID, 0, 1)
        if void not in self._instances:
            self._instances.append(void)
        return NUM_PASAL + 1 + self._instances.index(void)

    def xml(self) -> bytes:
        """word/numbering.xml with every instance given out."""
        root = copy(_base())
        example = _example_num()
        own_abstract_lists = {num_id: _VOID + i for i, num_id in enumerate(self._own_lists, 1)}
        for num_id, number in own_abstract_lists.items():
            origin, level, start = self._instances[num_id - NUM_PASAL - 1]
            root.insert(number, _list_copy(root[origin], number, level, start))
        for num_id, (abstract_list, level, start) in enumerate(self._instances, NUM_PASAL + 1):
            num = copy(example)
            num.set(wml("numId"), str(num_id))
            num[0].set(VAL, str(own_abstract_lists.get(num_id, abstract_list)))
            num[1].set(wml("ilvl"), str(level))
            num[1][0].set(VAL, str(start))
            root.append(num)
        return serialise(root)


def _pair_up(new: _VersionLists, old: _VersionLists, votes: Counter[tuple[int, int]]) -> dict[int, int]:
    """For lists of the newer version the list of the older one that may share the instance.

    Lists of the same abstract list, level and start go together, those with the most paragraphs in common first. The
    first list of Pasal has no start of its own in the file, and so only pairs with its like.
    """
    result: dict[int, int] = {}
    taken: set[int] = set()
    for (new_list, old_list), _ in sorted(votes.items(), key=lambda vote: (-vote[1], vote[0])):
        same = new.lists[new_list] == old.lists[old_list]
        if new.lists[new_list] == (_PASAL, 0, 1):
            same = same and (new_list in new.first) == (old_list in old.first)
        if same and new_list not in result and old_list not in taken:
            result[new_list] = old_list
            taken.add(old_list)
    return result


def _list_copy(origin: etree._Element, number: int, level: int, start: int) -> etree._Element:
    """An abstract list like another one, in which a level has its own start."""
    abstract_list = copy(origin)
    abstract_list.set(wml("abstractNumId"), str(number))
    for name, prefix in (("nsid", "4B54"), ("tmpl", "4B55")):
        child = abstract_list.find(wml(name))
        assert child is not None
        child.set(VAL, f"{prefix}{number:04X}")
    for lvl in abstract_list.iterfind(wml("lvl")):
        start_element = lvl.find(wml("start"))
        if lvl.get(wml("ilvl")) == str(level) and start_element is not None:
            start_element.set(VAL, str(start))
    return abstract_list


class _Level:
    """One level as the reader sees it."""

    __slots__ = ("format", "left", "lvl_restart", "p_style", "start", "text")

    def __init__(self, lvl: etree._Element) -> None:
        def value(name: str) -> str | None:
            child = lvl.find(wml(name))
            return None if child is None else child.get(VAL)

        self.format = value("numFmt") or "decimal"
        self.text = value("lvlText") or ""
        self.start = numeral(value("start"), 1)
        self.p_style = value("pStyle")
        restart = value("lvlRestart")
        self.lvl_restart = None if restart is None else numeral(restart)
        ind = lvl.find(f"{wml('pPr')}/{wml('ind')}")
        self.left = None if ind is None else (ind.get(wml("left")) or ind.get(wml("start")))


_PERCENT = re.compile(r"%\d")


LEVEL_COUNT = 9
"""The levels of a list (17.9.3)."""

LARGEST_NUMBER = 32767
"""The largest number that Word gives a paragraph."""


class Counting:
    """Computes numbers from num, abstractNum and override as Word does, whatever the numIds are."""

    def __init__(self, root: etree._Element | None) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}
        self._num: dict[str, tuple[str, dict[int, int], dict[int, _Level]]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._spent_starts: set[tuple[str, int]] = set()
        if root is None:
            return
        for abstract_list in root.iterfind(wml("abstractNum")):
            self._levels[abstract_list.get(wml("abstractNumId"), "")] = {
                numeral(lvl.get(wml("ilvl"))): _Level(lvl)
                for lvl in islice(abstract_list.iterfind(wml("lvl")), LEVEL_COUNT)
            }
        for num in root.iterfind(wml("num")):
            reference = num.find(wml("abstractNumId"))
            starts: dict[int, int] = {}
            replacements: dict[int, _Level] = {}
            for override in islice(num.iterfind(wml("lvlOverride")), LEVEL_COUNT):
                ilvl = numeral(override.get(wml("ilvl")))
                start_override = override.find(wml("startOverride"))
                if start_override is not None:
                    starts[ilvl] = numeral(start_override.get(VAL), 1)
                lvl = override.find(wml("lvl"))
                if lvl is not None:
                    replacements[ilvl] = _Level(lvl)
            self._num[num.get(wml("numId"), "")] = (
                "" if reference is None else reference.get(VAL, ""),
                starts,
                replacements,
            )

    def _find(self, num_id: str, ilvl: int) -> _Level | None:
        num = self._num.get(num_id)
        if num is None:
            return None
        return num[2].get(ilvl) or self._levels.get(num[0], {}).get(ilvl)

    def style_level(self, num_id: str, style_id: str) -> int:
        """The level that a paragraph style is linked to (w:pStyle, 17.9.23), 0 when to none."""
        num = self._num.get(num_id)
        levels = {} if num is None else {**self._levels.get(num[0], {}), **num[2]}
        return next((ilvl for ilvl, level in levels.items() if level.p_style == style_id), 0)

    def left(self, num_id: str, ilvl: int) -> str | None:
        """The left indent that the level gives."""
        level = self._find(num_id, ilvl)
        return None if level is None else level.left

    def count(self, num_id: str, ilvl: int) -> Number | None:
        """Count one paragraph; None when the list is unknown or prints no number of a known kind."""
        level = self._find(num_id, ilvl)
        if level is None:
            return None
        abstract_list, starts, _ = self._num[num_id]
        count = self._counts.setdefault(abstract_list, {})
        if ilvl in starts and (num_id, ilvl) not in self._spent_starts:
            self._spent_starts.add((num_id, ilvl))
            count[ilvl] = starts[ilvl]
        elif ilvl in count:
            count[ilvl] += 1
        else:
            count[ilvl] = starts.get(ilvl, level.start)
        for deeper in [other for other in count if other > ilvl]:
            deeper_level = self._find(num_id, deeper)
            # lvlRestart 0: never; n: only after a level below n (17.9.10).
            if deeper_level is None or deeper_level.lvl_restart is None or ilvl < deeper_level.lvl_restart:
                del count[deeper]
        kind = _KIND_OF_FORM.get((level.format, _PERCENT.sub("%", level.text)))
        return None if kind is None or not 1 <= count[ilvl] <= LARGEST_NUMBER else Number(kind, count[ilvl])
