"""Numbers and their words: what is written in figures and in words says the same."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ksdgen import bahasa
from ksdgen.rules.reading import Reading, Stretch, finding, once, whole_text
from ksdgen.rules.rule import Context, Finding
from ksdgen.rules.shapes import shape

_UNITS = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")
_DIGIT = {word: str(digit) for digit, word in enumerate(_UNITS)}
_OLD_SPELLING = {
    "milyar": "miliar",
    "milliar": "miliar",
    "milyard": "miliar",
    "trilyun": "triliun",
    "trilliun": "triliun",
}
_JOINED = re.compile(
    rf"(se|{'|'.join(_UNITS)})(belas|puluh|ratus|ribu|juta|miliar|milyar|triliun|trilyun)", re.IGNORECASE
)


def number_words(text: str) -> list[str] | None:
    """The words of a written number, also "duapuluh" and "milyar"; None when other words stand among them."""
    result: list[str] = []
    for word in re.split(r"[\s-]+", text.strip().lower()):
        word = _OLD_SPELLING.get(word, word)
        if bahasa.is_numeral_word(word):
            result.append(word)
        elif match := _JOINED.fullmatch(word):
            result += ["satu" if match[1] == "se" else match[1], _OLD_SPELLING.get(match[2], match[2])]
        else:
            return None
    return result or None


def integer(words: list[str]) -> str | None:
    """Written words as figures; digits may be read one by one."""
    if len(words) > 40:
        return None  # no number needs more words
    value = bahasa.from_terbilang(" ".join(words))
    if value is not None:
        return str(value)
    return "".join(_DIGIT[word] for word in words) if words and all(word in _DIGIT for word in words) else None


def _same(whole: str, fraction: str, words: list[str]) -> bool:
    """Whether words say what figures say; `fraction` are the digits after the comma."""
    ahead, behind = words, []
    if "koma" in words:
        comma = words.index("koma")
        ahead, behind = words[:comma], words[comma + 1 :]
    if len(fraction) == 3 and not behind and _matches(whole + fraction, ahead):
        return True  # thousands divided in the English way: "1,000 (seribu)"
    if not _matches(whole, ahead):
        return False
    readings = {"".join(_DIGIT.get(word, "?") for word in behind).rstrip("0"), (integer(behind) or "").rstrip("0")}
    return fraction.rstrip("0") in readings


def _matches(figures: str, words: list[str]) -> bool:
    read = integer(words)
    return read is not None and (read == figures or int(read) == int(figures))


def _words(whole: str, fraction: str) -> str:
    """How figures are written in words."""
    words = bahasa.terbilang(int(whole))
    return f"{words} koma {' '.join(_UNITS[int(digit)] for digit in fraction)}" if fraction else words


_RUPIAH = re.compile(
    r"(?:(?P<uang>\b(?:Rp\.?|IDR))\s*|(?<![\w.,/:$€£%+-]))(?P<angka>\d[\d.]*(?:,\d{1,2}(?!\d))?)(?:[,.]-++|,-*+)?(?P<rupiah>\s*+rupiah\b)?\s*+"
    r"(?P<kurung>\((?:\s*+terbilang\b\s*+:?)?[\s#\"“]*+(?P<kata>[A-Za-z\s-]++)[#\"”]*\))",
    re.IGNORECASE,
)
_RUPIAH_IN_BRACKETS = re.compile(
    r"(?:rupiah|sen)\s*(?P<kurung>\(\s*+(?:Rp\.?|IDR)\s*+(?P<angka>\d[\d.]*(?:,\d{1,2}(?!\d))?)(?:[,.]-++|,-*+)?\s*+\))",
    re.IGNORECASE,
)


@shape("jumlah_uang", words=("jumlah", "seharusnya", "tertulis"))
@once
def jumlah_uang(context: Context) -> Iterator[Finding]:
    """An amount says in words what it says in figures."""
    for reading in whole_text(context).candidates(("rp", "idr", "rupiah")):
        for match in _RUPIAH.finditer(reading.text):
            if not match["uang"] and (_after_currency(reading.text, match.start()) or not _clearly_rupiah(match)):
                continue
            sen = bahasa.read_rupiah(match["angka"].rstrip("."))
            if sen is not None and bahasa.rupiah(sen).endswith(match["kurung"]):
                continue
            spoken = _spoken(match["kata"])
            if spoken and spoken[-1] == "saja":
                spoken.pop()
            if sen is None or not spoken:
                continue
            # Amounts with other words in the bracket are no reading of the figures.
            if number_words(_without_units(spoken)) is not None and not _same_rupiah(sen, spoken):
                yield _wrong_amount(context, reading, match.span("kata"), sen, match.span("angka"))
        for match in _RUPIAH_IN_BRACKETS.finditer(reading.text):
            end = match.start("kurung")
            start = numeral_start(reading.text, end, ("rupiah", "sen", "dan"))
            sen, spoken = bahasa.read_rupiah(match["angka"].rstrip(".")), _spoken(reading.text[start:end])
            if sen is None or "rupiah" not in spoken or number_words(_without_units(spoken)) is None:
                continue
            # What cannot be read begins earlier: "puluhan juta rupiah", "2 juta rupiah".
            whole = number_words(" ".join(spoken[: spoken.index("rupiah")]))
            if whole is not None and integer(whole) is not None and not _same_rupiah(sen, spoken):
                words = (start, start + len(reading.text[start:end].rstrip()))
                yield _wrong_amount(context, reading, words, sen, match.span("angka"))


def _spoken(text: str) -> list[str]:
    """The words of an amount, in small letters."""
    return [word for word in text.lower().split() if word != "dan"]


def _without_units(spoken: list[str]) -> str:
    """The words of an amount that are numbers, if any are."""
    return " ".join(word for word in spoken if word not in ("rupiah", "sen"))


def _wrong_amount(context: Context, reading: Reading, words: Stretch, sen: int, figures: Stretch) -> Finding:
    """An amount whose words, at some characters, are not those of its figures."""
    expected = bahasa.rupiah(sen)
    fillings = {
        "jumlah": expected[: expected.index(" (")],
        "tertulis": " ".join(reading.text[slice(*words)].split()),
        "seharusnya": expected[expected.index("(") + 1 : -1],
    }
    return finding(context, reading, words, fillings, figures, replacement=fillings["seharusnya"])


def _clearly_rupiah(match: re.Match[str]) -> bool:
    """Whether an amount without a sign of money is one: "1.000.000 rupiah (…)", "1.000.000 (… rupiah)"."""
    return bool(match["rupiah"]) or (
        "." in match["angka"] and re.search(r"\brupiah\b", match["kata"], re.IGNORECASE) is not None
    )


def numeral_start(text: str, end: int, also: tuple[str, ...] = ()) -> int:
    """Where the number words begin that end before a character; `end` itself where there are none.

    Args:
        text: the text.
        end: the character.
        also: other words, in small letters, that may stand among them.
    """
    start = end
    while (match := re.search(r"(?<![\w-])[A-Za-z-]+\s*$", text[max(0, start - 40) : start])) is not None:
        word = match[0].strip().lower()
        if word not in also and number_words(word) is None:
            break
        start -= len(match[0])
        if end - start > 300:
            return end
    while (match := re.match(r"dan\s+", text[start:end], re.IGNORECASE)) is not None:
        start += match.end()
    return start


def _same_rupiah(sen: int, spoken: list[str]) -> bool:
    """Whether the words of an amount say so many sen."""
    whole, fraction = divmod(sen, 100)
    if "sen" not in spoken:
        words = number_words(_without_units(spoken))
        return words is not None and _same(str(whole), f"{fraction:02d}" if fraction else "", words)
    if spoken[-1] != "sen":
        return False
    position = spoken.index("rupiah") if "rupiah" in spoken else -1
    ahead = number_words(" ".join(spoken[: max(position, 0)]))
    behind = number_words(" ".join(spoken[position + 1 : -1]))
    rupiah = bahasa.from_terbilang(" ".join(ahead)) if ahead else 0
    return rupiah == whole and behind is not None and bahasa.from_terbilang(" ".join(behind)) == fraction


_FIGURES = re.compile(
    r"(?<![\w.,/:$€£%+-])(?P<utuh>\d{1,3}(?:\.\d{3})+|\d{1,15})(?:,(?P<pecahan>\d{1,6}))?(?P<persen>\s?%|\s+persen)?\s*"
    r"\((?P<kata>[A-Za-z\s-]+)\)"
)
_TERBILANG_DIGITS = len(str(bahasa.LIMIT))
_NUMERAL_BRACKET = re.compile(rf"\(\s*(?:se|minus|puluh|ratus|{'|'.join(_UNITS)})")
_CURRENCY = re.compile(r"(?:\bRp\.?|\bIDR|\bUSD|\bEUR|\bUS\$|[$€£])\s*$", re.IGNORECASE)
_LONGEST_WORDS = 400
"""No number needs more characters."""


def _after_currency(text: str, start: int) -> bool:
    """Whether a sign of money stands before a character."""
    return _CURRENCY.search(text, max(0, start - 12), start) is not None


@shape("angka_dan_kata", words=("angka", "seharusnya", "tertulis"))
@once
def angka_dan_kata(context: Context) -> Iterator[Finding]:
    """A number says in words what it says in figures; only where the bracket holds nothing but number words."""
    document = whole_text(context)
    for bracket in _NUMERAL_BRACKET.finditer(document.lowered):
        number = document.index(bracket.start())
        reading, opened = document.reading(number), bracket.start() - document.starts[number]
        closed = reading.text.find(")", opened, opened + _LONGEST_WORDS) + 1
        for match in _FIGURES.finditer(reading.text, max(0, opened - 40), closed):
            if match.start("kata") != opened + 1 or _after_currency(reading.text, match.start()):
                continue
            text, whole, fraction = match["kata"], match["utuh"].replace(".", ""), match["pecahan"] or ""
            if len(whole) > _TERBILANG_DIGITS:
                continue
            if not fraction and not match["persen"] and text == bahasa.terbilang(int(whole)):
                continue  # the usual case, without reading the words
            if match["persen"]:
                text = re.sub(r"\s+(?:persen|per\s?seratus)\s*$", "", text, flags=re.IGNORECASE)
            words = number_words(text)
            if words is None or _same(whole, fraction, words):
                continue
            expected = _words(whole, fraction) + (" persen" if text != match["kata"] else "")
            figures_end = match.end("pecahan") if match["pecahan"] else match.end("utuh")
            figures = reading.text[match.start() : figures_end] + (match["persen"] or "").rstrip()
            fillings = {"angka": figures, "tertulis": " ".join(match["kata"].split()), "seharusnya": expected}
            yield finding(context, reading, match.span("kata"), fillings, match.span("utuh"), replacement=expected)
    for match in _FIGURES_IN_BRACKETS.finditer(document.lowered):
        number = document.index(match.start())
        yield from _words_and_figures(context, document.reading(number), match, document.starts[number])


_FIGURES_IN_BRACKETS = re.compile(
    r"[a-z][ \u00a0]+(?P<kurung>\((?P<utuh>\d{1,3}(?:\.\d{3})+|\d{1,15})(?:,(?P<pecahan>\d{1,6}))?(?P<persen>\s?%|\s+persen)?\))"
)


def _words_and_figures(context: Context, reading: Reading, match: re.Match[str], shift: int) -> Iterator[Finding]:
    """Words first, figures in the bracket: "tujuh (7) hari".

    Args:
        context: the agreement.
        reading: the paragraph.
        match: the bracket in the whole text.
        shift: where the paragraph begins in the whole text.
    """
    bracket = match.start("kurung") - shift
    start = numeral_start(reading.text, bracket, ("persen",))
    written = reading.text[start:bracket].rstrip()
    words = number_words(re.sub(r"\s*\bpersen$", "", written, flags=re.IGNORECASE))
    whole, fraction = match["utuh"].replace(".", ""), match["pecahan"] or ""
    if words is None or integer(words[: words.index("koma")] if "koma" in words else words) is None:
        return
    # A list inside the sentence, or a year: "atas dua (1) beras; (2) jagung", "tahap dua (2027)".
    if whole == "1" or any(f"({int(whole) + step})" in reading.text for step in (-1, 1)):
        return
    if re.fullmatch(r"(?:19|20)\d\d", match["utuh"]) and "ribu" not in words:
        return
    if not _same(whole, fraction, words):
        figures = match["kurung"][1:-1]
        expected = _words(whole, fraction) + (" persen" if written.lower().endswith("persen") else "")
        yield finding(
            context,
            reading,
            (start, start + len(written)),
            {"angka": figures, "tertulis": " ".join(written.split()), "seharusnya": expected},
            (bracket + 1, bracket + 1 + len(figures)),
            replacement=expected,
        )
