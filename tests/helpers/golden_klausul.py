"""Writes tests/golden/klausul/*.md: every standard clause as it prints, for a lawyer to read beside its basis.

Run `python -m tests.helpers.golden_klausul` after a change of a clause; a test keeps the files fresh. A text is printed in full once; what
another category, more parties or other facts change in it is said as a difference.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from ksdgen import regulation
from ksdgen.catalogue.catalogue import Katalog
from ksdgen.catalogue.front_matter import DeklarasiIsian, KepalaKlausul, kekakuan_klausul
from ksdgen.paper.document import Blok, Inline, Kosong, Paragraf, Rujukan, Tabel, Teks, paragraf_dari
from ksdgen.source.node import Daftar, Skalar
from ksdgen.writers.text import bersih
from tests.helpers.clause_bases import (
    AKAR,
    JUMLAH,
    LATAR_BELAKANG,
    PASANGAN,
    Penguji,
    dapat,
    dengan,
    isi_pasal,
    isian_perlu,
    katalog,
    kepala_jenis,
    kepala_klausul,
    lengkap,
    lengkapi,
    naskah,
)

GOLDEN = AKAR / "tests" / "golden" / "klausul"

KATEGORI = {
    "ksdd_wajib": "KSDD wajib",
    "ksdd_sukarela": "KSDD sukarela",
    "ksdpk": "KSDPK",
    "sinergi": "Sinergi",
    "di_luar_ksd": "di luar KSD",
}
KEKAKUAN = {
    "bebas": "bebas: boleh diubah atau dihapus dengan alasan",
    "persetujuan": "persetujuan: perubahan memerlukan persetujuan bagian hukum",
    "tetap": "tetap: tidak boleh diubah",
}
BANYAK = {2: "2 (dua) pihak", 3: "3 (tiga) pihak", 11: "11 (sebelas) pihak"}

Pasangan = tuple[str, str]
"""A document type and a category."""

Ubah = Callable[[dict[str, Any]], object]


# --- facts and blanks that change a text ------------------------------------------------------------------------------


def _isian(kode: str, **isian: Any) -> Ubah:
    return lambda data: data.setdefault("klausul", {}).setdefault(kode, {}).setdefault("isian", {}).update(isian)


def _fakta(**fakta: Any) -> Ubah:
    return lambda data: data.update(fakta)


def _tanpa(kunci: str, *anak: str) -> Ubah:
    def ubah(data: dict[str, Any]) -> None:
        for a in anak:
            data[kunci].pop(a, None)
        if not anak:
            data.pop(kunci, None)

    return ubah


def _dalam(kunci: str, **nilai: Any) -> Ubah:
    return lambda data: data.setdefault(kunci, {}).update(nilai)


def _satu_satu(data: dict[str, Any]) -> None:
    """Each party has one right and one duty."""
    for isi in data["hak_dan_kewajiban"].values():
        for bagian in isi.values():
            del bagian[1:]


def _dua_tugas(data: dict[str, Any]) -> None:
    for isi in data["tugas_dan_tanggung_jawab"].values():
        isi[:] = [*isi, "menyusun laporan kegiatan setiap semester"][:2]


def _narahubung_singkat(data: dict[str, Any]) -> None:
    for p in data["para_pihak"]:
        p["narahubung"] = {"unit": p["narahubung"]["unit"]}


def _lampiran(data: dict[str, Any]) -> None:
    data["lampiran"] = [{"judul": "Peta Lokasi", "isi": "Peta lokasi kerja sama."}]


def _dengan_klausul(*kode: str) -> Ubah:
    def ubah(data: dict[str, Any]) -> None:
        for k in kode:
            dengan(data, k, isian=isian_perlu(k, data))

    return ubah


def _tanpa_klausul(kode: str) -> Ubah:
    return lambda data: data.setdefault("klausul", {}).update({kode: {"hapus": True, "alasan": "tidak diperlukan"}})


def _semua_sebentuk(bentuk: str) -> Ubah:
    """Outside regional cooperation the parties may be all regions, or none of them one."""

    def ubah(data: dict[str, Any]) -> None:
        if data["kategori"] != "di_luar_ksd":
            raise KeyError("kategori")
        for p in data["para_pihak"]:
            p["bentuk"] = bentuk

    return ubah


KASUS: dict[str, list[tuple[str, Ubah]]] = {
    "hak_dan_kewajiban": [("Setiap pihak mempunyai satu hak dan satu kewajiban", _satu_satu)],
    "hasil": [
        ("Hasil hanya berupa uang", _tanpa("hasil", "barang")),
        ("Hasil hanya berupa barang", _tanpa("hasil", "uang")),
        (
            "Hasil beberapa macam",
            _fakta(
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
        ("Semua pihak pemerintah daerah", _semua_sebentuk("pemerintah_daerah")),
        ("Tidak ada pihak pemerintah daerah", _semua_sebentuk("badan_hukum")),
    ],
    "jangka_waktu": [
        (
            "Tanggal mulai dan berakhir ditulis tegas",
            _fakta(jangka_waktu={"mulai": "2027-01-01", "sampai": "2028-12-31"}),
        ),
        ("Lamanya dan tanggal mulai ditulis tegas", _fakta(jangka_waktu={"lama": "2 tahun", "mulai": "2027-01-01"})),
        ("Tanggal penandatanganan belum diketahui", _dalam("penandatanganan", tanggal="menyusul")),
    ],
    "latar_belakang": [("Latar belakang lebih dari satu", _fakta(latar_belakang=LATAR_BELAKANG))],
    "lain_lain": [("Naskah mempunyai lampiran", _lampiran)],
    "lokasi": [("Lokasi hanya satu", _fakta(lokasi=["Kecamatan Tarogong Kidul, Kabupaten Garut"]))],
    "maksud_dan_tujuan": [
        (
            "Tujuan lebih dari satu",
            _fakta(tujuan=["mengurangi sampah yang ditimbun", "meningkatkan sampah yang diolah"]),
        ),
        ("Tanpa Kesepakatan Bersama yang mendasari", _tanpa("kesepakatan_bersama")),
    ],
    "pajak_dan_bea_meterai": [
        ("Naskah ditandatangani secara elektronik", _fakta(rangkap={"elektronik": True})),
        ("Tanpa nilai dan pembayaran", _tanpa("pembiayaan", "nilai", "termin", "rekening", "termasuk_pajak")),
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
            _dalam(
                "pembiayaan",
                termin=[
                    {"persen": "100", "nilai": "1000000000", "saat": "setelah Berita Acara Serah Terima ditandatangani"}
                ],
            ),
        ),
        ("Rekening belum disebut", _tanpa("pembiayaan", "rekening")),
    ],
    "pembiayaan": [
        ("Tanpa nilai dan pembayaran", _tanpa("pembiayaan", "nilai", "termin", "rekening", "termasuk_pajak")),
        ("Nilai termasuk pajak", _dalam("pembiayaan", nilai="1000000000", termasuk_pajak=True)),
        ("Beberapa tahun anggaran", _dalam("pembiayaan", tahun_anggaran=[2027, 2028])),
        ("Rekening tanpa termin", _tanpa("pembiayaan", "termin")),
        ("Tanpa pasal PERUBAHAN", _tanpa_klausul("perubahan")),
        (
            "Ketentuan pembiayaan lain",
            _dalam("pembiayaan", ketentuan=["PIHAK KESATU membiayai sosialisasi kepada masyarakat"]),
        ),
    ],
    "pembiayaan_sinergi": [
        (
            "Sumber, tahun anggaran, dan ketentuan lain disebut",
            _fakta(
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
            _fakta(pembiayaan={"sumber": ["Anggaran Pendapatan dan Belanja Daerah Kabupaten Garut"]}),
        ),
    ],
    "pengakhiran": [("Isian `kesampingkan_pasal_1266: ya`", _isian("pengakhiran", kesampingkan_pasal_1266=True))],
    "penutup": [
        ("Naskah ditandatangani secara elektronik", _fakta(rangkap={"elektronik": True})),
        (
            "Pemegang naskah asli disebut",
            _dalam("rangkap", pemegang=["PIHAK KESATU", "PIHAK KEDUA", "Sekretariat Tim Koordinasi Kerja Sama Daerah"]),
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
    "ruang_lingkup": [("Ruang lingkup hanya satu", _fakta(ruang_lingkup=["pertukaran data"]))],
    "sanksi": [
        ("Isian `denda: tidak`", _isian("sanksi", denda=False)),
        ("Tanpa pasal KEADAAN KAHAR", _tanpa_klausul("keadaan_kahar")),
    ],
    "surat_menyurat": [("Hanya unit kerja yang diketahui", _narahubung_singkat)],
    "tugas_dan_tanggung_jawab": [("Setiap pihak mempunyai beberapa tugas", _dua_tugas)],
}
"""What a drafter may say that changes a clause's text, beside variant, category and parties."""


