"""Writes tests/golden/klausul/*.md: every standard clause as it prints, for a lawyer to read beside its basis.

Run `python -m tests.helpers.golden_klausul` after a change of a clause; a test keeps the files fresh. A text is printed
in full once; what another category, more parties or other facts change in it is said as a difference.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from ksdgen import regulation
from ksdgen.catalogue.catalogue import Catalogue
from ksdgen.catalogue.front_matter import IsianDeclaration, KlausulFrontMatter, klausul_strictness, klausul_titles
from ksdgen.paper.document import Block, Gap, Inline, Paragraph, Reference, Table, Text, paragraphs_of
from ksdgen.source.node import ScalarNode, SequenceNode
from ksdgen.writers.text import clean
from tests.helpers.clause_bases import (
    COUNTS,
    LATAR_BELAKANG,
    PAIRS,
    ROOT,
    ClauseJudge,
    catalogue,
    complete,
    fits,
    full,
    kind_front_matter,
    klausul_front_matter,
    naskah,
    needed_isian,
    pasal_content,
    with_klausul,
)

GOLDEN = ROOT / "tests" / "golden" / "klausul"

CATEGORIES = {
    "ksdd_wajib": "KSDD wajib",
    "ksdd_sukarela": "KSDD sukarela",
    "ksdpk": "KSDPK",
    "sinergi": "Sinergi",
    "di_luar_ksd": "di luar KSD",
}
STRICTNESS = {
    "bebas": "bebas: boleh diubah atau dihapus dengan alasan",
    "persetujuan": "persetujuan: perubahan memerlukan persetujuan bagian hukum",
    "tetap": "tetap: tidak boleh diubah",
}
COUNT_PHRASES = {2: "2 (dua) pihak", 3: "3 (tiga) pihak", 11: "11 (sebelas) pihak"}

Pair = tuple[str, str]
"""A document type and a category."""

Changer = Callable[[dict[str, Any]], object]


# --- facts and blanks that change a text ------------------------------------------------------------------------------


def _isian(code: str, **isian: Any) -> Changer:
    return lambda data: data.setdefault("klausul", {}).setdefault(code, {}).setdefault("isian", {}).update(isian)


def _facts(**fact: Any) -> Changer:
    return lambda data: data.update(fact)


def _without(key: str, *children: str) -> Changer:
    def change(data: dict[str, Any]) -> None:
        for child in children:
            data[key].pop(child, None)
        if not children:
            data.pop(key, None)

    return change


def _inside(key: str, **value: Any) -> Changer:
    return lambda data: data.setdefault(key, {}).update(value)


def _one_each(data: dict[str, Any]) -> None:
    """Each party has one right and one duty."""
    for content in data["hak_dan_kewajiban"].values():
        for part in content.values():
            del part[1:]


def _two_tasks(data: dict[str, Any]) -> None:
    for content in data["tugas_dan_tanggung_jawab"].values():
        content[:] = [*content, "menyusun laporan kegiatan setiap semester"][:2]


def _short_narahubung(data: dict[str, Any]) -> None:
    for pihak in data["para_pihak"]:
        pihak["narahubung"] = {"unit": pihak["narahubung"]["unit"]}


def _lampiran(data: dict[str, Any]) -> None:
    data["lampiran"] = [{"judul": "Peta Lokasi", "isi": "Peta lokasi kerja sama."}]


def _with_klausul(*codes: str) -> Changer:
    def change(data: dict[str, Any]) -> None:
        for code in codes:
            with_klausul(data, code, isian=needed_isian(code, data))

    return change


def _without_klausul(code: str) -> Changer:
    return lambda data: data.setdefault("klausul", {}).update({code: {"hapus": True, "alasan": "tidak diperlukan"}})


def _all_of_one_form(shape: str) -> Changer:
    """Outside regional cooperation the parties may be all regions, or none of them one."""

    def change(data: dict[str, Any]) -> None:
        if data["kategori"] != "di_luar_ksd":
            raise KeyError("kategori")
        for pihak in data["para_pihak"]:
            pihak["bentuk"] = shape

    return change


CASES: dict[str, list[tuple[str, Changer]]] = {
    "hak_dan_kewajiban": [("Setiap pihak mempunyai satu hak dan satu kewajiban", _one_each)],
    "hasil": [
        ("Hasil hanya berupa uang", _without("hasil", "barang")),
        ("Hasil hanya berupa barang", _without("hasil", "uang")),
        (
            "Hasil beberapa macam",
            _facts(
                hasil={
                    "uang": ["bagian daerah sebesar 10% (sepuluh persen) dari penjualan", "sewa lahan setiap tahun"],
                    "barang": ["1 (satu) unit jembatan timbang", "2 (dua) unit mesin pencacah"],
                }
            ),
        ),
    ],
    "jaminan": [
        ("Jaminan ditentukan dalam rupiah", _isian("jaminan", nilai_jaminan="50000000")),
        ("Penerima jaminan ditentukan", _isian("jaminan", penerima="PIHAK KESATU")),
        ("Semua pihak pemerintah daerah", _all_of_one_form("pemerintah_daerah")),
        ("Tidak ada pihak pemerintah daerah", _all_of_one_form("badan_hukum")),
    ],
    "jangka_waktu": [
        (
            "Tanggal mulai dan berakhir ditulis tegas",
            _facts(jangka_waktu={"mulai": "2027-01-01", "sampai": "2028-12-31"}),
        ),
        ("Lamanya dan tanggal mulai ditulis tegas", _facts(jangka_waktu={"lama": "2 tahun", "mulai": "2027-01-01"})),
        ("Tanggal penandatanganan belum diketahui", _inside("penandatanganan", tanggal="menyusul")),
    ],
    "latar_belakang": [("Latar belakang lebih dari satu", _facts(latar_belakang=LATAR_BELAKANG))],
    "lain_lain": [("Naskah mempunyai lampiran", _lampiran)],
    "lokasi": [("Lokasi hanya satu", _facts(lokasi=["Kecamatan Tarogong Kidul, Kabupaten Garut"]))],
    "maksud_dan_tujuan": [
        (
            "Tujuan lebih dari satu",
            _facts(tujuan=["mengurangi sampah yang ditimbun", "meningkatkan sampah yang diolah"]),
        ),
        ("Tanpa Kesepakatan Bersama yang mendasari", _without("kesepakatan_bersama")),
    ],
    "pajak_dan_bea_meterai": [
        ("Naskah ditandatangani secara elektronik", _facts(rangkap={"elektronik": True})),
        ("Tanpa nilai dan pembayaran", _without("pembiayaan", "nilai", "termin", "rekening", "termasuk_pajak")),
    ],
    "pelaksanaan": [("Isian `tim_bersama: tidak`", _isian("pelaksanaan", tim_bersama="tidak"))],
    "pelindungan_data_pribadi": [
        (
            "Jenis data, pengendali, dan prosesor ditentukan",
            _isian(
                "pelindungan_data_pribadi",
                data_pribadi=["nama dan alamat", "Nomor Induk Kependudukan"],
                pengendali="PIHAK KESATU",
                prosesor="PIHAK KEDUA",
            ),
        )
    ],
    "pembayaran": [
        (
            "Dibayar sekaligus",
            _inside(
                "pembiayaan",
                termin=[
                    {"persen": "100", "nilai": "1000000000", "saat": "setelah Berita Acara Serah Terima ditandatangani"}
                ],
            ),
        ),
        ("Rekening belum disebut", _without("pembiayaan", "rekening")),
    ],
    "pembiayaan": [
        ("Tanpa nilai dan pembayaran", _without("pembiayaan", "nilai", "termin", "rekening", "termasuk_pajak")),
        ("Nilai termasuk pajak", _inside("pembiayaan", nilai="1000000000", termasuk_pajak=True)),
        ("Beberapa tahun anggaran", _inside("pembiayaan", tahun_anggaran=[2027, 2028])),
        ("Rekening tanpa termin", _without("pembiayaan", "termin")),
        ("Tanpa pasal PERUBAHAN", _without_klausul("perubahan")),
        (
            "Ketentuan pembiayaan lain",
            _inside("pembiayaan", ketentuan=["PIHAK KESATU membiayai sosialisasi kepada masyarakat"]),
        ),
    ],
    "pembiayaan_sinergi": [
        (
            "Sumber, tahun anggaran, dan ketentuan lain disebut",
            _facts(
                pembiayaan={
                    "sumber": [
                        "Anggaran Pendapatan dan Belanja Negara pada Kantor Pertanahan Kabupaten Garut",
                        "Anggaran Pendapatan dan Belanja Daerah Kabupaten Garut",
                    ],
                    "tahun_anggaran": [2027, 2028],
                    "ketentuan": ["Pengadaan tanda batas dibiayai oleh PIHAK KEDUA"],
                }
            ),
        ),
        (
            "Sumber hanya satu",
            _facts(pembiayaan={"sumber": ["Anggaran Pendapatan dan Belanja Daerah Kabupaten Garut"]}),
        ),
    ],
    "pengakhiran": [("Isian `kesampingkan_pasal_1266: ya`", _isian("pengakhiran", kesampingkan_pasal_1266=True))],
    "penutup": [
        ("Naskah ditandatangani secara elektronik", _facts(rangkap={"elektronik": True})),
        (
            "Pemegang naskah asli disebut",
            _inside(
                "rangkap", pemegang=["PIHAK KESATU", "PIHAK KEDUA", "Sekretariat Tim Koordinasi Kerja Sama Daerah"]
            ),
        ),
        ("Naskah mempunyai lampiran", _lampiran),
    ],
    "penyelesaian_perselisihan": [
        (
            "Nama pengadilan negeri disebut",
            _isian("penyelesaian_perselisihan", pengadilan_negeri="Pengadilan Negeri Garut"),
        ),
        ("Tempat arbitrase disebut", _isian("penyelesaian_perselisihan", tempat_arbitrase="Bandung")),
    ],
    "perubahan": [("Naskah mempunyai lampiran", _lampiran)],
    "ruang_lingkup": [("Ruang lingkup hanya satu", _facts(ruang_lingkup=["pertukaran data"]))],
    "sanksi": [
        ("Isian `denda: tidak`", _isian("sanksi", denda=False)),
        ("Tanpa pasal KEADAAN KAHAR", _without_klausul("keadaan_kahar")),
    ],
    "surat_menyurat": [("Hanya unit kerja yang diketahui", _short_narahubung)],
    "tugas_dan_tanggung_jawab": [("Setiap pihak mempunyai beberapa tugas", _two_tasks)],
}
"""What a drafter may say that changes a clause's text, beside variant, category and parties."""


