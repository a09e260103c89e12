"""Questions at a terminal: numbered choices and one-line answers, in Indonesian. Nothing is asked where nobody can
answer.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from typing import TypeVar

import click

from ksdgen import inert
from ksdgen.cli.say import say

_T = TypeVar("_T")


def can_ask() -> bool:
    """Whether somebody sits at a terminal and sees the question."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))


def ask(question: str, default: str | None = None, *, read: Callable[[str], _T]) -> _T:
    """Ask until the answer can be used.

    Args:
        question: what is asked, without a colon.
        default: the answer when only Enter is pressed; None asks for one.
        read: reads the answer; a ValueError with a text for people asks again.
    """
    while True:
        answer = click.prompt(
            inert.line(question), default=default if default is not None else "", show_default=bool(default), type=str
        )
        try:
            return read(answer.strip())
        except ValueError as error:
            say(f"  {error}")


def fill_in(question: str, default: str | None = None) -> str:
    """Ask for a text that may not be empty unless there is a default."""

    def read(answer: str) -> str:
        if not answer and default is None:
            raise ValueError("belum diisi; ketik jawabannya lalu tekan Enter")
        return answer

    return ask(question, default, read=read)


def choose(question: str, choices: Mapping[str, str], default: str | None = None) -> str:
    """Let one of several be chosen, by number or by name.

    Args:
        question: what is asked.
        choices: the names with their explanation.
        default: the name that Enter chooses.
    """
    return _choose(question, choices, default)[0]


def choose_many(question: str, choices: Mapping[str, str], without: str = "tidak ada") -> list[str]:
    """Let several be chosen, separated by commas; none when only Enter is pressed.

    Args:
        question: what is asked.
        choices: the names with their explanation.
        without: when to press only Enter, in words behind "Enter bila".
    """
    return _choose(question, choices, "", without)


def _choose(question: str, choices: Mapping[str, str], default: str | None, without: str | None = None) -> list[str]:
    """The chosen names: one, or several where `without` says when there are none."""
    several = without is not None
    names = list(choices)
    say(f"\n{question}:")
    for number, choice in enumerate(names, 1):
        say(f"  {number}. {choice}" + (f"  {choices[choice]}" if choices[choice] else ""))

    def one(answer: str) -> str:
        if answer in choices:
            return answer
        if answer.isascii() and answer.isdigit() and 0 < int(answer) <= len(names):
            return names[int(answer) - 1]
        raise ValueError(f"ketik nomor 1 sampai dengan {len(names)}" if len(names) > 1 else "ketik 1")

    def read(answer: str) -> list[str]:
        answers = [part.strip() for part in answer.split(",") if part.strip()] if several else [answer]
        return list(dict.fromkeys(map(one, answers)))

    if several:
        return ask(f"Nomor, dipisahkan koma (Enter bila {without})", "", read=read)
    return ask("Nomor", str(names.index(default) + 1) if default is not None else None, read=read)


def yes(question: str, default: bool) -> bool:
    """Ask yes or no."""

    def read(answer: str) -> bool:
        words = {"y": True, "ya": True, "t": False, "tidak": False}
        if answer.lower() not in words:
            raise ValueError("ketik y (ya) atau t (tidak)")
        return words[answer.lower()]

    return ask(f"{question} (y/t)", "y" if default else "t", read=read)