# --- texts to compare -------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Satuan:
    """A top-level paragraph of an article with everything below it."""

    nomor: str
    baku: str
    """Its words as the template gives them: facts by route, references by target, the paper's own name left open."""
    baris: tuple[str, ...] = field(compare=False)


@dataclass(frozen=True)
class Bacaan:
    """An article as printed."""

    nomor: str
    judul: str
    satuan: tuple[Satuan, ...]
    rujukan: tuple[str, ...]
    teks: str


def baca(isi: tuple[Blok, ...], kode: str, sebutan: str) -> Bacaan:
    """Read an article of a composed document.

    Raises:
        KeyError: there is no such article.
    """
    kepala, badan = isi_pasal(isi, kode)
    judul = {p.kunci: p for p in paragraf_dari(isi) if p.peran == "pasal"}
    kelompok: list[list[Blok]] = []
    for b in badan:
        if (
            not kelompok
            or not getattr(b, "kedalaman", 0)
            or (isinstance(b, Paragraf) and b.nomor and b.nomor.jenis == "ayat")
        ):
            kelompok.append([])
        kelompok[-1].append(b)
    dirujuk = {
        i.target: None
        for p in paragraf_dari(badan)
        for i in p.isi
        if isinstance(i, Rujukan) and i.target in judul and i.target != kode
    }
    return Bacaan(
        kepala.nomor.teks if kepala.nomor else "",
        kepala.teks,
        tuple(_satuan(k, sebutan) for k in kelompok),
        tuple(f"{p.nomor.teks if p.nomor else ''} {p.teks}" for t in dirujuk for p in (judul[t],)),
        "\n".join(p.teks for p in paragraf_dari(badan)),
    )