# --- texts to compare -------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Unit:
    """A top-level paragraph of an article with everything below it."""

    number: str
    standard: str
    """Its words as the template gives them: facts by route, references by target, the paper's own name left open."""
    lines: tuple[str, ...] = field(compare=False)


@dataclass(frozen=True)
class Reading:
    """An article as printed."""

    number: str
    title: str
    units: tuple[Unit, ...]
    references: tuple[str, ...]
    text: str


def read(content: tuple[Block, ...], code: str, term: str) -> Reading:
    """Read an article of a composed document.

    Raises:
        KeyError: there is no such article.
    """
    heading, body = pasal_content(content, code)
    headings = {p.identity: p for p in paragraphs_of(content) if p.role == "pasal"}
    groups: list[list[Block]] = []
    for block in body:
        if (
            not groups
            or not getattr(block, "depth", 0)
            or (isinstance(block, Paragraph) and block.number and block.number.kind == "ayat")
        ):
            groups.append([])
        groups[-1].append(block)
    referred = {
        i.target: None
        for p in paragraphs_of(body)
        for i in p.content
        if isinstance(i, Reference) and i.target in headings and i.target != code
    }
    return Reading(
        heading.number.text if heading.number else "",
        heading.text,
        tuple(_unit(k, term) for k in groups),
        tuple(f"{p.number.text if p.number else ''} {p.text}" for t in referred for p in (headings[t],)),
        "\n".join(p.text for p in paragraphs_of(body)),
    )


