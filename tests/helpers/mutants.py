"""Mutation operators over agreements: each makes one fault and names the finding that must kill it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from ksdgen import bahasa
from ksdgen.desk.outcome import Result
from ksdgen.desk.workspace import Workspace
from ksdgen.rules.packaged import packaged_rules
from ksdgen.source.parse import MappingNode, Node, ScalarNode, SequenceNode, parse
from tests.helpers.util import ROOT


@dataclass(frozen=True)
class Mutant:
    """A faulty text, what was done to it, the codes of which one must be found, and the line it must be found on."""

    operator: str
    description: str
    text: str
    codes: frozenset[str]
    line: int | None
    """1-based line of the mutated text; None where the fault has no single line."""


def walk(node: Node, route: str = "") -> Iterator[tuple[str, Node]]:
    """Every node below with its route."""
    if isinstance(node, MappingNode):
        for key, value in node.content.items():
            child = f"{route}.{key}" if route else key
            yield child, value
            yield from walk(value, child)
    elif isinstance(node, SequenceNode):
        for index, value in enumerate(node.items):
            yield f"{route}.{index}", value
            yield from walk(value, f"{route}.{index}")


def replace(text: str, line: int, column: int, length: int, new: str) -> str:
    """The text with some characters of one line replaced; line and column count from 1."""
    lines = text.split("\n")
    old = lines[line - 1]
    lines[line - 1] = old[: column - 1] + new + old[column - 1 + length :]
    return "\n".join(lines)


def key_block(text: str, key: str) -> tuple[int, int] | None:
    """First line and the line after the last of a top-level key, 0-based."""
    lines = text.split("\n")
    start = next((index for index, line in enumerate(lines) if line.startswith(f"{key}:")), None)
    if start is None:
        return None
    end = start + 1
    while end < len(lines) and (not lines[end].strip() or lines[end][0] in " -}]"):
        end += 1
    return start, end


def delete_key(text: str, key: str) -> str | None:
    """The text without a top-level key."""
    block = key_block(text, key)
    if block is None:
        return None
    lines = text.split("\n")
    return "\n".join(lines[: block[0]] + lines[block[1] :])


def first_line(text: str) -> int:
    """The line of the first key: where what is missing from the whole agreement is reported."""
    return next(number for number, line in enumerate(text.split("\n"), start=1) if re.match(r"[a-z_]+:", line))


def rename_keys(text: str) -> Iterator[Mutant]:
    """Rename each key that the model knows, at every depth."""
    node, _ = parse(text, "x")
    free = re.compile(
        r"^(hak_dan_kewajiban|tugas_dan_tanggung_jawab|klausul)\.[^.]+$|^klausul\.[^.]+\.isian\.[^.]+$|^isian\.[^.]+$"
    )
    for route, parent in [("", node), *walk(node)] if node is not None else []:
        if not isinstance(parent, MappingNode):
            continue
        for key, span in parent.keys.items():
            child = f"{route}.{key}" if route else key
            of_names = free.match(child) and ".isian." not in child and not child.startswith("isian.")
            new = replace(text, span.line, span.column, len(key), f"{key}_x")
            codes = frozenset({"KSD013" if of_names else "KSD010"})
            yield Mutant("ubah nama kunci", child, new, codes, span.line)


_NUMERAL = re.compile(r"(?<![\d.,/-])(\d{1,3}(?:\.\d{3})*) \(([a-z ]+)\)")
_RUPIAH = re.compile(r"Rp(\d{1,3}(?:\.\d{3})*)(,\d\d)? \(([a-z ]+) rupiah\)")


def change_numeral(text: str) -> Iterator[Mutant]:
    """Change each figure that stands before its words, and each word number behind its figure."""
    for number, line in enumerate(text.split("\n"), start=1):
        if line.lstrip().startswith("#"):
            continue
        for match in _NUMERAL.finditer(line):
            if bahasa.from_terbilang(match[2]) is None:
                continue
            figure = int(match[1].replace(".", ""))
            yield Mutant(
                "ubah angka",
                match[0],
                replace(text, number, match.start() + 1, len(match[1]), bahasa.in_figures(figure + 1)),
                frozenset({"KSD500", "KSD501", "KSD502"}),
                number,
            )
            yield Mutant(
                "ubah kata bilangan",
                match[0],
                replace(text, number, match.start(2) + 1, len(match[2]), bahasa.terbilang(figure + 1)),
                frozenset({"KSD500", "KSD501", "KSD502"}),
                number,
            )


def break_references(text: str) -> Iterator[Mutant]:
    """Break each [[reference]]."""
    for number, line in enumerate(text.split("\n"), start=1):
        if line.lstrip().startswith("#"):
            continue
        for match in re.finditer(r"\[\[([a-z0-9_/]+)\]\]", line):
            yield Mutant(
                "putus rujukan",
                match[0],
                replace(text, number, match.start(1) + 1, len(match[1]), f"{match[1]}_tiada"),
                frozenset({"KSD030"}),
                number,
            )


def scalar(text: str, route: str) -> ScalarNode | None:
    """The scalar at a route."""
    node, _ = parse(text, "x")
    for found_route, found in walk(node) if node is not None else []:
        if found_route == route and isinstance(found, ScalarNode):
            return found
    return None


def change_value(text: str, route: str, new: str) -> tuple[str, int] | None:
    """The text with a one-line scalar replaced, and its line."""
    node = scalar(text, route)
    if node is None or node.span.line != node.span.end_line or node.style in ("|", ">"):
        return None
    span = node.span
    return replace(text, span.line, span.column, span.end_column - span.column, new), span.line


DAY = date(2026, 11, 21)


NASKAH = sorted(p.relative_to(ROOT).as_posix() for p in (ROOT / "agreements").glob("2*/**/*.yaml"))


UNSUR_FACTS: dict[str, dict[str, str]] = {
    "kesepakatan_bersama": {
        "konsideran": "KSD203",
        "maksud": "KSD204",
        "tujuan": "KSD204",
        "objek": "KSD205",
        "ruang_lingkup": "KSD206",
        "pelaksanaan": "KSD207",
        "jangka_waktu": "KSD208",
    },
    "perjanjian_kerja_sama": {
        "konsideran": "KSD217",
        "maksud": "KSD218",
        "tujuan": "KSD218",
        "objek": "KSD219",
        "ruang_lingkup": "KSD220",
        "pelaksanaan": "KSD221",
        "hak_dan_kewajiban": "KSD222",
        "pembiayaan": "KSD223",
        "jangka_waktu": "KSD224",
    },
    "nota_kesepakatan": {
        "latar_belakang": "KSD247",
        "maksud": "KSD236",
        "tujuan": "KSD236",
        "lokasi": "KSD237",
        "objek": "KSD238",
        "ruang_lingkup": "KSD239",
        "tugas_dan_tanggung_jawab": "KSD240",
        "pelaksanaan": "KSD241",
        "jangka_waktu": "KSD242",
        "premis": "KSD233",
        "konsideran": "KSD234",
    },
    "rencana_kerja": {},
}
"""Facts whose deletion takes a required element away (Permendagri 22/2020 Pasal 40, 41, 42)."""


UNSUR_KLAUSUL: dict[str, dict[str, str]] = {
    "kesepakatan_bersama": {
        "surat_menyurat": "KSD209",
        "lain_lain": "KSD210",
        "pelaksanaan": "KSD207",
        "objek": "KSD205",
    },
    "perjanjian_kerja_sama": {
        "penyelesaian_perselisihan": "KSD225",
        "keadaan_kahar": "KSD226",
        "pengakhiran": "KSD227",
        "sanksi": "KSD214",
        "pembiayaan": "KSD223",
    },
    "nota_kesepakatan": {"pembiayaan_sinergi": "KSD243", "lain_lain": "KSD244"},
    "rencana_kerja": {},
}
"""Standard clauses whose removal takes a required element away."""


ENUM: dict[str, tuple[tuple[str, frozenset[str]], ...]] = {
    "jenis": (("surat_edaran", frozenset({"KSD013"})),),
    "kategori": (
        ("ksdpl", frozenset({"KSD015"})),
        ("ksd", frozenset({"KSD013"})),
    ),
    "status": (("final", frozenset({"KSD013"})),),
    "gaya": (("entah", frozenset({"KSD013"})),),
    "prakarsa": (("pusat", frozenset({"KSD013"})),),
    "jenis_ksdpk": (("hibah", frozenset({"KSD013"})),),
    "bentuk": (("perusahaan", frozenset({"KSD013"})),),
    "tingkat": (("desa", frozenset({"KSD013"})),),
}
"""Values that are not in the list, by the last part of the route."""


class MutantWorkspace:
    """The repository with one file's text replaced; templates and the other files are read once."""

    def __init__(self) -> None:
        self.workspace = Workspace(ROOT)
        self.original = self.workspace.repository.tree

    def check(self, path: str, text: str) -> Result:
        """All that is known of a mutated file."""
        self.workspace.agreements._loaded.clear()  # a fresh reading of the same repository
        original = self.original

        class Replacement:
            def read(self, file: str) -> bytes | None:
                return text.encode() if file == path else original.read(file)

            def files(self, folder: str) -> list[str]:
                return original.files(folder)

            def name(self, file: str) -> str:
                return original.name(file)

        self.workspace.repository.tree = Replacement()
        return self.workspace.check(path, DAY)


