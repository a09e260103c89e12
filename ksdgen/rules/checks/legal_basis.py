"""Acts that an agreement names: revoked, not yet in force, misquoted, missing, doubled, out of order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from ksdgen import bahasa, regulation
from ksdgen.naskah.model import DasarHukum
from ksdgen.rules.checks.dates import tanggal_tertulis
from ksdgen.rules.reading import Bacaan, kalimat, lembar, rute_pada, sekali, temuan
from ksdgen.rules.rule import Konteks, Temuan
from ksdgen.rules.shapes import Fault, Parameter, shape
from ksdgen.source.advice import mirip
from ksdgen.source.record import medan

_RIWAYAT = re.compile(
    r"\b(?:di|men|pen)cabut\w*|\btidak\s+(?:lagi\s+)?berlaku|\b(?:pada|di)\s+saat\s+itu\b|\b(?:ketika|waktu)\s+itu\b"
    r"|\bdiganti(?:kan)?\s+(?:dengan|oleh)\s+(?:Undang|UU\b|Per|PP\b)|\bsebagaimana\s+telah\s+(?:beberapa\s+kali\s+)?diganti",
    re.IGNORECASE,
)
"""What is said of an act that is no longer in force."""
_SEMULA = r"\b(?:semula|dahulu|dulunya|sebelumnya|pernah)\b"
_DAHULU_DEPAN = re.compile(
    rf"(?:{_SEMULA}(?:[^,]|,\s*(?:dan\s+)?(?=Undang|UU\b|Per|PP\b))*|\b(?:meng|peng)ganti(?:kan)?\s+)$", re.IGNORECASE
)
_DAHULU_BELAKANG = re.compile(rf"\b(?:yang|telah)\s+{_SEMULA}|\b(?:telah|sudah)\s+diganti(?:kan)?\b", re.IGNORECASE)
_KOMA_LANJUT = re.compile(r",(?!\s*(?:yang|berdasarkan|menurut|sesuai|sebagaimana|nomor|dan|serta)\b)", re.IGNORECASE)


def _riwayat(depan: str, belakang: str, sejak: date) -> bool:
    """Whether a sentence tells of the past of an act: that it is gone, or what was done under it while it was in force."""
    if (
        _RIWAYAT.search(depan)
        or _RIWAYAT.search(belakang)
        or _DAHULU_DEPAN.search(depan)
        or _DAHULU_BELAKANG.search(belakang)
    ):
        return True
    # A date tells of the past where it belongs to the clause of the act.
    for t in tanggal_tertulis(depan):
        if t.nilai is not None and t.nilai < sejak and not _KOMA_LANJUT.search(depan, t.akhir):
            return True
    for t in tanggal_tertulis(belakang):
        if t.nilai is None or t.nilai >= sejak:
            continue
        antara = belakang[: t.awal]
        if not _KOMA_LANJUT.search(antara) or re.search(r"(?<!yang )\btelah\b", antara[antara.index(",") :]):
            return True
    return False


_DALAM_JUDUL = re.compile(r"\b(?:[Pp]erubahan(?:\s+\w+)?\s+[Aa]tas|[Pp]enetapan|[Pp]elaksanaan|[Pp]encabutan)\s+$")


def _act_faults(route: str, act: str) -> Iterator[Fault]:
    """What is wrong with the id of an act."""
    if regulation.muat(act) is None:
        suggestion = mirip(act, regulation.daftar_id())
        hint = f"maksud Anda `{suggestion}`?" if suggestion else "peraturan yang ada: `ksdgen coverage`"
        yield Fault(route, f"peraturan `{act}` tidak ada", hint)


def _sebut(id: str) -> str:
    """An act as people call it."""
    return regulation.cetak_sitasi(id)


_TANDA_TAHUN = ("tahun 19", "tahun 20", "/19", "/20", "-19", "-20", "th. ", "thn")
_TANDA_PERATURAN = ("undang", "uu ", "uu-", "peraturan", "pp ", "pp-", "perp", "permen")


def _sebutan(k: Konteks) -> list[tuple[Bacaan, str, int, int]]:
    """Every act that the document mentions; worked out once for all rules."""
    ingatan = lembar(k).ingatan
    if "peraturan" not in ingatan:
        bertahun = lembar(k).calon(_TANDA_TAHUN)
        calon = [b for b in bertahun if any(t in b.teks.lower() for t in _TANDA_PERATURAN)]
        ingatan["peraturan"] = [(b, *sebutan) for b in calon for sebutan in regulation.kenali_semua(b.teks)]
    hasil: list[tuple[Bacaan, str, int, int]] = ingatan["peraturan"]
    return hasil


class PeraturanDicabut(Parameter):
    """Which revoked acts are meant."""

    peraturan: tuple[str, ...] | None = medan("Hanya peraturan ini", default=None, tunggal=True)
    kecuali: tuple[str, ...] = medan("Bukan peraturan ini", default=(), tunggal=True)

    def faults(self) -> Iterator[Fault]:
        """See `Parameter`."""
        for name, acts in (("peraturan", self.peraturan or ()), ("kecuali", self.kecuali)):
            for i, act in enumerate(acts):
                yield from _act_faults(f"{name}.{i}", act)


@shape("peraturan_dicabut", PeraturanDicabut, words=("pencabut", "peraturan", "sejak"))
@sekali
def peraturan_dicabut(k: Konteks, p: PeraturanDicabut) -> Iterator[Temuan]:
    """No act that had been revoked by the day of the agreement is named as if it were in force.

    Only the acts of `peraturan`, or all that are known but those of `kecuali`. Where history is told, a revoked act may be named.
    """
    hanya, kecuali = p.peraturan, p.kecuali
    for b, id, awal, akhir in _sebutan(k):
        if (hanya is not None and id not in hanya) or id in kecuali:
            continue
        cabut = regulation.dicabut(id, k.pada)
        if (
            cabut is None
            or _DALAM_JUDUL.search(b.teks[:awal])
            or (rute_pada(b, awal) or "").startswith("kesepakatan_bersama")
        ):
            continue
        pencabut, sejak, _ = cabut
        depan, belakang = kalimat(b.teks, awal, akhir)
        if _riwayat(depan, belakang, sejak):
            continue
        yield temuan(
            k, b, (awal, akhir), {"peraturan": _sebut(id), "pencabut": _sebut(pencabut), "sejak": bahasa.tanggal(sejak)}
        )


# --- quoting ----------------------------------------------------------------------------------------------------------------------------


def _rapat(teks: str) -> str:
    """Letters and digits alone, so that "Kerjasama" and "Kerja Sama", capitals and commas do not differ."""
    return "".join(h for h in teks.casefold() if h.isalnum())


_TENTANG = re.compile(r"\s+(?:Republik\s+Indonesia\s+)?(?:\([^()]*\)\s*)?tentang\s+", re.IGNORECASE)
_AKHIR_JUDUL = re.compile(r"\s*(?:[;.(]|,\s|\bsebagaimana\b|\bbeserta\b|\bjo\b|\bjuncto\b|$)")


@shape("judul_peraturan", words=("peraturan", "seharusnya", "tertulis"))
@sekali
def judul_peraturan(k: Konteks) -> Iterator[Temuan]:
    """An act is quoted with its own number, year and title."""
    for b, id, awal, akhir in _sebutan(k):
        m = _TENTANG.match(b.teks, akhir)
        if m is None or not b.tertulis(awal, len(b.teks)) or "…" in b.teks[m.end() :]:
            continue
        if (rute_pada(b, awal) or "").startswith("dasar_hukum.") and not (rute_pada(b, awal) or "").endswith(
            ".sebutan"
        ):
            continue  # printed from the list itself
        sisa = _rapat(b.teks[m.end() :])
        dikenal = regulation.muat(id)
        if dikenal is not None:
            if not sisa.startswith(_rapat(dikenal.tentang)):
                ujung = _ujung(b, m.end())
                isian = {
                    "tertulis": b.teks[m.end() : ujung],
                    "peraturan": _sebut(id),
                    "seharusnya": f"tentang {dikenal.tentang}",
                }
                yield temuan(k, b, (m.end(), ujung), isian, (awal, akhir))
            continue
        jenis, nomor, tahun = id.split("-")
        judul = _rapat(b.teks[m.end() : _ujung(b, m.end())])
        # A title that is known, with its number or its year but not both.
        for benar in regulation.daftar_id():
            j, n, t = benar.split("-")
            if j != jenis or (n == nomor) == (t == tahun):
                continue
            lain = regulation.muat(benar)
            if lain is not None and _rapat(lain.tentang) == judul:
                isian = {
                    "tertulis": f"Nomor {nomor} Tahun {tahun}",
                    "peraturan": f"peraturan itu ({_sebut(benar)})",
                    "seharusnya": f"Nomor {lain.nomor} Tahun {lain.tahun}",
                }
                yield temuan(k, b, (awal, akhir), isian)
                break


def _ujung(b: Bacaan, awal: int) -> int:
    m = _AKHIR_JUDUL.search(b.teks, awal)
    return m.start() if m is not None and m.start() > awal else len(b.teks)


# --- the list -----------------------------------------------------------------------------------------------------------------------------


def _daftar(k: Konteks) -> Iterator[tuple[str, str | None, str]]:
    """The entries of `dasar_hukum`: route, id of the act where it can be told, and the text."""
    for i, d in enumerate(k.naskah.dasar_hukum):
        if isinstance(d, DasarHukum):
            teks = d.sebutan.strip()
            id = next((id for id, awal, _ in regulation.kenali_semua(teks) if awal == 0), None)
            yield f"dasar_hukum.{i}.sebutan", id, teks
        else:
            dikenal = regulation.muat(d)
            yield (
                f"dasar_hukum.{i}",
                d,
                f"{dikenal.bentuk} Nomor {dikenal.nomor} Tahun {dikenal.tahun}" if dikenal else d,
            )


class PeraturanDituntut(Parameter):
    """An act."""

    peraturan: str = medan("Peraturan yang harus disebut")

    def faults(self) -> Iterator[Fault]:
        """See `Parameter`."""
        yield from _act_faults("peraturan", self.peraturan)


@shape("dasar_hukum_memuat", PeraturanDituntut, words=("kode", "peraturan"))
def dasar_hukum_memuat(k: Konteks, p: PeraturanDituntut) -> Iterator[Temuan]:
    """A list of acts, where there is one, names a certain act."""
    if not k.naskah.dasar_hukum or any(id == p.peraturan for _, id, _ in _daftar(k)):
        return
    if not any(id == p.peraturan for _, id, _, _ in _sebutan(k)):
        yield Temuan("dasar_hukum", {"peraturan": _sebut(p.peraturan), "kode": p.peraturan}, kunci=True)


@shape("dasar_hukum_sekali", words=("ke", "peraturan"))
def dasar_hukum_sekali(k: Konteks) -> Iterator[Temuan]:
    """Each act stands in the list once."""
    sudah: dict[str, int] = {}
    for i, (rute, id, teks) in enumerate(_daftar(k)):
        kunci = id or _rapat(teks)
        if kunci in sudah:
            yield Temuan(rute, {"peraturan": _sebut(id) if id else teks, "ke": str(sudah[kunci] + 1)})
        sudah.setdefault(kunci, i)


@shape("dasar_hukum_berlaku", words=("berlaku", "pada", "peraturan"))
def dasar_hukum_berlaku(k: Konteks) -> Iterator[Temuan]:
    """Each act of the list is in force on the day of the agreement already."""
    for rute, id, _ in _daftar(k):
        dikenal = regulation.muat(id) if id is not None else None
        if dikenal is not None and dikenal.berlaku is not None and dikenal.berlaku > k.pada:
            yield Temuan(
                rute,
                {
                    "peraturan": dikenal.singkat,
                    "berlaku": bahasa.tanggal(dikenal.berlaku),
                    "pada": bahasa.tanggal(k.pada),
                },
            )


_TINGKAT = (
    r"Undang-Undang\s+Dasar|UUD",
    r"Ketetapan\s+M|TAP\s+MPR",
    r"Undang-Undang|UU\b|Peraturan\s+Pemerintah\s+Pengganti|Perp+u\b",
    r"Peraturan\s+Pemerintah|PP\b",
    r"Peraturan\s+Presiden|Perpres|Keputusan\s+Presiden|Keppres",
    r"Peraturan\s+(?:Menteri|Kepala|Badan|Lembaga|Bank\s+Indonesia|Otoritas|Komisi|Mahkamah|Bersama|Jaksa|Polri)|Permen\w*|Keputusan\s+(?:Bersama\s+)?Menteri",
    r"(?:Peraturan|Keputusan)\s+(?:Daerah|Gubernur|Bupati|Wali\s?[Kk]ota)|Perda\b|Per(?:gub|bup|wali?)\b|Qanun",
)
_PUSAT = 5
"""The last level above the regions; among regional acts no order is demanded, for two regions' acts may stand side by side."""


@shape("dasar_hukum_urut", words=("peraturan", "sebelum"))
def dasar_hukum_urut(k: Konteks) -> Iterator[Temuan]:
    """The list runs from the highest kind of act to the lowest, inside one kind from the oldest to the youngest."""
    sebelum: tuple[int, int] | None = None
    nama = ""
    for rute, _, teks in _daftar(k):
        tingkat = next((n for n, pola in enumerate(_TINGKAT) if re.match(rf"(?:{pola})", teks)), None)
        if tingkat is None:
            continue
        m = re.search(r"\b(?:Tahun\s+|/)((?:19|20)\d\d)\b", teks)
        tahun = int(m[1]) if m and tingkat <= _PUSAT else sebelum[1] if sebelum and sebelum[0] == tingkat else 0
        pendek = re.split(r"\s+tentang\b", teks)[0]
        if sebelum is not None and (tingkat, tahun) < sebelum:
            yield Temuan(rute, {"peraturan": pendek, "sebelum": nama})
            return
        sebelum, nama = (tingkat, tahun), pendek