def _unit(blocks: list[Block], term: str) -> Unit:
    first = blocks[0]
    number = first.number.text if isinstance(first, Paragraph) and first.number else ""
    standard = "\n".join(
        f"{p.number.kind if p.number else ''} {''.join(map(_standard, p.content))}".replace(term, "‹naskah›")
        for p in paragraphs_of(blocks)
    )
    start = getattr(first, "depth", 0)
    return Unit(number, standard, tuple(b for c in blocks for b in _rows(c, start)))


def _standard(part: Inline) -> str:
    if isinstance(part, Reference):
        return f"‹{part.target}›"
    if isinstance(part, Gap):
        return f"‹kosong {part.name}›"
    if not isinstance(part, Text):
        return "\n"
    boundaries = [m for m, _ in part.origin]
    pieces: list[str] = []
    for (begin, origin), end in zip(part.origin, [*boundaries[1:], len(part.content)], strict=True):
        if begin != end:
            pieces.append(f"‹{origin.route}›" if origin.route else part.content[begin:end])
    # Before the first origin stand words of the template.
    return part.content[: boundaries[0]] + "".join(pieces) if boundaries else part.content


def _rows(block: Block, start: int) -> Iterator[str]:
    """The lines of a block as a Markdown list; numbers are written out, so that they stay those of the paper."""
    if isinstance(block, Paragraph):
        left = "  " * max(0, block.depth - start)
        number = re.sub(r"^(\d+)([.)])", r"\1\\\2", block.number.text) + " " if block.number else ""
        line_break = f"\\\n{left}  "
        yield f"{left}- {number}" + line_break.join(map(_escape, clean(block.text).split("\n")))
    elif isinstance(block, Table):
        for row in block.rows:
            yield "- " + " | ".join(_escape(" ".join(p.text for p in s.content)) for s in row.cells)