def mutants(path: str, text: str) -> Iterator[Mutant]:
    """All mutants of one agreement."""
    node, _ = parse(text, path)
    assert isinstance(node, MappingNode)
    kind = node.content["jenis"].text  # type: ignore[union-attr]
    category = node.content["kategori"].text  # type: ignore[union-attr]
    for key, code in UNSUR_FACTS[kind].items():
        new = delete_key(text, key)
        if new is not None:
            yield Mutant("hapus unsur", key, new, frozenset({code}), first_line(new))
    for klausul, code in UNSUR_KLAUSUL[kind].items():
        if klausul == "sanksi" and category != "ksdpk":
            continue
        result = _delete_klausul(text, klausul)
        if result is not None:
            yield Mutant("hapus klausul", klausul, result[0], frozenset({code}), result[1])
    yield from rename_keys(text)
    yield from change_numeral(text)
    yield from break_references(text)
    for route, _node in walk(node):
        key = route.rpartition(".")[2]
        # Of these keys some are free text: those of deeds, decrees and other papers.
        if "." in route and key in ("jenis", "bentuk", "kategori") and "para_pihak" not in route:
            continue
        if ".badan_hukum." in route or "dasar_kewenangan" in route:
            continue
        for new_value, codes in ENUM.get(key, ()):
            changed = change_value(text, route, new_value)
            if changed is not None:
                yield Mutant("ganti pilihan", f"{route} → {new_value}", changed[0], codes, changed[1])
    yield from _dates(text, node, kind)


