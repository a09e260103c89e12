"""A repository in two states with changes and findings of every kind, and what a reader of the review page must be able
to see of each.
"""

from __future__ import annotations

import copy
from typing import Any, NamedTuple

from tests.helpers.git_util import Git
from tests.helpers.util import daerah, ksb, pks, put, yaml


class Sight(NamedTuple):
    """Something to be seen: `way` is "hapus" (marked as the older words), "sisip" (as the newer ones), "baru" | "tetap"
    | "selesai" (in that list of findings), "atas" (in the list at the top) or "" (anywhere in its agreement)."""

    way: str
    text: str


def seen(*pairs: str) -> list[Sight]:
    """What is to be seen: ways and texts in turn."""
    return [Sight(way, text) for way, text in zip(pairs[::2], pairs[1::2], strict=True)]


class Seed(NamedTuple):
    """One agreement: its older and newer data (None: no such file; a text: the file as it stands), and what must be
    seen of it.
    """

    path: str
    old: Any
    new: Any
    look_for: list[Sight]
    old_path: str | None = None


LONG = "Pneumonoultramikroskopiksilikovulkanokoniosis" * 6
HOSTILE = "</script><img src=x onerror=alert(1)> & {{ 7 * 7 }} “kutip”"
_REASON = "diminta Tim Koordinasi Kerja Sama Daerah"


def _change(origin: dict[str, Any], **route: Any) -> dict[str, Any]:
    for key, value in route.items():
        origin = put(origin, key.replace("__", "."), value)
    return origin


def _pasal(code: str, title: str, after: str, content: str) -> dict[str, Any]:
    return {"kode": code, "judul": title, "setelah": after, "isi": content}


def _waiver(rule: str, **other: Any) -> dict[str, Any]:
    return {"aturan": rule, "alasan": "menunggu hasil pembahasan", "penanggung_jawab": "Kepala Bagian Hukum", **other}


def _ksb(tentang: str, count: int = 2, **route: Any) -> dict[str, Any]:
    return _change(ksb(count), tentang=tentang, **route)


def _pks(tentang: str, **route: Any) -> dict[str, Any]:
    return _change(pks(), tentang=tentang, **route)


