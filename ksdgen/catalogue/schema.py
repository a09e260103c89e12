"""The model and the catalogue as JSON Schema (draft 2020-12), for the YAML extension of editors.

What the decoder accepts the schema accepts, and what it rejects the schema rejects, as far as a schema can see: it judges values as the
YAML language server types them, so that quotes, notation of numbers, comments and other files are out of its sight.

Two habits of the language server shape the form. It offers `true`, `false` and `null` wherever a `type` allows them, so that what may stay
open or may be written as a number is told by `if` and `not`, which it does not read for proposals. And its messages are English unless
`errorMessage` says something else.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, get_origin

from ksdgen import regulation
from ksdgen.catalogue.catalogue import Katalog
from ksdgen.catalogue.front_matter import DeklarasiIsian, KepalaJenis, KepalaKlausul, Varian
from ksdgen.catalogue.schema_examples import empty_shape, example
from ksdgen.catalogue.schema_records import RecordSchemas
from ksdgen.catalogue.schema_scalars import (
    EMPTY,
    NUMBER,
    SHARED,
    TEXT_TYPES,
    Skema,
    closed_list,
    description,
    pairs,
    silent,
    text,
    title,
    when,
)
from ksdgen.naskah.model import BerkasPihak, DasarHukum, Kategori, Naskah, PilihanKlausul
from ksdgen.source.convert import TIPE_ISIAN
from ksdgen.source.node import plain
from ksdgen.source.record import Medan, Rekaman, konverter, medan

DIALEK = "https://json-schema.org/draft/2020-12/schema"
BERKAS_NASKAH = "naskah.schema.json"
BERKAS_PIHAK = "pihak.schema.json"

_CATATAN = "Dibuat oleh `ksdgen schema` dari model dan katalog templat; jangan diubah dengan tangan."


def skema_naskah(katalog: Katalog) -> Skema:
    """The schema of agreements.

    Args:
        katalog: the document types, clauses and styles of the repository; what is broken there is left out.
    """
    return CatalogueSchemas(katalog).naskah()


def skema_pihak(katalog: Katalog) -> Skema:
    """The schema of shared party files, agreements/pihak/*.yaml."""
    return CatalogueSchemas(katalog).pihak()


def tulis(skema: Skema) -> bytes:
    """A schema as the text of its file; the same schema always gives the same bytes."""
    return (json.dumps(skema, ensure_ascii=False, indent=1) + "\n").encode()


class CatalogueSchemas(RecordSchemas):
    """Builds the schemas of one repository."""

    def __init__(self, katalog: Katalog) -> None:
        super().__init__()
        self.katalog = katalog
        self.jenis: dict[str, KepalaJenis] = {}
        for nama in katalog.daftar_jenis():
            if (berkas := katalog.jenis(nama)) is not None:
                self.jenis[nama] = berkas.kepala
        self.klausul: dict[str, KepalaKlausul] = {}
        for nama in katalog.daftar_klausul():
            if (berkas := katalog.klausul(nama)) is not None:
                self.klausul[nama] = berkas.kepala
        self.bersama: Skema = dict(SHARED)

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

    def _contoh(self, jenis: type[Rekaman], nama: str, m: Medan, tipe: Any) -> str:
        """An example of a field that is more than one word or sentence, as YAML; empty for the others."""
        contoh = example(tipe, m)
        if jenis is Naskah and nama == "klausul":
            # A clause that has a variant only for those who choose it shows best what the key is for.
            pilihan = (
                (k, n) for k, kepala in self.klausul.items() for n, v in (kepala.varian or {}).items() if v.pilihan
            )
            contoh = {k: {"varian": n} for k, n in list(pilihan)[:1]}
        return self.example_text(nama, contoh)

    # --- what the catalogue knows -------------------------------------------------------------------------------------------------

    def _dari_katalog(self, jenis: type[Rekaman], nama: str, m: Medan) -> Skema | None:
        """The schema of a field whose values are names of the catalogue; None for the others."""
        if jenis is Naskah and nama == "jenis":
            uraian = {
                j: f"{k.sebutan}: {k.uraian}. Diisi antara lain: {', '.join(self._lazim(k))}"
                for j, k in self.jenis.items()
            }
            return {"type": "string", **closed_list(uraian, "jenis naskah ini tidak dikenal")}
        if jenis is Naskah and nama == "kategori":
            return {"anyOf": [text(m, wajib=True), NUMBER]}  # the words come with the document type
        if jenis is Naskah and nama == "gaya":
            gaya = {g: isi.uraian for g in self.katalog.daftar_gaya() if (isi := self.katalog.gaya(g)) is not None}
            return {"anyOf": [closed_list(gaya, "gaya ini tidak ada"), {"type": "string", "pattern": r"^\s*$"}, EMPTY]}
        if jenis is Naskah and nama in ("klausul", "isian"):
            return {"properties": {}, **pairs()}  # the keys come with document type and category
        if jenis is Naskah and nama == "dasar_hukum":
            peraturan = {p.id: regulation.sebutan(p.id, None, lembaran=False) or p.id for p in regulation.semua()}
            kode = {
                "type": "string",
                **closed_list(
                    peraturan, "kode peraturan ini tidak ada dalam daftar; tulis lengkap dengan `- sebutan: …`"
                ),
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
                "kategori": closed_list(kategori, f"kategori ini tidak dapat memakai jenis naskah {kepala.sebutan}"),
                "isian": self._isian(kepala.isian),
            }
            if not kepala.isian:
                isi["isian"]["errorMessage"] = f"{kepala.sebutan} tidak mempunyai isian khusus"
            yield {"if": when(jenis=[nama]), "then": {**silent(isi), "defaultSnippets": [self._kerangka(nama, kepala)]}}
        semua_kerangka = [self._kerangka(n, k) for n, k in self.jenis.items()]
        yield {"if": {"not": {"required": ["jenis"]}}, "then": {"defaultSnippets": semua_kerangka}}
        semua = {str(k.value): k.uraian for k in Kategori if k.didukung}
        yield {
            "if": {"not": when(jenis=list(self.jenis))},
            "then": silent({"kategori": closed_list(semua, "kategori ini tidak dikenal")}),
        }

    def _menurut_kategori(self) -> Iterator[Skema]:
        """Per document type and category: the clauses, their variants and the other titles that may be used."""
        pasangan: list[Skema] = []
        for jenis, kepala in self.jenis.items():
            for kategori in (k.value for k in Kategori if k.didukung and k.value in kepala.kategori):
                syarat = when(jenis=[jenis], kategori=[kategori])
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
                    lain = {"anyOf": [closed_list(sebutan, "sebutan ini tidak tersedia"), EMPTY]}
                yield {
                    "if": syarat,
                    "then": silent({"sebutan": lain, "klausul": self._daftar_klausul(jenis, kategori)}),
                }
        yield {"if": {"not": {"anyOf": pasangan}}, "then": silent({"klausul": self._daftar_klausul(None, None)})}

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
        umum = {n: {"title": title(n), **description(m.uraian)} for n, m in PilihanKlausul.medan_.items()}
        if varian:
            uraian = {n: v.uraian for n, v in varian.items()}
            ganti["varian"] = {
                **umum["varian"],
                "anyOf": [closed_list(uraian, "varian ini tidak dapat dipakai di sini"), EMPTY],
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
        return {"title": judul, **description(". ".join(b.rstrip(".") for b in bagian if b)), **hasil}

    def _isian(self, deklarasi: Mapping[str, DeklarasiIsian] | None) -> Skema:
        """The typed blanks that a clause or document type declares."""
        isi: Skema = {}
        for nama, d in (deklarasi or {}).items():
            m = medan(d.uraian, tunggal=True)
            isi[nama] = {"title": title(nama), **description(d.uraian)}
            if d.baku is not None and (baku := plain(d.baku)) not in (None, [], ""):
                isi[nama]["default"] = int(baku) if d.tipe == "bilangan" and baku.isdecimal() else baku
            if d.tipe == "pilihan":
                isi[nama] |= {"type": "string", **closed_list(dict.fromkeys(d.pilihan, ""), "nilai ini tidak dikenal")}
                del isi[nama]["enumDescriptions"]
            else:
                tipe = TIPE_ISIAN.get(d.tipe, str)
                teks = tipe in TEXT_TYPES or get_origin(tipe) is tuple
                isi[nama] |= self.nilai(tipe, m, wajib=not teks)
        return {
            **pairs(),
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
                isi[kunci] = empty_shape(tipe[kunci], nomor)
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


def _varian_cocok(varian: Varian, jenis: str, kategori: str | None) -> bool:
    return (not varian.jenis or jenis in varian.jenis) and (not varian.kategori or kategori in varian.kategori)
