"""The model and the catalogue as JSON Schema (draft 2020-12), for the YAML extension of editors.

What the decoder accepts the schema accepts, and what it rejects the schema rejects, as far as a schema can see: it judges values as the
YAML language server types them, so that quotes, notation of numbers, comments and other files are out of its sight.

Two habits of the language server shape the form. It offers `true`, `false` and `null` wherever a `type` allows them, so that what may stay
open or may be written as a number is told by `if` and `not`, which it does not read for proposals. And its messages are English unless
`errorMessage` says something else.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import Enum
from typing import Any, TypeAlias, get_args, get_origin

from ksdgen import bahasa, regulation
from ksdgen.catalogue.catalogue import Katalog
from ksdgen.catalogue.front_matter import DeklarasiIsian, KepalaJenis, KepalaKlausul, Varian
from ksdgen.naskah.model import BerkasPihak, DasarHukum, Kategori, Naskah, Pihak, PilihanKlausul
from ksdgen.source.convert import MENYUSUL, TIPE_ISIAN
from ksdgen.source.node import Daftar, Peta, plain
from ksdgen.source.parse import load
from ksdgen.source.record import WAJIB, Medan, Rekaman, konverter, medan
from ksdgen.source.scalars import Lama, Markah, Menyusul, Persen, Rupiah, TeksTerbuka
from ksdgen.world.package import DATA

Skema: TypeAlias = dict[str, Any]

DIALEK = "https://json-schema.org/draft/2020-12/schema"
BERKAS_NASKAH = "naskah.schema.json"
BERKAS_PIHAK = "pihak.schema.json"

_CATATAN = "Dibuat oleh `ksdgen schema` dari model dan katalog templat; jangan diubah dengan tangan."
_CUPLIKAN = DATA / "cuplikan.yaml"


def skema_naskah(katalog: Katalog) -> Skema:
    """The schema of agreements.

    Args:
        katalog: the document types, clauses and styles of the repository; what is broken there is left out.
    """
    return _Penyusun(katalog).naskah()


def skema_pihak(katalog: Katalog) -> Skema:
    """The schema of shared party files, agreements/pihak/*.yaml."""
    return _Penyusun(katalog).pihak()


def tulis(skema: Skema) -> bytes:
    """A schema as the text of its file; the same schema always gives the same bytes."""
    return (json.dumps(skema, ensure_ascii=False, indent=1) + "\n").encode()


# --- what scalars look like ------------------------------------------------------------------------------------------------------------


def _tak_peka(kata: Iterable[str]) -> str:
    """A pattern of words in any case; regular expressions of JSON Schema know no flags."""
    return "|".join("".join(f"[{h.upper()}{h}]" for h in k) for k in kata)


_BULAN_30 = (4, 6, 9, 11)
_TAHUN = r"(?!0000)[0-9]{4}"
_KABISAT = r"(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:0[48]|[2468][048]|[13579][26])00)"


def _nama_bulan(panjang: int) -> str:
    def hari(nomor: int) -> int:
        return 28 if nomor == 2 else 30 if nomor in _BULAN_30 else 31

    return f"(?:{_tak_peka(nama for nama, nomor in bahasa.MONTH_NUMBERS.items() if hari(nomor) == panjang)})"


def _pola_hari_bulan(nol: str, sela: str, bulan: tuple[str, str, str]) -> str:
    """Day, separator, month, separator, year; only days that exist."""
    satu = f"{nol}[1-9]"
    b31, b30, b28 = bulan
    biasa = "|".join(
        (
            f"(?:{satu}|[12][0-9]|3[01]){sela}{b31}",
            f"(?:{satu}|[12][0-9]|30){sela}{b30}",
            f"(?:{satu}|1[0-9]|2[0-8]){sela}{b28}",
        )
    )
    return f"(?:{biasa}){sela}{_TAHUN}|29{sela}{b28}{sela}{_KABISAT}"


_ANGKA_BULAN = ("(?:0?[13578]|1[02])", "(?:0?[469]|11)", "0?2")
_POLA_TANGGAL = "|".join(
    (
        rf"{_TAHUN}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))",
        f"{_KABISAT}-02-29",
        _pola_hari_bulan("0?", "-", _ANGKA_BULAN),
        _pola_hari_bulan("0?", "/", _ANGKA_BULAN),
        _pola_hari_bulan("0?", r"\s+", (_nama_bulan(31), _nama_bulan(30), _nama_bulan(28))),
    )
)
_BULAT = r"(?:[1-9][0-9]{0,2}(?:\.[0-9]{3}){1,5}|0|[1-9][0-9]{0,17})"
_POLA_RUPIAH = rf"(?:[Rr][Pp]\.?\s*)?{_BULAT}(?:,(?:[0-9]{{1,2}}|-))?"
_POLA_PERSEN = r"(?:0|[1-9][0-9]{0,17})(?:[.,][0-9]+)?\s*%?"
_POLA_LAMA = r"(?=[^(]*[1-9])" + "".join(
    rf"(?:{_BULAT}(?:\s*\([^()0-9]*\)\s*|\s+)(?:{_tak_peka([satuan])})(?:\s+|$))?"
    for satuan in ("tahun", "bulan", "hari")
)

_BUKAN_TANGGAL = "bukan tanggal yang ada pada kalender; tulis misalnya 2026-12-07 atau 7 Desember 2026"
_BUKAN_UANG = "bukan jumlah uang; tulis angkanya saja, misalnya 2500000000 atau Rp2.500.000.000,00"
_BUKAN_LAMA = "bukan lama waktu; tulis misalnya `3 tahun`, `1 tahun 6 bulan`, atau `90 hari`"
_BUKAN_BILANGAN = "bukan bilangan bulat; tulis angka saja tanpa titik, misalnya 3"
_BUKAN_PERSEN = "bukan persen; tulis angkanya saja, misalnya 30 atau 2,5"
_BUKAN_YA_TIDAK = "tulis `ya` atau `tidak`"


def _pola(pola: str, pesan: str, *contoh: str) -> Skema:
    hasil = {"type": "string", "pattern": rf"^\s*(?:{pola})\s*$", "errorMessage": pesan}
    return {**hasil, "examples": list(contoh)} if contoh else hasil


_BERSAMA: dict[str, Skema] = {
    "nilai.tanggal": _pola(_POLA_TANGGAL, _BUKAN_TANGGAL, "2026-12-07", "7 Desember 2026"),
    "nilai.menyusul": _pola(_tak_peka([MENYUSUL]), "tulis `menyusul` bila belum diketahui", MENYUSUL),
    "nilai.uang": _pola(_POLA_RUPIAH, _BUKAN_UANG, "Rp2.500.000.000,00"),
    "nilai.lama": _pola(_POLA_LAMA, _BUKAN_LAMA, "3 tahun", "1 tahun 6 bulan", "90 hari"),
    "nilai.bilangan": {"type": "integer", "minimum": 0, "exclusiveMaximum": 10**15, "errorMessage": _BUKAN_BILANGAN},
    "nilai.bilangan_teks": _pola(r"0|[1-9][0-9]{0,14}", _BUKAN_BILANGAN),
    "nilai.persen": _pola(_POLA_PERSEN, _BUKAN_PERSEN, "30", "2,5"),
    "nilai.angka": {"type": "number", "minimum": 0, "exclusiveMaximum": 10**18},
    "nilai.ya_tidak": {"enum": ["ya", "tidak"], "errorMessage": _BUKAN_YA_TIDAK},
    "nilai.ya_tidak_lain": _pola(_tak_peka(("ya", "true", "tidak", "false")), _BUKAN_YA_TIDAK),
    "nilai.benar_salah": {"not": {"type": ["string", "number", "object", "array", "null"]}},
    # `properties` constrains nothing in these: it keeps the language server, which compares titles and properties, from taking all
    # branches of an `anyOf` for the same and repeating the title for each.
    "nilai.bukan_teks": {"not": {"type": ["string", "object", "array", "null"]}, "properties": {}},
    "nilai.bukan_teks_atau_kosong": {"not": {"type": ["string", "object", "array"]}, "properties": {}},
    "nilai.kosong": {"not": {"type": ["string", "number", "boolean", "object", "array"]}, "properties": {}},
}


def _acu(*nama: str) -> list[Skema]:
    return [{"$ref": f"#/$defs/nilai.{n}"} for n in nama]


_TIPE: dict[Any, list[Skema]] = {
    date: _acu("tanggal"),
    Menyusul: _acu("menyusul"),
    Rupiah: _acu("uang", "angka"),
    Lama: _acu("lama"),
    int: _acu("bilangan", "bilangan_teks"),
    Persen: _acu("persen", "angka"),
    bool: _acu("ya_tidak", "ya_tidak_lain", "benar_salah"),
}
"""How each scalar may be written, as branches of an `anyOf`; texts are made where they are used, for their examples differ."""

(_ANGKA,) = _acu("bukan_teks")
(_ANGKA_ATAU_KOSONG,) = _acu("bukan_teks_atau_kosong")
(_KOSONG,) = _acu("kosong")

_TEKS = (str, TeksTerbuka, Markah)
_SINGKATAN = {"dprd", "tkksd", "rkpd", "dpa", "nip", "nik", "ksdpk", "ksb", "pks", "sha256"}


def _judul(nama: str) -> str:
    """A key as words: `rekomendasi_tkksd` → "Rekomendasi TKKSD"."""
    kata = " ".join(k.upper() if k in _SINGKATAN else k for k in nama.split("_"))
    return kata[:1].upper() + kata[1:]


def _daftar_kode(kode: Iterable[str]) -> str:
    return ", ".join(f"`{k}`" for k in kode)


def _pilihan(nilai: Mapping[str, str], harap: str) -> Skema:
    """A closed list of words with their explanations."""
    return {
        "enum": list(nilai),
        "enumDescriptions": list(nilai.values()),
        "errorMessage": f"{harap}; pilihan: {', '.join(nilai)}",
    }


class _Penyusun:
    """Builds the schemas of one repository."""

    def __init__(self, katalog: Katalog) -> None:
        self.katalog = katalog
        self.jenis: dict[str, KepalaJenis] = {}
        for nama in katalog.daftar_jenis():
            if (berkas := katalog.jenis(nama)) is not None:
                self.jenis[nama] = berkas.kepala
        self.klausul: dict[str, KepalaKlausul] = {}
        for nama in katalog.daftar_klausul():
            if (berkas := katalog.klausul(nama)) is not None:
                self.klausul[nama] = berkas.kepala
        self.cuplikan = _baca_cuplikan()
        self.bersama: Skema = dict(_BERSAMA)

    # --- whole files --------------------------------------------------------------------------------------------------------------

    def naskah(self) -> Skema:
        isi = self.rekaman(Naskah, wajib=True)
        syarat = isi.pop("allOf")
        return {
            "$schema": DIALEK,
            "$comment": _CATATAN,
            "title": "Naskah kerja sama daerah",
            "description": "Satu naskah: Kesepakatan Bersama, Perjanjian Kerja Sama, Nota Kesepakatan, atau Rencana Kerja",
            "type": "object",
            **isi,
            "allOf": [*syarat, *self._menurut_jenis(), *self._menurut_kategori()],
            "$defs": dict(sorted(self.bersama.items())),
        }

    def pihak(self) -> Skema:
        return {
            "$schema": DIALEK,
            "$comment": _CATATAN,
            "title": "Berkas pihak",
            "description": "Data pihak yang dipakai bersama oleh banyak naskah melalui `acuan`",
            "type": "object",
            **self.rekaman(BerkasPihak, wajib=True),
            "$defs": self.bersama,
        }

    # --- records and fields -------------------------------------------------------------------------------------------------------

    def rekaman(
        self,
        jenis: type[Rekaman],
        *,
        wajib: bool,
        ganti: Mapping[str, Skema] | None = None,
    ) -> Skema:
        """A mapping with the keys of a record; `ganti` replaces the schemas of some fields."""
        tipe = konverter(jenis)
        isi = {
            nama: (ganti or {}).get(nama) or self.medan(jenis, nama, m, tipe[nama]) for nama, m in jenis.medan_.items()
        }
        boleh = ["object"] if wajib else ["object", "null"]
        hasil: Skema = {
            "if": {"type": boleh},
            "else": {
                "type": "object",
                "errorMessage": f"seharusnya pasangan kunci: nilai, antara lain {_daftar_kode(_utama(jenis))}",
            },
            "properties": isi,
            "additionalProperties": False,
            "errorMessage": "kunci ini tidak dikenal di sini; periksa ejaan dan lekukannya",
        }
        if syarat := _syarat(jenis):
            hasil["allOf"] = syarat
        if jenis.__name__ in self.cuplikan:
            hasil["defaultSnippets"] = self.cuplikan[jenis.__name__]
        return hasil

    def medan(self, jenis: type[Rekaman], nama: str, m: Medan, tipe: Any) -> Skema:
        """The schema of one field."""
        hasil: Skema = {"title": _judul(nama), **_uraian(m.uraian, self._contoh(jenis, nama, m, tipe))}
        if (baku := _baku(m.baku)) is not None:
            hasil["default"] = baku
        return hasil | (self._dari_katalog(jenis, nama, m) or self.nilai(tipe, m, wajib=m.baku is WAJIB))

    def _contoh(self, jenis: type[Rekaman], nama: str, m: Medan, tipe: Any) -> str:
        """An example of a field that is more than one word or sentence, as YAML; empty for the others."""
        contoh = _contoh(tipe, m)
        if jenis is Naskah and nama == "klausul":
            # A clause that has a variant only for those who choose it shows best what the key is for.
            pilihan = (
                (k, n) for k, kepala in self.klausul.items() for n, v in (kepala.varian or {}).items() if v.pilihan
            )
            contoh = {k: {"varian": n} for k, n in list(pilihan)[:1]}
        return _yaml({nama: contoh}) if contoh and isinstance(contoh, dict | list) else ""

    def nilai(self, tipe: Any, m: Medan, *, wajib: bool) -> Skema:
        """What may be written for a type; with `wajib` it may not stay open."""
        asal = get_origin(tipe)
        if asal is tuple:
            return self._daftar(get_args(tipe)[0], m, wajib)
        if asal is not None and issubclass(_kelas(asal), Mapping):
            return self._peta(get_args(tipe)[1], m, wajib)
        pilihan = [t for t in get_args(tipe) if t is not type(None)] if asal is not None else [tipe]
        if len(pilihan) > 1:
            return {"anyOf": self._cabang(pilihan, m, wajib)}
        tipe = pilihan[0] if pilihan else tipe
        if get_origin(tipe) is not None:
            return self.nilai(tipe, m, wajib=wajib)
        if isinstance(tipe, type) and issubclass(tipe, Rekaman):
            return self.rekaman(tipe, wajib=wajib)
        if isinstance(tipe, type) and issubclass(tipe, Enum) and wajib and tipe is not Menyusul:
            return {"type": "string", **_enum(tipe)}
        return {"anyOf": self._cabang([tipe], m, wajib)}

    def _cabang(self, tipe: Sequence[Any], m: Medan, wajib: bool) -> list[Skema]:
        """The branches of a value that may be written in several ways."""
        hasil: list[Skema] = []
        teks = False
        for t in tipe:
            if t in _TEKS:
                if m.pilihan:
                    pola = "|".join(m.pilihan)
                    hasil.append(_pola(pola, f"pilihan: {', '.join(m.pilihan)}", *m.pilihan))
                    continue
                teks = True
                hasil.append(_teks(m, wajib))
            elif t in _TIPE:
                hasil += _TIPE[t]
            elif isinstance(t, type) and issubclass(t, Enum):
                hasil.append(_enum(t))
            else:
                hasil.append({"title": _judul(m.uraian), **self.nilai(t, m, wajib=True)})
        if teks:
            hasil.append(_ANGKA if wajib else _ANGKA_ATAU_KOSONG)
        elif not wajib:
            hasil.append(_KOSONG)
        return hasil

    def _daftar(self, tipe: Any, m: Medan, wajib: bool) -> Skema:
        hasil: Skema = {}
        butir = self.nilai(tipe, m, wajib=True)
        if (nama := getattr(tipe, "__name__", "")) in self.cuplikan:
            # The language server puts the dash before a piece whose type is said to be a list.
            hasil["defaultSnippets"] = [{**c, "type": "array"} for c in self.cuplikan[nama]]
            butir.pop("defaultSnippets", None)
        hasil["items"] = butir
        if m.tunggal:
            satu = self.nilai(tipe, m, wajib=wajib)
            satu.pop("defaultSnippets", None)
            return {"if": {"type": "array"}, "else": satu, **hasil}
        harap = {
            "type": "array",
            "errorMessage": "seharusnya daftar; tulis setiap butir pada baris sendiri yang diawali tanda '- '",
        }
        if wajib:
            return {**harap, **hasil}
        return {"if": {"type": "null"}, "else": harap, **hasil}

    def _peta(self, tipe: Any, m: Medan, wajib: bool) -> Skema:
        hasil: Skema = {
            "if": {"type": ["object"] if wajib else ["object", "null"]},
            "else": {"type": "object", "errorMessage": "seharusnya pasangan kunci: nilai"},
            "properties": {},
        }
        if tipe is not Any:
            # `kerahasiaan:` alone is an empty record, which can be read where nothing in it is required.
            kosong = isinstance(tipe, type) and issubclass(tipe, Rekaman) and not _syarat(tipe)
            hasil["additionalProperties"] = self.nilai(tipe, m, wajib=not kosong)
        return hasil

    # --- what the catalogue knows -------------------------------------------------------------------------------------------------

    def _dari_katalog(self, jenis: type[Rekaman], nama: str, m: Medan) -> Skema | None:
        """The schema of a field whose values are names of the catalogue; None for the others."""
        if jenis is Naskah and nama == "jenis":
            uraian = {
                j: f"{k.sebutan}: {k.uraian}. Diisi antara lain: {', '.join(self._lazim(k))}"
                for j, k in self.jenis.items()
            }
            return {"type": "string", **_pilihan(uraian, "jenis naskah ini tidak dikenal")}
        if jenis is Naskah and nama == "kategori":
            return {"anyOf": [_teks(m, wajib=True), _ANGKA]}  # the words come with the document type
        if jenis is Naskah and nama == "gaya":
            gaya = {g: isi.uraian for g in self.katalog.daftar_gaya() if (isi := self.katalog.gaya(g)) is not None}
            return {"anyOf": [_pilihan(gaya, "gaya ini tidak ada"), {"type": "string", "pattern": r"^\s*$"}, _KOSONG]}
        if jenis is Naskah and nama in ("klausul", "isian"):
            return {"properties": {}, **_pasangan()}  # the keys come with document type and category
        if jenis is Naskah and nama == "dasar_hukum":
            peraturan = {p.id: regulation.sebutan(p.id, None, lembaran=False) or p.id for p in regulation.semua()}
            kode = {
                "type": "string",
                **_pilihan(peraturan, "kode peraturan ini tidak ada dalam daftar; tulis lengkap dengan `- sebutan: …`"),
            }
            kode["errorMessage"] = kode["errorMessage"].partition("; pilihan")[0]
            lengkap = self._daftar(DasarHukum, m, wajib=False)
            return {**lengkap, "items": {"anyOf": [kode, lengkap["items"]]}}
        return None

    def _lazim(self, kepala: KepalaJenis) -> list[str]:
        """Keys whose facts the articles of a document type cannot do without."""
        klausul = [self.klausul[k] for k in kepala.pasal if k in self.klausul and not self.klausul[k].bila]
        rute = [r.partition("|")[0].partition(".")[0] for k in klausul for r in k.fakta]
        # Those of the frame come first; a category of its own may not need all of them.
        return list(
            dict.fromkeys(
                ["penandatanganan", "para_pihak", "konsideran", "dasar_hukum", *(r for r in rute if r in Naskah.medan_)]
            )
        )

    def _menurut_jenis(self) -> Iterator[Skema]:
        """Per document type: its categories and its own blanks."""
        for nama, kepala in self.jenis.items():
            kategori = {str(k.value): k.uraian for k in Kategori if k.didukung and k.value in kepala.kategori}
            isi: Skema = {
                "kategori": _pilihan(kategori, f"kategori ini tidak dapat memakai jenis naskah {kepala.sebutan}"),
                "isian": self._isian(kepala.isian),
            }
            if not kepala.isian:
                isi["isian"]["errorMessage"] = f"{kepala.sebutan} tidak mempunyai isian khusus"
            yield {"if": _bila(jenis=[nama]), "then": {**_diam(isi), "defaultSnippets": [self._kerangka(nama, kepala)]}}
        semua_kerangka = [self._kerangka(n, k) for n, k in self.jenis.items()]
        yield {"if": {"not": {"required": ["jenis"]}}, "then": {"defaultSnippets": semua_kerangka}}
        semua = {str(k.value): k.uraian for k in Kategori if k.didukung}
        yield {
            "if": {"not": _bila(jenis=list(self.jenis))},
            "then": _diam({"kategori": _pilihan(semua, "kategori ini tidak dikenal")}),
        }

    def _menurut_kategori(self) -> Iterator[Skema]:
        """Per document type and category: the clauses, their variants and the other titles that may be used."""
        pasangan: list[Skema] = []
        for jenis, kepala in self.jenis.items():
            for kategori in (k.value for k in Kategori if k.didukung and k.value in kepala.kategori):
                syarat = _bila(jenis=[jenis], kategori=[kategori])
                pasangan.append(syarat)
                sebutan = {
                    n: s.judul
                    for n, s in (kepala.sebutan_lain or {}).items()
                    if not s.kategori or kategori in s.kategori
                }
                lain: Skema = {
                    "type": "null",
                    "errorMessage": f"{kepala.sebutan} kategori {kategori} tidak mempunyai sebutan lain; hapus kunci ini",
                }
                if sebutan:
                    lain = {"anyOf": [_pilihan(sebutan, "sebutan ini tidak tersedia"), _KOSONG]}
                yield {"if": syarat, "then": _diam({"sebutan": lain, "klausul": self._daftar_klausul(jenis, kategori)})}
        yield {"if": {"not": {"anyOf": pasangan}}, "then": _diam({"klausul": self._daftar_klausul(None, None)})}

    def _daftar_klausul(self, jenis: str | None, kategori: str | None) -> Skema:
        """The choices among standard clauses that a document type has in a category; all of them for None."""
        isi: Skema = {}
        for kode, kepala in self.klausul.items():
            cocok = jenis is None or (
                (kode in self.jenis[jenis].pasal or not kepala.jenis or jenis in kepala.jenis)
                and (not kepala.kategori or kategori in kepala.kategori)
            )
            if cocok:
                varian = {
                    n: v for n, v in (kepala.varian or {}).items() if jenis is None or _varian_cocok(v, jenis, kategori)
                }
                isi[kode] = self._rujuk(kode, kepala, varian)
        untuk = f"untuk {self.jenis[jenis].sebutan} kategori {kategori}" if jenis is not None else "dalam katalog"
        nama = f"klausul.{jenis}.{kategori}" if jenis is not None else "klausul"
        self.bersama[nama] = {
            "properties": isi,
            "additionalProperties": False,
            "errorMessage": f"klausul ini tidak ada {untuk}; periksa ejaannya atau lihat katalog klausul",
        }
        return {"$ref": f"#/$defs/{nama}"}

    def _rujuk(self, kode: str, kepala: KepalaKlausul, varian: Mapping[str, Varian]) -> Skema:
        """A reference to the shared schema of a clause with some of its variants."""
        terbatas = len(varian) < len(kepala.varian or {})
        nama = ".".join(["klausul", kode, *(varian or ["tanpa_varian"])]) if terbatas else f"klausul.{kode}"
        if nama not in self.bersama:
            self.bersama[nama] = self._klausul(kepala, varian)
        return {"$ref": f"#/$defs/{nama}"}

    def _klausul(self, kepala: KepalaKlausul, varian: Mapping[str, Varian]) -> Skema:
        judul = kepala.judul if isinstance(kepala.judul, str) else next(iter(kepala.judul.values()), "")
        tipe = konverter(PilihanKlausul)
        ganti: Skema = {}
        for nama, m in PilihanKlausul.medan_.items():
            kunci = f"pilihan_klausul.{nama}"
            if kunci not in self.bersama:
                self.bersama[kunci] = self.medan(PilihanKlausul, nama, m, tipe[nama])
            ganti[nama] = {"$ref": f"#/$defs/{kunci}"}
        umum = {n: {"title": _judul(n), **_uraian(m.uraian)} for n, m in PilihanKlausul.medan_.items()}
        if varian:
            uraian = {n: v.uraian for n, v in varian.items()}
            ganti["varian"] = {
                **umum["varian"],
                "anyOf": [_pilihan(uraian, "varian ini tidak dapat dipakai di sini"), _KOSONG],
            }
        else:
            ganti["varian"] = {
                **umum["varian"],
                "type": "null",
                "doNotSuggest": True,
                "errorMessage": "klausul ini tidak mempunyai varian yang dapat dipilih di sini",
            }
        ganti["isian"] = {**umum["isian"], **self._isian(kepala.isian)}
        if not kepala.isian:
            ganti["isian"] |= {"doNotSuggest": True, "errorMessage": "klausul ini tidak mempunyai isian"}
        dasar = [regulation.cetak_sitasi(s) for s in kepala.dasar]
        bagian = [
            f"Klausul baku {judul}",
            _KEKAKUAN[kepala.kekakuan],
            f"Dasar: {'; '.join(dasar)}" if dasar else "",
            kepala.catatan or "",
        ]
        hasil = self.rekaman(PilihanKlausul, wajib=False, ganti=ganti)
        return {"title": judul, **_uraian(". ".join(b.rstrip(".") for b in bagian if b)), **hasil}

    def _isian(self, deklarasi: Mapping[str, DeklarasiIsian] | None) -> Skema:
        """The typed blanks that a clause or document type declares."""
        isi: Skema = {}
        for nama, d in (deklarasi or {}).items():
            m = medan(d.uraian, tunggal=True)
            isi[nama] = {"title": _judul(nama), **_uraian(d.uraian)}
            if d.baku is not None and (baku := plain(d.baku)) not in (None, [], ""):
                isi[nama]["default"] = int(baku) if d.tipe == "bilangan" and baku.isdecimal() else baku
            if d.tipe == "pilihan":
                isi[nama] |= {"type": "string", **_pilihan(dict.fromkeys(d.pilihan, ""), "nilai ini tidak dikenal")}
                del isi[nama]["enumDescriptions"]
            else:
                tipe = TIPE_ISIAN.get(d.tipe, str)
                teks = tipe in _TEKS or get_origin(tipe) is tuple
                isi[nama] |= self.nilai(tipe, m, wajib=not teks)
        return {
            **_pasangan(),
            "properties": isi,
            "additionalProperties": False,
            "errorMessage": f"isian ini tidak dikenal; isian yang ada: {', '.join(isi)}"
            if isi
            else "tidak ada isian di sini",
        }

    # --- skeletons ----------------------------------------------------------------------------------------------------------------

    def _kerangka(self, nama: str, kepala: KepalaJenis) -> Skema:
        """A whole paper of a document type with what it cannot do without, to be filled in."""
        kategori = [k.value for k in Kategori if k.didukung and k.value in kepala.kategori]
        isi: Skema = {
            "jenis": nama,
            "kategori": kategori[0] if len(kategori) == 1 else "${1|" + ",".join(kategori) + "|}",
            "status": "konsep",
            "tentang": "$2",
        }
        nomor = iter(range(3, 100))
        tipe = konverter(Naskah)
        for kunci in self._lazim(kepala):
            if kunci == "para_pihak":
                isi[kunci] = [
                    {"kode": f"${next(nomor)}", "bentuk": f"${next(nomor)}", "nama": f"${next(nomor)}"}
                    for _ in range(2)
                ]
            else:
                isi[kunci] = _bentuk_kosong(tipe[kunci], nomor)
        return {
            "label": f"Kerangka {kepala.sebutan}",
            "description": f"{kepala.uraian}: kunci yang diperlukan, tinggal diisi",
            "body": isi,
        }


_KEKAKUAN = {
    "bebas": "Boleh diubah",
    "persetujuan": "Diubah dengan persetujuan bagian hukum",
    "tetap": "Tidak diubah, karena mengikuti peraturan",
}


def _uraian(uraian: str, contoh: str = "") -> Skema:
    """A description; as Markdown too where it has code words or an example, which the language server would escape or leave out."""
    hasil = {"description": uraian}
    if contoh:
        hasil["markdownDescription"] = f"{uraian}\n\n```yaml\n{contoh}```"
    elif "`" in uraian or "_" in uraian:
        hasil["markdownDescription"] = uraian
    return hasil


def _kelas(asal: Any) -> type:
    return asal if isinstance(asal, type) else object


def _pasangan() -> Skema:
    return {
        "if": {"type": ["object", "null"]},
        "else": {"type": "object", "errorMessage": "seharusnya pasangan kunci: nilai"},
    }


def _teks(m: Medan, wajib: bool) -> Skema:
    harap = (
        f"wajib diisi dengan teks: {m.uraian[0].lower()}{m.uraian[1:]}"
        if wajib
        else "seharusnya teks, bukan daftar atau pasangan kunci: nilai"
    )
    return {"type": "string", "errorMessage": harap, **({"examples": [str(m.contoh)]} if m.contoh is not None else {})}


def _enum(tipe: type[Enum]) -> Skema:
    return _pilihan({e.value: e.uraian for e in tipe}, "nilai ini tidak dikenal")  # type: ignore[attr-defined]


def _bila(**nilai: list[str]) -> Skema:
    """Keys of the agreement have one of these values."""
    isi = {k: {"const": v[0]} if len(v) == 1 else {"enum": v} for k, v in nilai.items()}
    return {"properties": isi, "required": list(nilai)}


def _diam(isi: Skema) -> Skema:
    """Further constraints on keys that are described elsewhere: they are not offered a second time."""
    return {
        "properties": {
            k: {"doNotSuggest": True, **v} if "$ref" not in v else {"allOf": [v], "doNotSuggest": True}
            for k, v in isi.items()
        }
    }


def _varian_cocok(varian: Varian, jenis: str, kategori: str | None) -> bool:
    return (not varian.jenis or jenis in varian.jenis) and (not varian.kategori or kategori in varian.kategori)


def _utama(jenis: type[Rekaman]) -> list[str]:
    return [n for n, m in jenis.medan_.items() if m.baku is WAJIB] or list(jenis.medan_)[:3]


def _syarat(jenis: type[Rekaman]) -> list[Skema]:
    """The required keys, each with its own message."""
    wajib = {n: m for n, m in jenis.medan_.items() if m.baku is WAJIB}
    if jenis is not Pihak:
        return [_perlu(n, m) for n, m in wajib.items()]
    # What a party file gives need not be written again.
    sendiri = [_perlu(n, m) for n, m in wajib.items() if n not in BerkasPihak.medan_]
    berkas = [_perlu(n, m) for n, m in wajib.items() if n in BerkasPihak.medan_]
    beracuan = {"properties": {"acuan": {"not": {"type": ["null", "array", "object"]}}}, "required": ["acuan"]}
    return [*sendiri, {"if": beracuan, "else": {"allOf": berkas}}]


def _perlu(nama: str, m: Medan) -> Skema:
    return {"required": [nama], "errorMessage": f"kunci `{nama}` wajib diisi: {m.uraian[0].lower()}{m.uraian[1:]}"}


def _baku(baku: Any) -> Any:
    """A default as it would be written; None where nothing is."""
    if isinstance(baku, bool):
        return "ya" if baku else "tidak"
    if isinstance(baku, Enum):
        return baku.value
    return baku if isinstance(baku, str | int) else None


# --- examples ---------------------------------------------------------------------------------------------------------------------------

_CONTOH: dict[Any, str] = {
    date: "2026-12-07",
    Menyusul: "menyusul",
    Rupiah: "2500000000",
    Lama: "3 tahun",
    int: "3",
    Persen: "30",
    bool: "ya",
}


def _contoh(tipe: Any, m: Medan) -> Any:
    """An example of a field as data."""
    asal = get_origin(tipe)
    if asal is tuple:
        return [_contoh(get_args(tipe)[0], m)]
    if asal is not None and issubclass(_kelas(asal), Mapping):
        isi = get_args(tipe)[1]
        return {} if isi in (Any, PilihanKlausul) else {"garut": _contoh(isi, m)}
    pilihan = [t for t in get_args(tipe) if t is not type(None)] if asal is not None else [tipe]
    if m.contoh is not None and not (
        len(pilihan) == 1 and isinstance(pilihan[0], type) and issubclass(pilihan[0], Rekaman)
    ):
        return str(m.contoh)
    t = pilihan[0]
    if isinstance(t, type) and issubclass(t, Rekaman):
        kunci = _utama(t)
        return {n: _contoh(konverter(t)[n], t.medan_[n]) for n in kunci}
    if t in _CONTOH:
        return _CONTOH[t]
    if isinstance(t, type) and issubclass(t, Enum):
        return str(next(iter(t)).value)
    return "…"


def _yaml(data: Any, dalam: int = 0) -> str:
    """A small example as block YAML."""
    awal = "  " * dalam
    if isinstance(data, dict):
        return "".join(f"{awal}{k}:" + _anak(v, dalam) for k, v in data.items())
    baris = []
    for butir in data:
        teks = _yaml(butir, dalam + 1) if isinstance(butir, dict | list) else f"{awal}  {_skalar(butir)}\n"
        baris.append(f"{awal}- {teks[len(awal) + 2 :]}")
    return "".join(baris)


def _anak(nilai: Any, dalam: int) -> str:
    return "\n" + _yaml(nilai, dalam + 1) if isinstance(nilai, dict | list) and nilai else f" {_skalar(nilai)}\n"


def _skalar(nilai: Any) -> str:
    teks = str(nilai) if nilai != {} else ""
    return (
        json.dumps(teks, ensure_ascii=False)
        if ": " in teks or " #" in teks or (teks[:1] in "[]{}&*!|>'\"%@`" and teks)
        else teks
    )


def _bentuk_kosong(tipe: Any, nomor: Iterator[int]) -> Any:
    """A field of a skeleton: the structure that it has, with places to fill in."""
    asal = get_origin(tipe)
    if asal is tuple:
        return [_bentuk_kosong(get_args(tipe)[0], nomor)]
    if asal is not None and issubclass(_kelas(asal), Mapping):
        return {f"${{{next(nomor)}:kode_pihak}}": _bentuk_kosong(get_args(tipe)[1], nomor)}
    pilihan = [t for t in get_args(tipe) if t is not type(None)] if asal is not None else [tipe]
    t = pilihan[0]
    if isinstance(t, type) and issubclass(t, Rekaman):
        kunci = [n for n, m in t.medan_.items() if m.baku is WAJIB] or list(t.medan_)[:2]
        return {n: _bentuk_kosong(konverter(t)[n], nomor) for n in kunci}
    return f"${next(nomor)}"


# --- snippets ---------------------------------------------------------------------------------------------------------------------------


class Cuplikan(Rekaman):
    """A ready-made piece that editors offer."""

    label: str = medan("Nama yang tampil di daftar")
    uraian: str = medan("Untuk apa cuplikan ini")
    isi: Any = medan("Isinya; $1, $2, … adalah tempat yang diisi")


def _baca_cuplikan() -> dict[str, list[Skema]]:
    """The snippets of each record, from data/cuplikan.yaml."""
    from ksdgen.source.decode import Pembaca

    node, _ = load(_CUPLIKAN.read_bytes(), _CUPLIKAN.name)
    hasil: dict[str, list[Skema]] = {}
    assert isinstance(node, Peta)
    for nama, daftar in node.isi.items():
        assert isinstance(daftar, Daftar)
        semua = [Pembaca().rekaman(Cuplikan, butir) for butir in daftar.butir]
        hasil[nama] = [
            {"label": c.label, "description": c.uraian, "body": plain(c.isi)} for c in semua if c is not None
        ]
    return hasil