def _delete_klausul(text: str, klausul: str) -> tuple[str, int] | None:
    """The text with a standard clause dropped, and the line on which that stands."""
    choice = f"  {klausul}: {{hapus: ya, alasan: uji mutasi}}"
    block = key_block(text, "klausul")
    lines = text.split("\n")
    if block is None:
        lines = [*(lines if lines[-1] else lines[:-1]), "klausul:", choice, ""]
        return "\n".join(lines), lines.index(choice) + 1
    start, end = block
    if not lines[start].rstrip().endswith("klausul:"):
        return None
    if any(line.startswith(f"  {klausul}:") for line in lines[start:end]):
        return None
    lines.insert(start + 1, choice)
    return "\n".join(lines), start + 2


def _dates(text: str, node: MappingNode, kind: str) -> Iterator[Mutant]:
    """Dates beyond their bounds, and an act after its revocation."""
    jw = node.content.get("jangka_waktu")
    if isinstance(jw, MappingNode) and "sampai" in jw.content:
        changed = change_value(text, "jangka_waktu.sampai", "2020-01-01")
        if changed is not None:
            yield Mutant("tanggal", "sampai sebelum mulai", changed[0], frozenset({"KSD306", "KSD302"}), changed[1])
        changed = change_value(text, "jangka_waktu.sampai", "2026-02-31")
        if changed is not None:
            yield Mutant("tanggal", "tanggal yang tidak ada", changed[0], frozenset({"KSD011"}), changed[1])
    if kind == "kesepakatan_bersama" and isinstance(jw, MappingNode) and "lama" in jw.content:
        changed = change_value(text, "jangka_waktu.lama", "5 tahun 1 hari")
        if changed is not None:
            yield Mutant("tanggal", "KSB lebih dari lima tahun", changed[0], frozenset({"KSD301"}), changed[1])
    for route, _node in walk(node):
        if route.endswith("surat_kuasa.tanggal"):
            changed = change_value(text, route, "2027-06-01")
            if changed is not None:
                yield Mutant(
                    "tanggal", "surat kuasa sesudah penandatanganan", changed[0], frozenset({"KSD383"}), changed[1]
                )
        if route == "studi_kelayakan.tanggal":
            changed = change_value(text, route, "2027-06-01")
            if changed is not None:
                yield Mutant(
                    "tanggal",
                    "studi kelayakan sesudah penandatanganan",
                    changed[0],
                    frozenset({"KSD328", "KSD348"}),
                    changed[1],
                )
    acts = node.content.get("dasar_hukum")
    if isinstance(acts, SequenceNode):
        for index, act in enumerate(acts.items):
            if isinstance(act, MappingNode):
                continue
            changed = change_value(text, f"dasar_hukum.{index}", "pp-50-2007")
            if changed is not None:
                yield Mutant("tanggal", "peraturan yang dicabut", changed[0], frozenset({"KSD600"}), changed[1])