def _all() -> list[Seed]:
    report = _pasal(
        "lapor",
        "PELAPORAN BERKALA",
        "pelaksanaan",
        "(1) PARA PIHAK menyusun laporan.\n(2) Laporan disampaikan setiap 6 (enam) bulan.",
    )
    office = _pasal(
        "kantor", "SEKRETARIAT BERSAMA", "pelaksanaan", "PARA PIHAK membentuk sekretariat yang berkedudukan di Garut."
    )
    tight = _pasal("rapat", "RAPAT KOORDINASI", "ruang_lingkup", "Rapat koordinasi diadakan setiap triwulan di Garut.")
    partners = _ksb("Mitra Sepuluh Daerah", 11)
    new_partner = copy.deepcopy(partners)
    new_partner["para_pihak"][9]["penanda_tangan"][0]["nama"] = "Raden Surya Kencana"
    three = _ksb("Pihak Bertambah", 3)
    return [
        Seed("a-jangka.yaml", _ksb("Jangka Waktu Berubah"), _ksb("Jangka Waktu Berubah", jangka_waktu__lama="5 tahun"),
              seen("hapus", "3 (tiga) tahun", "sisip", "5 (lima) tahun", "atas", "jangka waktu 3 (tiga) tahun → 5 (lima) tahun")),
        Seed("b-uang.yaml", _pks("Nilai Berubah"),
              _pks("Nilai Berubah", pembiayaan__nilai="1250000000", pembiayaan__termin__0__nilai="1250000000", pembiayaan__rekening__nomor="0077"),
              seen("hapus", "Rp1.000.000.000", "sisip", "Rp1.250.000.000", "sisip", "satu miliar dua ratus lima puluh juta rupiah", "hapus", "0099",
                "sisip", "0077")),
        Seed("c-tanggal.yaml", _ksb("Tanggal Berubah"), _ksb("Tanggal Berubah", penandatanganan={"tempat": "Cimahi", "tanggal": "2026-12-21"}),
              seen("hapus", "07-12-2026", "sisip", "21-12-2026", "sisip", "Cimahi")),
        Seed("d-pihak.yaml", _ksb("Pihak Berubah"),
              _ksb("Pihak Berubah", para_pihak__1__penanda_tangan__0__nama="Bambang Wirawan", para_pihak__1__alamat="Jalan Pahlawan Nomor 45",
                 para_pihak__1__nomor="100.3.7/99/KSB/2026"),
              seen("hapus", "Pejabat Cimahi", "sisip", "Bambang Wirawan", "", "PIHAK KEDUA", "sisip", "100.3.7/99/KSB/2026", "sisip", "Pahlawan")),
        Seed("e-tiga.yaml", _ksb("Pihak Bertambah"), three,
              seen("sisip", "Bupati Sumedang", "", "PIHAK KETIGA: Pemerintah Daerah Kabupaten Sumedang", "", "nomor 100.3.7/3/KSB/2026")),
        Seed("f-sebelas.yaml", partners, new_partner, seen("hapus", "Pejabat Ciamis", "sisip", "Raden Surya Kencana", "", "PIHAK KESEBELAS: Pemerintah Daerah Kabupaten Cirebon")),
        Seed("g-pasal.yaml", {**_ksb("Pasal Berubah"), "pasal_tambahan": [office, tight]},
              {**_ksb("Pasal Berubah"), "pasal_tambahan": [report, {**tight, "setelah": "jangka_waktu"}]},
              seen("sisip", "PELAPORAN BERKALA", "hapus", "SEKRETARIAT BERSAMA", "sisip", "Laporan disampaikan setiap 6 (enam) bulan.",
                "hapus", "PARA PIHAK membentuk sekretariat yang berkedudukan di Garut.", "", "dipindah menjadi", "atas", "Pasal baru")),
        Seed("h-butir.yaml", _ksb("Butir Berubah", ruang_lingkup=["penyediaan pangan", "pertukaran data", "pelatihan petani"]),
              _ksb("Butir Berubah", ruang_lingkup=["penyediaan pangan", "pelatihan petani", "pembinaan koperasi"], objek="pengendalian harga beras"),
              seen("hapus", "pertukaran data", "sisip", "pembinaan koperasi", "sisip", "harga beras", "hapus", "inflasi")),
        Seed("i-temuan.yaml", _ksb("Temuan Berubah", objek="pasokan 30 (tiga) ton", maksud="menyalurkan 12 (dua) ton"),
              _ksb("Temuan Berubah", tujuan=["menyalurkan 40 (empat) ton"], maksud="menyalurkan 12 (dua) ton", jangka_waktu__lama="7 tahun"),
              seen("baru", "40", "baru", "KSD301", "tetap", "12", "selesai", "30", "atas", "ada kesalahan", "atas", "temuan selesai: 1 kesalahan",
                "baru", "Yang perlu dilakukan", "baru", "baris ")),
        Seed("j-klausul.yaml", _pks("Klausul Menyimpang"),
              {**_pks("Klausul Menyimpang"), "klausul": {"lain_lain": {"ubah": "Hal yang belum diatur dibahas kemudian.", "alasan": _REASON},
                                                       "keadaan_kahar": {"hapus": "ya", "alasan": "tidak relevan bagi mitra"}}},
              seen("", _REASON, "sisip", "dibahas kemudian", "", "tidak relevan bagi mitra", "", "perlu persetujuan", "atas", "2 penyimpangan baru",
                "hapus", "KEADAAN KAHAR", "baru", "KSD226")),
        Seed("k-pengecualian.yaml", {**_ksb("Pengecualian Berubah"), "pengecualian": [_waiver("KSD606", sampai="2027-01-31"), _waiver("KSD315")]},
              {**_ksb("Pengecualian Berubah", objek="pangan"), "pengecualian": [_waiver("KSD606", sampai="2027-06-30"), _waiver("KSD315")]},
              seen("", "30 Juni 2027", "", "31 Januari 2027", "", "dicabut", "", "menunggu hasil pembahasan", "", "Kepala Bagian Hukum")),
        Seed("l-nama-baru.yaml", _ksb("Berkas Dinamai Ulang"), _ksb("Berkas Dinamai Ulang"),
              seen("", "Berkas dinamai ulang, semula agreements/l-nama-lama.yaml", "atas", "Isi cetak tetap"), old_path="l-nama-lama.yaml"),
        Seed("m-naskah-baru.yaml", None, _pks("Naskah yang Sama Sekali Baru"),
              seen("atas", "Naskah baru", "", "Naskah baru: agreements/m-naskah-baru.yaml", "", "PT Contoh Sejahtera")),
        Seed("n-naskah-dihapus.yaml", _ksb("Naskah yang Dicabut Seluruhnya", 11, objek="pengelolaan terminal"), None,
              seen("atas", "Naskah dihapus", "atas", "dihapus dari repositori")),
        Seed("o-rusak.yaml", _ksb("Rusak Sesudah"), "jenis: [kesepakatan_bersama\n",
              seen("atas", "tidak dapat disusun", "", "Versi baru tidak dapat disusun")),
        Seed("p-rusak-lama.yaml", "jenis: [kesepakatan_bersama\n", _ksb("Rusak Sebelum"),
              seen("", "Versi lama tidak dapat disusun", "", "Bupati Garut")),
        Seed("q-persetujuan.yaml", _pks("Persetujuan Terbuka"),
              _pks("Persetujuan Terbuka", persetujuan_dprd={"membebani_masyarakat_dan_daerah": True, "sudah_dianggarkan": False}, objek="parkir"),
              seen("", "Yang masih terbuka sebelum penandatanganan", "", "DPRD", "", "Permendagri 22/2020 Pasal 34")),
        Seed("r-jahat.yaml", _ksb("Teks yang Tidak Lazim"), _ksb("Teks yang Tidak Lazim", objek=HOSTILE, maksud=f"memakai {LONG} bersama"),
              seen("sisip", HOSTILE, "sisip", LONG)),
        Seed("s-acuan.yaml", {**_ksb("Data Pihak Berubah"), "para_pihak": [{"kode": "garut", "pemrakarsa": True, "acuan": "pihak/garut", "nomor": "1"}, daerah(1)]},
              {**_ksb("Data Pihak Berubah"), "para_pihak": [{"kode": "garut", "pemrakarsa": True, "acuan": "pihak/garut", "nomor": "1"}, daerah(1)]},
              seen("", "Ikut berubah: data pihak garut", "sisip", "Kiansantang")),
        Seed("t-tetap.yaml", _ksb("Tidak Berubah Sama Sekali"), _ksb("Tidak Berubah Sama Sekali"), []),
    ]  # fmt: skip