def _satuan(blok: list[Blok], sebutan: str) -> Satuan:
    pertama = blok[0]
    nomor = pertama.nomor.teks if isinstance(pertama, Paragraf) and pertama.nomor else ""
    baku = "\n".join(
        f"{p.nomor.jenis if p.nomor else ''} {''.join(map(_baku, p.isi))}".replace(sebutan, "‹naskah›")
        for p in paragraf_dari(blok)
    )
    awal = getattr(pertama, "kedalaman", 0)
    return Satuan(nomor, baku, tuple(b for c in blok for b in _baris(c, awal)))


def _baku(bagian: Inline) -> str:
    if isinstance(bagian, Rujukan):
        return f"‹{bagian.target}›"
    if isinstance(bagian, Kosong):
        return f"‹kosong {bagian.nama}›"
    if not isinstance(bagian, Teks):
        return "\n"
    batas = [m for m, _ in bagian.asal]
    potong: list[str] = []
    for (mulai, asal), akhir in zip(bagian.asal, [*batas[1:], len(bagian.isi)], strict=True):
        if mulai != akhir:
            potong.append(f"‹{asal.rute}›" if asal.rute else bagian.isi[mulai:akhir])
    return ("" if not batas or batas[0] == 0 else bagian.isi[: batas[0]]) + "".join(potong) if batas else bagian.isi


def _baris(b: Blok, awal: int) -> Iterator[str]:
    """The lines of a block as a Markdown list; numbers are written out, so that they stay those of the paper."""
    if isinstance(b, Paragraf):
        kiri = "  " * max(0, b.kedalaman - awal)
        nomor = re.sub(r"^(\d+)([.)])", r"\1\\\2", b.nomor.teks) + " " if b.nomor else ""
        patah = f"\\\n{kiri}  "
        yield f"{kiri}- {nomor}" + patah.join(map(_lolos, bersih(b.teks).split("\n")))
    elif isinstance(b, Tabel):
        for r in b.baris:
            yield "- " + " | ".join(_lolos(" ".join(p.teks for p in s.isi)) for s in r.sel)


