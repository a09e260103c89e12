"""What templates see of the agreement: values that know their route, and gaps that print as blanks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from enum import Enum
from typing import Any

from ksdgen.compose.budget import budget
from ksdgen.source.record import Record
from ksdgen.source.scalars import ToFollow, is_deferred


class Value:
    """A value with the route at which it is written."""

    __slots__ = ("content", "route")

    def __init__(self, content: Any, route: str) -> None:
        self.content = content
        self.route = route

    def __eq__(self, other: object) -> bool:
        return bool(self.content == plain(other))

    def __hash__(self) -> int:
        return hash(self.content)

    def __lt__(self, other: Any) -> bool:
        return bool(self.content < plain(other))

    def __gt__(self, other: Any) -> bool:
        return bool(self.content > plain(other))

    def __le__(self, other: Any) -> bool:
        return not self > other

    def __ge__(self, other: Any) -> bool:
        return not self < other

    def __bool__(self) -> bool:
        return bool(self.content) and not isinstance(self.content, ToFollow)


class Hole:
    """A fact that is not there: false, empty, and printed as a blank that says what is missing."""

    __slots__ = ("route",)

    def __init__(self, route: str) -> None:
        self.route = route

    def __bool__(self) -> bool:
        return False

    def __len__(self) -> int:
        return 0

    def __iter__(self) -> Iterator[Any]:
        return iter(())

    def __getattr__(self, name: str) -> Hole:
        if name.startswith("_"):
            raise AttributeError(name)
        return Hole(f"{self.route}.{name}")


class ListView:
    """A list with its route."""

    __slots__ = ("items", "route")

    def __init__(self, items: list[Any], route: str) -> None:
        self.items = items
        self.route = route

    def __iter__(self) -> Iterator[Any]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

    def __getitem__(self, index: int) -> Any:
        return self.items[index] if -len(self.items) <= index < len(self.items) else Hole(f"{self.route}.{index}")

    def __contains__(self, content: object) -> bool:
        budget().count(len(self.items))
        return content in self.items


class View:
    """A record as templates see it: fields become values with their route, `extra` adds what is derived."""

    __slots__ = ("_extra", "_record", "_route")

    def __init__(self, record: Record | None, route: str, extra: Mapping[str, Any] | None = None) -> None:
        self._record = record
        self._route = route
        self._extra = extra or {}

    def __getattr__(self, name: str) -> Any:
        if name in self._extra:
            return self._extra[name]
        if self._record is None or name not in self._record.fields_:
            raise AttributeError(name)
        result = view_of(getattr(self._record, name), f"{self._route}.{name}" if self._route else name)
        if isinstance(result, ListView | View):  # a template asks for a list again with each of its items
            self._extra = {**self._extra, name: result}
        return result


class Function:
    """A function that templates may call."""

    __slots__ = ("function",)

    def __init__(self, function: Callable[..., Any]) -> None:
        self.function = function

    def __call__(self, *arguments: Any) -> Any:
        return self.function(*arguments)


def text_deferred(content: Any) -> bool:
    """Whether a text only says that it is still to come, where a text was asked for.

    A date or length that is `menyusul` is a value of its own: templates print its dots in the sentence that is meant
    for it.
    """
    return isinstance(content, str) and is_deferred(content)


def view_of(content: Any, route: str) -> Any:
    """Wrap a value of the model for templates."""
    if content is None or content == "" or text_deferred(content):
        return Hole(route)
    if isinstance(content, Record):
        return View(content, route)
    if isinstance(content, tuple):
        budget().count(len(content))
        return ListView([view_of(b, f"{route}.{i}") for i, b in enumerate(content)], route)
    if isinstance(content, Mapping):
        budget().count(len(content))
        return View(None, route, {k: view_of(v, f"{route}.{k}") for k, v in content.items()})
    if isinstance(content, Enum) and not isinstance(content, ToFollow):
        return Value(content.value, route)
    return Value(content, route)


def value_or_hole(content: Any, route: str, hole_route: str | None = None) -> Value | Hole:
    """A derived value as it stands, or a blank where there is none."""
    return Value(content, route) if content else Hole(route if hole_route is None else hole_route)


def plain(value: Any) -> Any:
    """What a value of a template is without its route."""
    return value.content if isinstance(value, Value) else value


def route_of(value: Any) -> str:
    """The route of a value; empty for what a template wrote itself."""
    return value.route if isinstance(value, Value) else ""
