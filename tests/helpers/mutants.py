"""Mutation operators over agreements: each makes one fault and names the finding that must kill it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from ksdgen import bahasa
from ksdgen.desk.outcome import Hasil
from ksdgen.desk.workspace import Workspace
from ksdgen.rules.packaged import semua
from ksdgen.source.parse import Daftar, Node, Peta, Skalar, parse
from tests.helpers.util import AKAR


@dataclass(frozen=True)
class Mutan:
    """A faulty text, what was done to it, the codes of which one must be found, and the line it must be found on."""

    operator: str
    uraian: str
    teks: str
    kode: frozenset[str]
    baris: int | None
    """1-based line of the mutated text; None where the fault has no single line."""


def jalan(node: Node, rute: str = "") -> Iterator[tuple[str, Node]]:
    """Every node below with its route."""
    if isinstance(node, Peta):
        for k, v in node.isi.items():
            anak = f"{rute}.{k}" if rute else k
            yield anak, v
            yield from jalan(v, anak)
    elif isinstance(node, Daftar):
        for i, v in enumerate(node.butir):
            yield f"{rute}.{i}", v
            yield from jalan(v, f"{rute}.{i}")


def ganti(teks: str, baris: int, kolom: int, panjang: int, baru: str) -> str:
    """The text with some characters of one line replaced; line and column count from 1."""
    semua = teks.split("\n")
    b = semua[baris - 1]
    semua[baris - 1] = b[: kolom - 1] + baru + b[kolom - 1 + panjang :]
    return "\n".join(semua)


def blok_kunci(teks: str, kunci: str) -> tuple[int, int] | None:
    """First line and the line after the last of a top-level key, 0-based."""
    semua = teks.split("\n")
    awal = next((i for i, b in enumerate(semua) if b.startswith(f"{kunci}:")), None)
    if awal is None:
        return None
    akhir = awal + 1
    while (
        akhir < len(semua)
        and (not semua[akhir].strip() or semua[akhir][0] in " -}]")
        and not semua[akhir].startswith("#")
    ):
        akhir += 1
    return awal, akhir


def hapus_kunci(teks: str, kunci: str) -> str | None:
    """The text without a top-level key."""
    batas = blok_kunci(teks, kunci)
    if batas is None:
        return None
    semua = teks.split("\n")
    return "\n".join(semua[: batas[0]] + semua[batas[1] :])


def baris_pertama(teks: str) -> int:
    """The line of the first key: where what is missing from the whole agreement is reported."""
    return next(i for i, b in enumerate(teks.split("\n"), start=1) if re.match(r"[a-z_]+:", b))


def ubah_nama_kunci(teks: str) -> Iterator[Mutan]:
    """Rename each key that the model knows, at every depth."""
    node, _ = parse(teks, "x")
    bebas = re.compile(
        r"^(hak_dan_kewajiban|tugas_dan_tanggung_jawab|klausul)\.[^.]+$|^klausul\.[^.]+\.isian\.[^.]+$|^isian\.[^.]+$"
    )
    for rute, induk in [("", node), *jalan(node)] if node is not None else []:
        if not isinstance(induk, Peta):
            continue
        for kunci, span in induk.kunci.items():
            anak = f"{rute}.{kunci}" if rute else kunci
            kode = (
                {"KSD013"}
                if bebas.match(anak) and ".isian." not in anak and not anak.startswith("isian.")
                else {"KSD010"}
            )
            baru = ganti(teks, span.line, span.column, len(kunci), f"{kunci}_x")
            yield Mutan("ubah nama kunci", anak, baru, frozenset(kode), span.line)


_BILANGAN = re.compile(r"(?<![\d.,/-])(\d{1,3}(?:\.\d{3})*) \(([a-z ]+)\)")
_RUPIAH = re.compile(r"Rp(\d{1,3}(?:\.\d{3})*)(,\d\d)? \(([a-z ]+) rupiah\)")


def ubah_bilangan(teks: str) -> Iterator[Mutan]:
    """Change each figure that stands before its words, and each word number behind its figure."""
    for nomor, baris in enumerate(teks.split("\n"), start=1):
        if baris.lstrip().startswith("#"):
            continue
        for m in _BILANGAN.finditer(baris):
            if bahasa.dari_terbilang(m[2]) is None:
                continue
            angka = int(m[1].replace(".", ""))
            yield Mutan(
                "ubah angka",
                m[0],
                ganti(teks, nomor, m.start() + 1, len(m[1]), bahasa.angka(angka + 1)),
                frozenset({"KSD500", "KSD501", "KSD502"}),
                nomor,
            )
            yield Mutan(
                "ubah kata bilangan",
                m[0],
                ganti(teks, nomor, m.start(2) + 1, len(m[2]), bahasa.terbilang(angka + 1)),
                frozenset({"KSD500", "KSD501", "KSD502"}),
                nomor,
            )


def putus_rujukan(teks: str) -> Iterator[Mutan]:
    """Break each [[reference]]."""
    for nomor, baris in enumerate(teks.split("\n"), start=1):
        if baris.lstrip().startswith("#"):
            continue
        for m in re.finditer(r"\[\[([a-z0-9_/]+)\]\]", baris):
            yield Mutan(
                "putus rujukan",
                m[0],
                ganti(teks, nomor, m.start(1) + 1, len(m[1]), f"{m[1]}_tiada"),
                frozenset({"KSD030"}),
                nomor,
            )


def skalar(teks: str, rute: str) -> Skalar | None:
    """The scalar at a route."""
    node, _ = parse(teks, "x")
    for r, n in jalan(node) if node is not None else []:
        if r == rute and isinstance(n, Skalar):
            return n
    return None


def ubah_nilai(teks: str, rute: str, baru: str) -> tuple[str, int] | None:
    """The text with a one-line scalar replaced, and its line."""
    n = skalar(teks, rute)
    if n is None or n.span.line != n.span.end_line or n.gaya in ("|", ">"):
        return None
    s = n.span
    return ganti(teks, s.line, s.column, s.end_column - s.column, baru), s.line


HARI = date(2026, 11, 21)


NASKAH = sorted(p.relative_to(AKAR).as_posix() for p in (AKAR / "agreements").glob("2*/**/*.yaml"))


UNSUR_FAKTA: dict[str, dict[str, str]] = {
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


class RuangMutan:
    """The repository with one file's text replaced; templates and the other files are read once."""

    def __init__(self) -> None:
        self.ruang = Workspace(AKAR)
        self.asli = self.ruang.repository.pohon

    def periksa(self, path: str, teks: str) -> Hasil:
        """All that is known of a mutated file."""
        self.ruang.agreements._muatan.clear()  # a fresh reading of the same repository
        asli = self.asli

        class Ganti:
            def read(self, p: str) -> bytes | None:
                return teks.encode() if p == path else asli.read(p)

            def files(self, folder: str) -> list[str]:
                return asli.files(folder)

            def name(self, p: str) -> str:
                return asli.name(p)

        self.ruang.repository.pohon = Ganti()
        return self.ruang.periksa(path, HARI)