def _lolos(teks: str) -> str:
    return re.sub(r"([*_`<\[])", r"\\\1", teks)


Beda = tuple[tuple[str, tuple[Satuan, ...], tuple[Satuan, ...], str], ...]
"""What differs between two texts: what to do, the paragraphs of the first, those of the second, after which number."""


def banding(acuan: Bacaan, lain: Bacaan) -> Beda:
    """The differences of a text from another."""
    a, b = acuan.satuan, lain.satuan
    hasil = []
    for op, i, j, k, m in SequenceMatcher(None, [s.baku for s in a], [s.baku for s in b], autojunk=False).get_opcodes():
        if op != "equal":
            hasil.append((op, a[i:j], b[k:m], a[i - 1].nomor if i else ""))
    return tuple(hasil)


def _kunci(beda: Beda) -> tuple[Any, ...]:
    return tuple((op, tuple(s.baku for s in a), tuple(s.baku for s in b)) for op, a, b, _ in beda)


# --- composing --------------------------------------------------------------------------------------------------------


class Pembacaan:
    """All texts of all clauses."""

    def __init__(self) -> None:
        self.k: Katalog = katalog()
        self.penguji = Penguji()
        self.kode = self.k.daftar_klausul()
        self._isi: dict[Any, tuple[Blok, ...]] = {}

    def pasangan(self, kode: str) -> list[Pasangan]:
        """Where a clause may stand; first where the document type has it of itself, and where most is said."""
        kepala = kepala_klausul(self.k, kode)
        semua = [p for p in PASANGAN if dapat(kepala, *p)]
        urut = ("perjanjian_kerja_sama", "nota_kesepakatan", "kesepakatan_bersama")
        return sorted(semua, key=lambda p: (kode not in kepala_jenis(self.k, p[0]).pasal, urut.index(p[0])))

    def varian(self, kode: str, pasangan: Pasangan) -> list[str | None]:
        """The variants that a clause has there; None where it has none."""
        semua = kepala_klausul(self.k, kode).varian or {}
        return [v for v, isi in semua.items() if dapat(isi, *pasangan)] or [None]

    def _tertulis(self, kode: str, pasangan: Pasangan, varian: str | None) -> str | None:
        """The variant where it must be written down; None where the library takes it of itself."""
        semua = kepala_klausul(self.k, kode).varian or {}
        baku = next((v for v, isi in semua.items() if dapat(isi, *pasangan) and not isi.pilihan), None)
        return None if varian == baku else varian

    def sendiri(
        self, kode: str, pasangan: Pasangan, varian: str | None, ubah: tuple[str, Ubah] | None = None
    ) -> Bacaan | None:
        """The clause in an agreement of two parties that has, beside the articles of its type, only this one; None when it does not stand there."""
        data = naskah(*pasangan)
        varian = self._tertulis(kode, pasangan, varian)
        kepala = kepala_klausul(self.k, kode)
        lengkapi(data, kode)
        tulis = kode not in kepala_jenis(self.k, pasangan[0]).pasal
        if tulis or varian is not None:
            dengan(data, kode, varian, isian_perlu(kode, data))
        if ubah is not None:
            try:
                ubah[1](data)
            except KeyError:
                return None  # this type has no such fact
        # Many clauses stand in the same agreement.
        kunci = repr(data)
        if kunci not in self._isi:
            self._isi[kunci] = self.isi(data)
        try:
            return baca(self._isi[kunci], kode, self.sebutan(pasangan))
        except KeyError:
            assert ubah is not None or kepala.bila, (kode, pasangan)
            return None

    def bersama(self, kode: str, pasangan: Pasangan, varian: str | None, n: int, lintas: bool = False) -> Bacaan:
        """The clause in an agreement that has every article that it may have."""
        varian = self._tertulis(kode, pasangan, varian)
        kunci = (pasangan, n, lintas, varian and (kode, varian))
        if kunci not in self._isi:
            data = lengkap(self.k, *pasangan, n, lintas=lintas)
            if varian is not None:
                isian = data["klausul"].get(kode, {}).get("isian")
                dengan(data, kode, varian, isian)
            self._isi[kunci] = self.isi(data)
        return baca(self._isi[kunci], kode, self.sebutan(pasangan))

    def isi(self, data: dict[str, Any]) -> tuple[Blok, ...]:
        """The blocks of an agreement."""
        hasil = self.penguji.susun(data)
        assert hasil.susunan is not None, [t.pesan for t in hasil.temuan]
        return hasil.susunan.dokumen.isi

    def sebutan(self, pasangan: Pasangan) -> str:
        """What a paper of that type calls itself."""
        return kepala_jenis(self.k, pasangan[0]).sebutan