def _escape(text: str) -> str:
    return re.sub(r"([*_`<\[])", r"\\\1", text)


Difference = tuple[tuple[str, tuple[Unit, ...], tuple[Unit, ...], str], ...]
"""What differs between two texts: what to do, the paragraphs of the first, those of the second, after which number."""


def comparison(base: Reading, other: Reading) -> Difference:
    """The differences of a text from another."""
    base_units, other_units = base.units, other.units
    result = []
    for op, start, end, other_start, other_end in SequenceMatcher(
        None, [s.standard for s in base_units], [s.standard for s in other_units], autojunk=False
    ).get_opcodes():
        if op != "equal":
            result.append(
                (
                    op,
                    base_units[start:end],
                    other_units[other_start:other_end],
                    base_units[start - 1].number if start else "",
                )
            )
    return tuple(result)


def _key(difference: Difference) -> tuple[Any, ...]:
    return tuple((op, tuple(s.standard for s in a), tuple(s.standard for s in b)) for op, a, b, _ in difference)


# --- composing --------------------------------------------------------------------------------------------------------


class ReadingRun:
    """All texts of all clauses."""

    def __init__(self) -> None:
        self.catalogue: Catalogue = catalogue()
        self.judge = ClauseJudge()
        self.codes = self.catalogue.list_klausul()
        self._content: dict[Any, tuple[Block, ...]] = {}

    def pairs(self, code: str) -> list[Pair]:
        """Where a clause may stand; first where the document type has it of itself, and where most is said."""
        front_matter = klausul_front_matter(self.catalogue, code)
        pairs = [p for p in PAIRS if fits(front_matter, *p)]
        order = ("perjanjian_kerja_sama", "nota_kesepakatan", "kesepakatan_bersama")
        return sorted(
            pairs, key=lambda p: (code not in kind_front_matter(self.catalogue, p[0]).pasal, order.index(p[0]))
        )

    def variants(self, code: str, pair: Pair) -> list[str | None]:
        """The variants that a clause has there; None where it has none."""
        variants = klausul_front_matter(self.catalogue, code).varian or {}
        return [v for v, content in variants.items() if fits(content, *pair)] or [None]

    def _written(self, code: str, pair: Pair, variant: str | None) -> str | None:
        """The variant where it must be written down; None where the library takes it of itself."""
        variants = klausul_front_matter(self.catalogue, code).varian or {}
        standard = next((v for v, content in variants.items() if fits(content, *pair) and not content.pilihan), None)
        return None if variant == standard else variant

    def alone(
        self, code: str, pair: Pair, variant: str | None, change: tuple[str, Changer] | None = None
    ) -> Reading | None:
        """The clause in an agreement of two parties that has, beside the articles of its type, only this one; None when
        it does not stand there.
        """
        data = naskah(*pair)
        variant = self._written(code, pair, variant)
        front_matter = klausul_front_matter(self.catalogue, code)
        complete(data, code)
        write = code not in kind_front_matter(self.catalogue, pair[0]).pasal
        if write or variant is not None:
            with_klausul(data, code, variant, needed_isian(code, data))
        if change is not None:
            try:
                change[1](data)
            except KeyError:
                return None  # this type has no such fact
        # Many clauses stand in the same agreement.
        key = repr(data)
        if key not in self._content:
            self._content[key] = self.content(data)
        try:
            return read(self._content[key], code, self.term(pair))
        except KeyError:
            assert change is not None or front_matter.bila, (code, pair)
            return None

    def shared(self, code: str, pair: Pair, variant: str | None, count: int, cross_border: bool = False) -> Reading:
        """The clause in an agreement that has every article that it may have."""
        variant = self._written(code, pair, variant)
        key = (pair, count, cross_border, variant and (code, variant))
        if key not in self._content:
            data = full(self.catalogue, *pair, count, cross_border=cross_border)
            if variant is not None:
                isian = data["klausul"].get(code, {}).get("isian")
                with_klausul(data, code, variant, isian)
            self._content[key] = self.content(data)
        return read(self._content[key], code, self.term(pair))

    def content(self, data: dict[str, Any]) -> tuple[Block, ...]:
        """The blocks of an agreement."""
        result = self.judge.compose(data)
        assert result.composition is not None, [t.message for t in result.findings]
        return result.composition.dokumen.content

    def term(self, pair: Pair) -> str:
        """What a paper of that type calls itself."""
        return kind_front_matter(self.catalogue, pair[0]).sebutan