SEEDS = _all()
CHANGED = [s for s in SEEDS if s.look_for]
COUNTS = sum(len(s.look_for) for s in SEEDS)


def plant(git: Git) -> None:
    """Write and commit the older state, then write the newer one."""
    shared = ("bentuk", "nama", "tempat_kedudukan", "alamat", "daerah", "narahubung")
    pihak = {key: value for key, value in daerah(0).items() if key in shared}
    pejabat = [{"kode": "bupati", "sejak": "2025-02-20", **person} for person in daerah(0)["penanda_tangan"]]
    git.write("agreements/pihak/garut.yaml", yaml({**pihak, "pejabat": pejabat}))
    for seed in SEEDS:
        if seed.old is not None:
            path = f"agreements/{seed.old_path or seed.path}"
            git.write(path, seed.old if isinstance(seed.old, str) else yaml(seed.old))
    git.commit("awal")
    git.write("agreements/pihak/garut.yaml", yaml({**pihak, "alamat": "Jalan Kiansantang Nomor 3", "pejabat": pejabat}))
    for seed in SEEDS:
        if seed.old_path is not None or seed.new is None:
            (git.root / "agreements" / (seed.old_path or seed.path)).unlink()
        if seed.new is not None:
            git.write(f"agreements/{seed.path}", seed.new if isinstance(seed.new, str) else yaml(seed.new))