# --- the page of one clause -------------------------------------------------------------------------------------------


def halaman(p: Pembacaan, kode: str) -> str:
    """The Markdown page of a clause."""
    kepala = kepala_klausul(p.k, kode)
    baris = [*_pembuka(p, kode, kepala)]
    semua = p.pasangan(kode)
    nama = list(dict.fromkeys(v for q in semua for v in p.varian(kode, q)))
    for v in nama:
        tempat = [q for q in semua if v in p.varian(kode, q)]
        baris += ["", f"## Varian `{v}`" if v else "## Teks", ""]
        if v and kepala.varian:
            baris += [kepala.varian[v].uraian, ""]
            if any(w.kekakuan is not None for w in kepala.varian.values()):
                baris += [f"Kekakuan: {KEKAKUAN[kekakuan_klausul(kepala, v)]}.", ""]
        baris += _varian(p, kode, v, tempat)
    if kode == "penutup":
        baris += _kalimat_penutup(p)
    return "\n".join(baris).rstrip() + "\n"


def _pembuka(p: Pembacaan, kode: str, kepala: KepalaKlausul) -> Iterator[str]:
    judul = kepala.judul if isinstance(kepala.judul, str) else " / ".join(dict.fromkeys(kepala.judul.values()))
    yield f"# {judul}"
    yield ""
    yield (
        "Berkas ini dibuat dengan `python -m tests.helpers.golden_klausul`; jangan disunting langsung. Semua fakta direkayasa. Teks dicetak utuh satu kali; sesudahnya"
        " hanya yang berbeda bila jenis naskah, kategori, banyaknya pihak, pasal lain, atau faktanya lain. Nomor Pasal adalah nomor dalam naskah contohnya:"
        " bagian tentang banyaknya pihak dan tentang provinsi dicetak dari naskah yang memakai semua pasal pilihan."
    )
    yield ""
    yield f"- Klausul: `{kode}`, versi {kepala.versi}"
    if kepala.judul_lain:
        yield f"- Judul lain yang lazim: {', '.join(kepala.judul_lain)}"
    if all(v.kekakuan is None for v in (kepala.varian or {}).values()):
        yield f"- Kekakuan: {KEKAKUAN[kepala.kekakuan]}"
    semua = p.pasangan(kode)
    baku = [q for q in semua if kode in kepala_jenis(p.k, q[0]).pasal]
    pilihan = [q for q in semua if q not in baku]
    if baku:
        bila = f", bila {' atau '.join(f'`{b}`' for b in kepala.bila)} diisi" if kepala.bila else ""
        yield f"- Termuat dengan sendirinya: {sebut_pasangan(p, baku)}{bila}"
    if pilihan:
        yield f"- Dapat ditambahkan: {sebut_pasangan(p, pilihan)}"
    if kepala.unsur:
        yield f"- Unsur yang dipenuhi: {', '.join(u.replace('_', ' ') for u in kepala.unsur)}"
    yield "- Dasar:"
    for d in kepala.dasar:
        yield from _uraian_dasar(d)
    if kepala.catatan:
        yield ""
        yield f"Catatan untuk perancang: {kepala.catatan}"
    if kepala.isian:
        yield ""
        yield "| Isian | Nilai baku | Batas | Uraian |"
        yield "| --- | --- | --- | --- |"
        for nama, d in kepala.isian.items():
            yield f"| `{nama}` | {_nilai(d.tipe, d.baku)} | {_batas(d)} | {d.uraian} |"


def _nilai(tipe: str, node: Any) -> str:
    if isinstance(node, Daftar):
        return "; ".join(_nilai("", isi) for isi in node.butir)
    if not isinstance(node, Skalar):
        return "tidak ada"
    if tipe == "ya_tidak":
        return "ya" if node.teks in ("true", "ya") else "tidak"
    return f"{node.teks}%" if tipe == "persen" else node.teks


