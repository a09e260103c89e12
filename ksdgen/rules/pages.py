"""The page of every code: what `ksdgen explain` prints, SARIF carries and the README lists."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from ksdgen import regulation
from ksdgen.diagnostics import Severity
from ksdgen.rules.own import OwnRules
from ksdgen.rules.packaged import semua
from ksdgen.rules.rule import Aturan, AturanRusak, Berlaku, Dasar
from ksdgen.source.decode import Pembaca
from ksdgen.source.node import Daftar
from ksdgen.source.parse import load
from ksdgen.source.record import Rekaman, medan
from ksdgen.world.codes import TABLE


class KodeBentuk(Rekaman):
    """A code that is not a rule of law but of the file itself: YAML, shape, templates, references, freezing, waivers."""

    kode: str = medan("Kode")
    nama: str = medan("Nama pendek")
    ringkas_en: str = medan("One English line for the README")
    tingkat: Severity = medan("Tingkat", default=Severity.KESALAHAN)
    tingkat_lain: Mapping[str, Severity] = medan("Keadaan yang tingkatnya lain", default=None)
    penjelasan: str = medan("Mengapa dan apa yang harus dilakukan")


@dataclass(frozen=True, slots=True)
class Halaman:
    """One code's page."""

    kode: str
    nama: str
    ringkas_en: str
    tingkat: Severity
    pesan: str
    penjelasan: str
    dasar: tuple[Dasar, ...] = ()
    berlaku: Berlaku = field(default_factory=Berlaku)
    benar: str = ""
    salah: str = ""
    tingkat_lain: Mapping[str, Severity] = field(default_factory=dict)
    """Cases in which it is of another severity."""

    def markdown(self) -> str:
        """The page as Markdown, in Indonesian."""
        lain = "".join(f"; {tingkat.value} bila {kasus}" for kasus, tingkat in self.tingkat_lain.items())
        baris = [f"# {self.kode} {self.nama}", "", f"Tingkat: {self.tingkat.value}{lain}"]
        b = self.berlaku
        untuk = [f"jenis {', '.join(b.jenis)}"] * bool(b.jenis) + [f"kategori {', '.join(b.kategori)}"] * bool(
            b.kategori
        )
        untuk += [f"status {', '.join(b.status)}"] * bool(b.status)
        if untuk:
            baris += ["", f"Berlaku untuk: {'; '.join(untuk)}"]
        if self.pesan:
            baris += ["", f"Pesan: {self.pesan}"]
        baris += ["", self.penjelasan.strip()]
        if self.dasar:
            baris += ["", "## Dasar", ""]
            for d in self.dasar:
                sejak = f", mengikat sejak {d.sejak.isoformat()}" if d.sejak else ""
                baris.append(f"- {regulation.cetak_sitasi(d.sitasi)}{sejak}{_uraian(d.sitasi)}")
        for judul, isi in (("Benar", self.benar), ("Salah", self.salah)):
            if isi.strip():
                baris += ["", f"## {judul}", "", "```yaml", isi.rstrip(), "```"]
        return "\n".join(baris) + "\n"


def _uraian(sitasi: str) -> str:
    ketentuan = regulation.ketentuan(sitasi)
    return f": {ketentuan.uraian}" if ketentuan is not None else ""


@cache
def bentuk() -> tuple[KodeBentuk, ...]:
    """The codes that are not rules."""
    node, temuan = load(TABLE.read_bytes(), TABLE.name)
    pembaca = Pembaca()
    hasil = [pembaca.rekaman(KodeBentuk, b) for b in node.butir] if isinstance(node, Daftar) else []
    if temuan or pembaca.temuan or not hasil:
        raise AturanRusak(f"{TABLE.name}: {[t.pesan for t in temuan + pembaca.temuan]}")
    return tuple(h for h in hasil if h is not None)


def _halaman_bentuk(h: KodeBentuk) -> Halaman:
    lain = h.tingkat_lain or {}
    return Halaman(h.kode, h.nama, h.ringkas_en, h.tingkat, "", h.penjelasan, tingkat_lain=lain)


def halaman_aturan(a: Aturan) -> Halaman:
    """The page of a rule."""
    c = a.contoh
    return Halaman(
        a.kode,
        a.nama,
        a.ringkas_en or f"{a.nama[:1].upper()}{a.nama[1:]}".replace("-", " "),
        a.tingkat,
        a.pesan,
        a.penjelasan,
        a.dasar,
        a.berlaku,
        c.benar if c else "",
        c.salah if c else "",
    )


@cache
def semua_halaman() -> dict[str, Halaman]:
    """Every code's page, by code in order."""
    hasil = {h.kode: _halaman_bentuk(h) for h in bentuk()}
    hasil.update({a.kode: halaman_aturan(a) for a in semua()})
    return dict(sorted(hasil.items()))


def pages_with(own: OwnRules) -> dict[str, Halaman]:
    """Every code's page, those of a repository's own rules after the others."""
    return {**semua_halaman(), **{r.aturan.kode: halaman_aturan(r.aturan) for r in own.rules}}