# --- the page of one clause -------------------------------------------------------------------------------------------


def page(run: ReadingRun, code: str) -> str:
    """The Markdown page of a clause."""
    front_matter = klausul_front_matter(run.catalogue, code)
    lines = [*_opening(run, code, front_matter)]
    pairs = run.pairs(code)
    variants = list(dict.fromkeys(variant for q in pairs for variant in run.variants(code, q)))
    for variant in variants:
        places = [q for q in pairs if variant in run.variants(code, q)]
        lines += ["", f"## Varian `{variant}`" if variant else "## Teks", ""]
        if variant and front_matter.varian:
            lines += [front_matter.varian[variant].uraian, ""]
            if any(w.kekakuan is not None for w in front_matter.varian.values()):
                lines += [f"Kekakuan: {STRICTNESS[klausul_strictness(front_matter, variant)]}.", ""]
        lines += _variant(run, code, variant, places)
    if code == "penutup":
        lines += _closing_sentences(run)
    return "\n".join(lines).rstrip() + "\n"


def _opening(run: ReadingRun, code: str, front_matter: KlausulFrontMatter) -> Iterator[str]:
    yield f"# {klausul_titles(front_matter)}"
    yield ""
    yield (
        "Berkas ini dibuat dengan `python -m tests.helpers.golden_klausul`; jangan disunting langsung. Semua fakta direkayasa. Teks dicetak utuh satu kali; sesudahnya"
        " hanya yang berbeda bila jenis naskah, kategori, banyaknya pihak, pasal lain, atau faktanya lain. Nomor Pasal adalah nomor dalam naskah contohnya:"
        " bagian tentang banyaknya pihak dan tentang provinsi dicetak dari naskah yang memakai semua pasal pilihan."
    )
    yield ""
    yield f"- Klausul: `{code}`, versi {front_matter.versi}"
    if front_matter.judul_lain:
        yield f"- Judul lain yang lazim: {', '.join(front_matter.judul_lain)}"
    if all(v.kekakuan is None for v in (front_matter.varian or {}).values()):
        yield f"- Kekakuan: {STRICTNESS[front_matter.kekakuan]}"
    pairs = run.pairs(code)
    standard = [q for q in pairs if code in kind_front_matter(run.catalogue, q[0]).pasal]
    optional = [q for q in pairs if q not in standard]
    if standard:
        when = f", bila {' atau '.join(f'`{b}`' for b in front_matter.bila)} diisi" if front_matter.bila else ""
        yield f"- Termuat dengan sendirinya: {name_pairs(run, standard)}{when}"
    if optional:
        yield f"- Dapat ditambahkan: {name_pairs(run, optional)}"
    if front_matter.unsur:
        yield f"- Unsur yang dipenuhi: {', '.join(u.replace('_', ' ') for u in front_matter.unsur)}"
    yield "- Dasar:"
    for citation in front_matter.dasar:
        yield from _citation_descriptions(citation)
    if front_matter.catatan:
        yield ""
        yield f"Catatan untuk perancang: {front_matter.catatan}"
    if front_matter.isian:
        yield ""
        yield "| Isian | Nilai baku | Batas | Uraian |"
        yield "| --- | --- | --- | --- |"
        for name, declaration in front_matter.isian.items():
            default = _value(declaration.tipe, declaration.baku)
            yield f"| `{name}` | {default} | {_limits(declaration)} | {declaration.uraian} |"