def _batas(d: DeklarasiIsian) -> str:
    """What may be filled in: a list of choices, or from where to where."""
    if d.pilihan:
        return " atau ".join(d.pilihan)
    batas = [
        f"{kata} {_nilai(d.tipe, node)}"
        for kata, node in (("paling sedikit", d.min), ("paling banyak", d.maks))
        if node is not None
    ]
    return ", ".join(batas) or "—"


def _uraian_dasar(sitasi: str) -> Iterator[str]:
    """A provision with what it says; where only its parts are listed, the parts."""
    if sitasi == regulation.PRAKTIK:
        yield "  - praktik: kebiasaan dalam naskah kerja sama"
        return
    utuh = regulation.ketentuan(sitasi)
    yield f"  - {regulation.cetak_sitasi(sitasi)}{f': {utuh.uraian}' if utuh else ':'}"
    if utuh is None:
        id_, _, bagian = sitasi.partition("/")
        peraturan = regulation.muat(id_)
        for k in peraturan.ketentuan if peraturan else ():
            if k.sitasi.startswith(f"{bagian}/") and not k.sitasi.endswith("/penjelasan"):
                yield f"    - {regulation.cetak_sitasi(f'{id_}/{k.sitasi}').partition(' Pasal ')[2].join(('Pasal ', ''))}: {k.uraian}"


def _varian(p: Pembacaan, kode: str, v: str | None, tempat: list[Pasangan]) -> Iterator[str]:
    sendiri = {q: b for q in tempat if (b := p.sendiri(kode, q, v)) is not None}
    bersama = {q: p.bersama(kode, q, v, 2) for q in tempat}
    for q in tempat:
        sendiri.setdefault(q, bersama[q])
    acuan_q = tempat[0]
    acuan = sendiri[acuan_q]
    sama = [q for q in tempat if not banding(acuan, sendiri[q])]
    yield f"Berlaku untuk {sebut_pasangan(p, sama)}; tercetak pada {_sebut(p, acuan_q)} dengan {BANYAK[2]}:"
    yield from _penuh(acuan)
    lain = [(q, acuan, sendiri[q]) for q in tempat if q not in sama]
    yield from _beda(p, "", lain)
    banyak = {n: [(q, bersama[q], p.bersama(kode, q, v, n)) for q in tempat] for n in JUMLAH[1:]}
    if len({tuple(_kunci(banding(a, b)) for _, a, b in isi) for isi in banyak.values()}) == 1:
        yield from _beda(p, "Lebih dari 2 (dua) pihak", banyak[JUMLAH[1]], tempat)
    else:
        for n, isi in banyak.items():
            yield from _beda(p, BANYAK[n], isi, tempat)
    yield from _beda(p, "Bersama semua pasal pilihan", [(q, sendiri[q], bersama[q]) for q in tempat], tempat)
    yield from _beda(
        p,
        "Ada daerah dari provinsi lain",
        [(q, bersama[q], p.bersama(kode, q, v, 2, True)) for q in tempat if q[1].startswith("ksdd")],
        [q for q in tempat if q[1].startswith("ksdd")],
    )
    for label, ubah in KASUS.get(kode, ()):
        bacaan = [(q, sendiri[q], b) for q in tempat if (b := p.sendiri(kode, q, v, (label, ubah))) is not None]
        yield from _beda(p, label, bacaan, [q for q, *_ in bacaan])


def _kalimat_penutup(p: Pembacaan) -> Iterator[str]:
    """The closing sentence below the last article, which is the skeleton's and not a clause's."""
    kasus: list[tuple[str, Ubah]] = [
        ("Tanpa pasal PENUTUP", lambda data: None),
        ("Tanpa pasal PENUTUP, naskah asli lebih banyak daripada pihak", _fakta(rangkap={"asli": 3})),
        *((f"Tanpa pasal PENUTUP; {label[0].lower()}{label[1:]}", ubah) for label, ubah in KASUS["penutup"]),
        ("Dengan pasal PENUTUP", _dengan_klausul("penutup")),
    ]
    yield ""
    yield "## Kalimat penutup"
    yield ""
    yield "Kalimat ini tercetak di bawah pasal terakhir setiap naskah dan memenuhi unsur penutup."
    for label, ubah in kasus:
        kelompok: dict[str, list[Pasangan]] = {}
        for q in PASANGAN:
            data = naskah(*q)
            ubah(data)
            kalimat = next(b.teks for b in p.isi(data) if isinstance(b, Paragraf) and b.peran == "penutup")
            kelompok.setdefault(kalimat.replace(p.sebutan(q), "‹naskah›"), []).append(q)
        yield ""
        yield f"{label}:"
        for kalimat, tempat in kelompok.items():
            yield ""
            yield f"- {sebut_pasangan(p, tempat)}: {_lolos(kalimat.replace('‹naskah›', p.sebutan(tempat[0])))}"