def mutan(path: str, teks: str) -> Iterator[Mutan]:
    """All mutants of one agreement."""
    node, _ = parse(teks, path)
    assert isinstance(node, Peta)
    jenis = node.isi["jenis"].teks  # type: ignore[union-attr]
    kategori = node.isi["kategori"].teks  # type: ignore[union-attr]
    for kunci, kode in UNSUR_FAKTA[jenis].items():
        baru = hapus_kunci(teks, kunci)
        if baru is not None:
            yield Mutan("hapus unsur", kunci, baru, frozenset({kode}), baris_pertama(baru))
    for klausul, kode in UNSUR_KLAUSUL[jenis].items():
        if klausul == "sanksi" and kategori != "ksdpk":
            continue
        hasil = _hapus_klausul(teks, klausul)
        if hasil is not None:
            yield Mutan("hapus klausul", klausul, hasil[0], frozenset({kode}), hasil[1])
    yield from ubah_nama_kunci(teks)
    yield from ubah_bilangan(teks)
    yield from putus_rujukan(teks)
    for rute, _n in jalan(node):
        for baru_nilai, kode_set in ENUM.get(rute.rpartition(".")[2], ()):
            if (
                rute.count(".")
                and rute.rpartition(".")[2] in ("jenis", "bentuk", "kategori")
                and "para_pihak" not in rute
            ):
                continue
            if (
                rute.endswith(("akta.0.jenis", "akta.1.jenis", "keputusan.bentuk", "pengesahan.0.bentuk"))
                or ".badan_hukum." in rute
            ):
                continue
            if "dasar_kewenangan" in rute:
                continue
            m = ubah_nilai(teks, rute, baru_nilai)
            if m is not None:
                yield Mutan("ganti pilihan", f"{rute} → {baru_nilai}", m[0], kode_set, m[1])
    yield from _tanggal(teks, node, jenis)