FIGURES = frozenset({"ubah angka", "ubah kata bilangan"})
"""Operators that make a figure and its words disagree."""


def survivors(path: str, mutants: Iterable[Mutant], also: Callable[[Mutant, Result], None] | None = None) -> list[str]:
    """The mutants of a shipped agreement that are not found by their code, at their line and with the law behind it.

    Args:
        path: the agreement.
        mutants: what was made of it.
        also: what else must hold of each result.
    """
    workspace = MutantWorkspace()
    alive = []
    legal_codes = {rule.kode for rule in packaged_rules() if any(basis.sitasi != "praktik" for basis in rule.dasar)}
    for mutant in mutants:
        result = workspace.check(path, mutant.text)
        if also is not None:
            also(mutant, result)
        found = [finding for finding in result.findings if finding.code in mutant.codes]
        place = (path, mutant.line)
        exact = [t for t in found if mutant.line is None or (t.span and (t.span.file, t.span.line) == place)]
        name = f"{path}: {mutant.operator}: {mutant.description}"
        if not exact:
            places = [f"{finding.code}@{finding.span.line if finding.span else '?'}" for finding in found]
            alive.append(f"{name}: harap {sorted(mutant.codes)}@{mutant.line}, ada {places}")
        elif exact[0].code in legal_codes and not exact[0].citations:
            alive.append(f"{name}: {exact[0].code} tanpa dasar hukum")
    return alive


def mutants_of(path: str) -> list[Mutant]:
    """All mutants of a shipped agreement."""
    return list(mutants(path, (ROOT / path).read_text(encoding="utf-8")))