def _penuh(b: Bacaan) -> Iterator[str]:
    yield ""
    yield f"**{b.nomor} {b.judul}**"
    yield ""
    for s in b.satuan:
        yield from s.baris
    if b.rujukan:
        yield ""
        yield f"Pasal lain yang dirujuk: {'; '.join(b.rujukan)}."


def _beda(
    p: Pembacaan, label: str, bacaan: Iterable[tuple[Pasangan, Bacaan, Bacaan]], semua: list[Pasangan] | None = None
) -> Iterator[str]:
    """Sections for the texts that differ; the same difference in several places is said once."""
    kelompok: dict[Any, list[tuple[Pasangan, Bacaan, Bacaan, Beda]]] = {}
    for q, acuan, lain in bacaan:
        beda = banding(acuan, lain)
        if beda:
            kelompok.setdefault(_kunci(beda), []).append((q, acuan, lain, beda))
    for isi in kelompok.values():
        tempat = [q for q, *_ in isi]
        sebut = "" if tempat == semua else sebut_pasangan(p, tempat)
        yield ""
        yield f"### {' — '.join(filter(None, (label, sebut)))}"
        _, acuan, lain, beda = isi[0]
        tetap = len(acuan.satuan) - sum(len(a) for _, a, _, _ in beda)
        if tetap * 2 < len(acuan.satuan) and len(acuan.satuan) > 2:
            yield from _penuh(lain)
            continue
        for op, a, b, sesudah in beda:
            yield ""
            yield _kalimat_beda(op, a, sesudah)
            if b:
                yield ""
                for s in b:
                    yield from s.baris


def _kalimat_beda(op: str, a: tuple[Satuan, ...], sesudah: str) -> str:
    if op == "insert":
        return f"Disisipkan sesudah ayat {sesudah}:" if sesudah else "Disisipkan pada awal pasal:"
    nomor = [s.nomor for s in a if s.nomor]
    mana = (
        "Isi pasal"
        if not nomor
        else f"Ayat {nomor[0]}"
        if len(nomor) == 1
        else f"Ayat {nomor[0]} sampai dengan ayat {nomor[-1]}"
    )
    return f"{mana} tidak ada." if op == "delete" else f"{mana} menjadi:"


def _sebut(p: Pembacaan, q: Pasangan) -> str:
    return f"{kepala_jenis(p.k, q[0]).sebutan} ({KATEGORI[q[1]]})"


def sebut_pasangan(p: Pembacaan, pasangan: list[Pasangan]) -> str:
    """Document types with their categories; all categories of a type are not listed."""
    hasil = []
    for jenis in dict.fromkeys(j for j, _ in pasangan):
        punya = [q for j, q in pasangan if j == jenis]
        kepala = kepala_jenis(p.k, jenis)
        if len(punya) == len(kepala.kategori):
            hasil.append(kepala.sebutan)
        else:
            hasil.append(f"{kepala.sebutan} ({', '.join(KATEGORI[q] for q in KATEGORI if q in punya)})")
    return "; ".join(hasil)


def semua_halaman(p: Pembacaan | None = None) -> dict[Path, str]:
    """Every page by its file."""
    p = p or Pembacaan()
    return {GOLDEN / f"{kode}.md": halaman(p, kode) for kode in p.kode}


if __name__ == "__main__":
    GOLDEN.mkdir(parents=True, exist_ok=True)
    semua = semua_halaman()
    for usang in set(GOLDEN.glob("*.md")) - set(semua):
        usang.unlink()
    for berkas, isi in semua.items():
        berkas.write_text(isi, encoding="utf-8")
    print(f"ditulis: {len(semua)} berkas pada {GOLDEN.relative_to(AKAR)}")
