"""The shapes of checks: what each is called in rule files, the parameters that it takes, and the words that it gives to
messages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, ClassVar, NamedTuple, TypeVar, overload

from ksdgen.rules.rule import Context, Finding
from ksdgen.source.record import Record


class Fault(NamedTuple):
    """A parameter's value that has the right type and still cannot be used."""

    route: str
    """Where it is, below `parameter`."""
    message: str
    hint: str | None = None


class Parameter(Record):
    """What a rule file gives to a shape of check.

    Each shape that takes any derives its own; the decoder of agreements reads it.
    """

    ROUTES: ClassVar[tuple[str, ...]] = ()
    """The parameters that are routes of facts, or maps of which the keys are."""

    def routes(self) -> Iterator[tuple[str, str]]:
        """Every route of a fact, with where it is written below `parameter`."""
        for name in self.ROUTES:
            yield from _texts(name, getattr(self, name))

    def faults(self) -> Iterator[Fault]:
        """What is wrong with values that have the right type."""
        return iter(())


def _texts(place: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, Mapping):
        yield from ((f"{place}.{key}", key) for key in value)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _texts(f"{place}.{index}", item)


_P = TypeVar("_P", bound=Parameter)
_Plain = Callable[[Context], Iterator[Finding]]
_Typed = Callable[[Context, _P], Iterator[Finding]]


class Shape:
    """One shape of check.

    Args:
        name: what rule files call it.
        check: looks at an agreement; takes the parameter too where there is one.
        parameters: the record of its parameters; None for a shape that takes none.
        words: what its findings give to messages, always all of them.
    """

    __slots__ = ("check", "name", "parameters", "words")

    def __init__(
        self,
        name: str,
        check: Callable[..., Iterator[Finding]],
        parameters: type[Parameter] | None,
        words: tuple[str, ...],
    ) -> None:
        self.name = name
        self.check = check
        self.parameters = parameters
        self.words = words

    def run(self, context: Context, parameter: Parameter | None) -> Iterator[Finding]:
        """What the check finds in an agreement."""
        return self.check(context) if parameter is None else self.check(context, parameter)


TABLE: dict[str, Shape] = {}
"""Every shape that has been loaded, by name; `ksdgen.rules.checks.shapes` loads all."""


@overload
def shape(name: str, *, words: Sequence[str] = ()) -> Callable[[_Plain], _Plain]: ...
@overload
def shape(name: str, parameters: type[_P], *, words: Sequence[str] = ()) -> Callable[[_Typed[_P]], _Typed[_P]]: ...
def shape(name: str, parameters: type[Parameter] | None = None, *, words: Sequence[str] = ()) -> Any:
    """Make a function a shape of check.

    Args:
        name: what rule files call it (`cek:`). It is data: renaming the function does not touch it.
        parameters: the record of its parameters, where it takes any.
        words: what its findings give to messages.
    """

    def register(check: Callable[..., Iterator[Finding]]) -> Callable[..., Iterator[Finding]]:
        assert name not in TABLE, f"two shapes are called {name}"
        TABLE[name] = Shape(name, check, parameters, tuple(words))
        return check

    return register