def _hapus_klausul(teks: str, klausul: str) -> tuple[str, int] | None:
    """The text with a standard clause dropped, and the line on which that stands."""
    potongan = f"  {klausul}: {{hapus: ya, alasan: uji mutasi}}"
    batas = blok_kunci(teks, "klausul")
    semua = teks.split("\n")
    if batas is None:
        semua = [*semua, "klausul:", potongan, ""] if semua[-1] else [*semua[:-1], "klausul:", potongan, ""]
        return "\n".join(semua), semua.index(potongan) + 1
    isi = semua[batas[0] : batas[1]]
    if not isi[0].rstrip().endswith("klausul:") or any(re.match(rf"  {klausul}:", b) for b in isi):
        return None
    semua.insert(batas[0] + 1, potongan)
    return "\n".join(semua), batas[0] + 2


def _tanggal(teks: str, node: Peta, jenis: str) -> Iterator[Mutan]:
    """Dates beyond their bounds, and an act after its revocation."""
    jw = node.isi.get("jangka_waktu")
    if isinstance(jw, Peta) and "sampai" in jw.isi:
        m = ubah_nilai(teks, "jangka_waktu.sampai", "2020-01-01")
        if m is not None:
            yield Mutan("tanggal", "sampai sebelum mulai", m[0], frozenset({"KSD306", "KSD302"}), m[1])
        m = ubah_nilai(teks, "jangka_waktu.sampai", "2026-02-31")
        if m is not None:
            yield Mutan("tanggal", "tanggal yang tidak ada", m[0], frozenset({"KSD011"}), m[1])
    if jenis == "kesepakatan_bersama" and isinstance(jw, Peta) and "lama" in jw.isi:
        m = ubah_nilai(teks, "jangka_waktu.lama", "5 tahun 1 hari")
        if m is not None:
            yield Mutan("tanggal", "KSB lebih dari lima tahun", m[0], frozenset({"KSD301"}), m[1])
    for rute, _n in jalan(node):
        if rute.endswith("surat_kuasa.tanggal"):
            m = ubah_nilai(teks, rute, "2027-06-01")
            if m is not None:
                yield Mutan("tanggal", "surat kuasa sesudah penandatanganan", m[0], frozenset({"KSD383"}), m[1])
        if rute == "studi_kelayakan.tanggal":
            m = ubah_nilai(teks, rute, "2027-06-01")
            if m is not None:
                yield Mutan(
                    "tanggal", "studi kelayakan sesudah penandatanganan", m[0], frozenset({"KSD328", "KSD348"}), m[1]
                )
    dasar = node.isi.get("dasar_hukum")
    if isinstance(dasar, Daftar):
        for i, b in enumerate(dasar.butir):
            m = ubah_nilai(teks, f"dasar_hukum.{i}", "pp-50-2007") if not isinstance(b, Peta) else None
            if m is not None:
                yield Mutan("tanggal", "peraturan yang dicabut", m[0], frozenset({"KSD600"}), m[1])


FIGURES = frozenset({"ubah angka", "ubah kata bilangan"})
"""Operators that make a figure and its words disagree."""


def survivors(path: str, mutants: Iterable[Mutan], also: Callable[[Mutan, Hasil], None] | None = None) -> list[str]:
    """Judge mutants of a shipped agreement; those that are not found by their code, at their line and with the law behind it.

    Args:
        path: the agreement.
        mutants: what was made of it.
        also: what else must hold of each result.
    """
    ruang = RuangMutan()
    hidup = []
    kode_hukum = {a.kode for a in semua() if any(d.sitasi != "praktik" for d in a.dasar)}
    for m in mutants:
        hasil = ruang.periksa(path, m.teks)
        if also is not None:
            also(m, hasil)
        baru = [t for t in hasil.temuan if t.kode in m.kode]
        tepat = [
            t
            for t in baru
            if m.baris is None or (t.span is not None and t.span.file == path and t.span.line == m.baris)
        ]
        if not tepat:
            letak = [f"{t.kode}@{t.span.line if t.span else '?'}" for t in baru]
            hidup.append(f"{path}: {m.operator}: {m.uraian}: harap {sorted(m.kode)}@{m.baris}, ada {letak}")
        elif tepat[0].kode in kode_hukum and not tepat[0].dasar:
            hidup.append(f"{path}: {m.operator}: {m.uraian}: {tepat[0].kode} tanpa dasar hukum")
    return hidup


def mutants_of(path: str) -> list[Mutan]:
    """All mutants of a shipped agreement."""
    return list(mutan(path, (AKAR / path).read_text(encoding="utf-8")))