def _value(type_: str, node: Any) -> str:
    if isinstance(node, SequenceNode):
        return "; ".join(_value("", content) for content in node.items)
    if not isinstance(node, ScalarNode):
        return "tidak ada"
    if type_ == "ya_tidak":
        return "ya" if node.text in ("true", "ya") else "tidak"
    return f"{node.text}%" if type_ == "persen" else node.text


def _limits(declaration: IsianDeclaration) -> str:
    """What may be filled in: a list of choices, or from where to where."""
    if declaration.pilihan:
        return " atau ".join(declaration.pilihan)
    boundaries = [
        f"{words} {_value(declaration.tipe, node)}"
        for words, node in (("paling sedikit", declaration.min), ("paling banyak", declaration.maks))
        if node is not None
    ]
    return ", ".join(boundaries) or "—"


def _citation_descriptions(citation: str) -> Iterator[str]:
    """A provision with what it says; where only its parts are listed, the parts."""
    if citation == regulation.PRACTICE:
        yield "  - praktik: kebiasaan dalam naskah kerja sama"
        return
    whole = regulation.provision(citation)
    yield f"  - {regulation.render_citation(citation)}{f': {whole.uraian}' if whole else ':'}"
    if whole is None:
        id_, _, part = citation.partition("/")
        act = regulation.load_act(id_)
        for provision in act.provisions if act else ():
            if provision.sitasi.startswith(f"{part}/") and not provision.sitasi.endswith("/penjelasan"):
                yield f"    - {regulation.render_citation(f'{id_}/{provision.sitasi}').partition(' Pasal ')[2].join(('Pasal ', ''))}: {provision.uraian}"


def _variant(run: ReadingRun, code: str, variant: str | None, places: list[Pair]) -> Iterator[str]:
    alone = {pair: b for pair in places if (b := run.alone(code, pair, variant)) is not None}
    shared = {pair: run.shared(code, pair, variant, 2) for pair in places}
    for pair in places:
        alone.setdefault(pair, shared[pair])
    baseline_pair = places[0]
    base = alone[baseline_pair]
    same = [pair for pair in places if not comparison(base, alone[pair])]
    yield f"Berlaku untuk {name_pairs(run, same)}; tercetak pada {_mention(run, baseline_pair)} dengan {COUNT_PHRASES[2]}:"
    yield from _full(base)
    other = [(pair, base, alone[pair]) for pair in places if pair not in same]
    yield from _differences(run, "", other)
    many = {
        count: [(pair, shared[pair], run.shared(code, pair, variant, count)) for pair in places] for count in COUNTS[1:]
    }
    if len({tuple(_key(comparison(a, b)) for _, a, b in content) for content in many.values()}) == 1:
        yield from _differences(run, "Lebih dari 2 (dua) pihak", many[COUNTS[1]], places)
    else:
        for count, content in many.items():
            yield from _differences(run, COUNT_PHRASES[count], content, places)
    yield from _differences(
        run, "Bersama semua pasal pilihan", [(pair, alone[pair], shared[pair]) for pair in places], places
    )
    yield from _differences(
        run,
        "Ada daerah dari provinsi lain",
        [
            (pair, shared[pair], run.shared(code, pair, variant, 2, True))
            for pair in places
            if pair[1].startswith("ksdd")
        ],
        [pair for pair in places if pair[1].startswith("ksdd")],
    )
    for label, change in CASES.get(code, ()):
        compared = [
            (pair, alone[pair], b)
            for pair in places
            if (b := run.alone(code, pair, variant, (label, change))) is not None
        ]
        yield from _differences(run, label, compared, [pair for pair, *_ in compared])


def _closing_sentences(run: ReadingRun) -> Iterator[str]:
    """The closing sentence below the last article, which is the skeleton's and not a clause's."""
    cases: list[tuple[str, Changer]] = [
        ("Tanpa pasal PENUTUP", lambda data: None),
        ("Tanpa pasal PENUTUP, naskah asli lebih banyak daripada pihak", _facts(rangkap={"asli": 3})),
        *((f"Tanpa pasal PENUTUP; {label[0].lower()}{label[1:]}", change) for label, change in CASES["penutup"]),
        ("Dengan pasal PENUTUP", _with_klausul("penutup")),
    ]
    yield ""
    yield "## Kalimat penutup"
    yield ""
    yield "Kalimat ini tercetak di bawah pasal terakhir setiap naskah dan memenuhi unsur penutup."
    for label, change in cases:
        groups: dict[str, list[Pair]] = {}
        for pair in PAIRS:
            data = naskah(*pair)
            change(data)
            sentence = next(b.text for b in run.content(data) if isinstance(b, Paragraph) and b.role == "penutup")
            groups.setdefault(sentence.replace(run.term(pair), "‹naskah›"), []).append(pair)
        yield ""
        yield f"{label}:"
        for sentence, places in groups.items():
            yield ""
            yield f"- {name_pairs(run, places)}: {_escape(sentence.replace('‹naskah›', run.term(places[0])))}"


def _full(reading: Reading) -> Iterator[str]:
    yield ""
    yield f"**{reading.number} {reading.title}**"
    yield ""
    for unit in reading.units:
        yield from unit.lines
    if reading.references:
        yield ""
        yield f"Pasal lain yang dirujuk: {'; '.join(reading.references)}."


def _differences(
    run: ReadingRun, label: str, compared: Iterable[tuple[Pair, Reading, Reading]], all_places: list[Pair] | None = None
) -> Iterator[str]:
    """Sections for the texts that differ; the same difference in several places is said once."""
    groups: dict[Any, list[tuple[Pair, Reading, Reading, Difference]]] = {}
    for pair, base, other in compared:
        difference = comparison(base, other)
        if difference:
            groups.setdefault(_key(difference), []).append((pair, base, other, difference))
    for content in groups.values():
        places = [pair for pair, *_ in content]
        mention = "" if places == all_places else name_pairs(run, places)
        yield ""
        yield f"### {' — '.join(filter(None, (label, mention)))}"
        _, base, other, difference = content[0]
        unchanged = len(base.units) - sum(len(base_units) for _, base_units, _, _ in difference)
        if unchanged * 2 < len(base.units) and len(base.units) > 2:
            yield from _full(other)
            continue
        for op, base_units, other_units, following in difference:
            yield ""
            yield _difference_sentence(op, base_units, following)
            if other_units:
                yield ""
                for unit in other_units:
                    yield from unit.lines


def _difference_sentence(op: str, units: tuple[Unit, ...], following: str) -> str:
    if op == "insert":
        return f"Disisipkan sesudah ayat {following}:" if following else "Disisipkan pada awal pasal:"
    number = [s.number for s in units if s.number]
    which = (
        "Isi pasal"
        if not number
        else f"Ayat {number[0]}"
        if len(number) == 1
        else f"Ayat {number[0]} sampai dengan ayat {number[-1]}"
    )
    return f"{which} tidak ada." if op == "delete" else f"{which} menjadi:"


def _mention(run: ReadingRun, pair: Pair) -> str:
    return f"{kind_front_matter(run.catalogue, pair[0]).sebutan} ({CATEGORIES[pair[1]]})"


def name_pairs(run: ReadingRun, pairs: list[Pair]) -> str:
    """Document types with their categories; all categories of a type are not listed."""
    result = []
    for kind in dict.fromkeys(j for j, _ in pairs):
        owned = [q for j, q in pairs if j == kind]
        front_matter = kind_front_matter(run.catalogue, kind)
        if len(owned) == len(front_matter.kategori):
            result.append(front_matter.sebutan)
        else:
            result.append(f"{front_matter.sebutan} ({', '.join(CATEGORIES[q] for q in CATEGORIES if q in owned)})")
    return "; ".join(result)


def all_pages(run: ReadingRun | None = None) -> dict[Path, str]:
    """Every page by its file."""
    run = run or ReadingRun()
    return {GOLDEN / f"{code}.md": page(run, code) for code in run.codes}


if __name__ == "__main__":
    GOLDEN.mkdir(parents=True, exist_ok=True)
    everything = all_pages()
    for stale in set(GOLDEN.glob("*.md")) - set(everything):
        stale.unlink()
    for file, content in everything.items():
        file.write_text(content, encoding="utf-8")
    print(f"ditulis: {len(everything)} berkas pada {GOLDEN.relative_to(ROOT)}")
