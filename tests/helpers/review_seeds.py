"""A repository in two states with changes and findings of every kind, and what a reader of the review page must be able to see of each."""

from __future__ import annotations

import copy
from typing import Any, NamedTuple

from tests.helpers.git_util import Git
from tests.helpers.util import daerah, ksb, pks, put, yaml


class Sight(NamedTuple):
    """Something to be seen: `way` is "hapus" (marked as the older words), "sisip" (as the newer ones), "baru" | "tetap" | "selesai" (in
    that list of findings), "atas" (in the list at the top) or "" (anywhere in its agreement)."""

    way: str
    text: str


def L(*pairs: str) -> list[Sight]:
    """Kinds and texts in turn."""
    return [Sight(c, t) for c, t in zip(pairs[::2], pairs[1::2], strict=True)]


class Seed(NamedTuple):
    """One agreement: its older and newer data (None: no such file; a text: the file as it stands), and what must be seen of it."""

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


def _k(tentang: str, count: int = 2, **route: Any) -> dict[str, Any]:
    return _change(ksb(count), tentang=tentang, **route)


def _p(tentang: str, **route: Any) -> dict[str, Any]:
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
    partners = _k("Mitra Sepuluh Daerah", 11)
    new_partner = copy.deepcopy(partners)
    new_partner["para_pihak"][9]["penanda_tangan"][0]["nama"] = "Raden Surya Kencana"
    three = _k("Pihak Bertambah", 3)
    return [
        Seed("a-jangka.yaml", _k("Jangka Waktu Berubah"), _k("Jangka Waktu Berubah", jangka_waktu__lama="5 tahun"),
              L("hapus", "3 (tiga) tahun", "sisip", "5 (lima) tahun", "atas", "jangka waktu 3 (tiga) tahun → 5 (lima) tahun")),
        Seed("b-uang.yaml", _p("Nilai Berubah"),
              _p("Nilai Berubah", pembiayaan__nilai="1250000000", pembiayaan__termin__0__nilai="1250000000", pembiayaan__rekening__nomor="0077"),
              L("hapus", "Rp1.000.000.000", "sisip", "Rp1.250.000.000", "sisip", "satu miliar dua ratus lima puluh juta rupiah", "hapus", "0099",
                "sisip", "0077")),
        Seed("c-tanggal.yaml", _k("Tanggal Berubah"), _k("Tanggal Berubah", penandatanganan={"tempat": "Cimahi", "tanggal": "2026-12-21"}),
              L("hapus", "07-12-2026", "sisip", "21-12-2026", "sisip", "Cimahi")),
        Seed("d-pihak.yaml", _k("Pihak Berubah"),
              _k("Pihak Berubah", para_pihak__1__penanda_tangan__0__nama="Bambang Wirawan", para_pihak__1__alamat="Jalan Pahlawan Nomor 45",
                 para_pihak__1__nomor="100.3.7/99/KSB/2026"),
              L("hapus", "Pejabat Cimahi", "sisip", "Bambang Wirawan", "", "PIHAK KEDUA", "sisip", "100.3.7/99/KSB/2026", "sisip", "Pahlawan")),
        Seed("e-tiga.yaml", _k("Pihak Bertambah"), three,
              L("sisip", "Bupati Sumedang", "", "PIHAK KETIGA: Pemerintah Daerah Kabupaten Sumedang", "", "nomor 100.3.7/3/KSB/2026")),
        Seed("f-sebelas.yaml", partners, new_partner, L("hapus", "Pejabat Ciamis", "sisip", "Raden Surya Kencana", "", "PIHAK KESEBELAS: Pemerintah Daerah Kabupaten Cirebon")),
        Seed("g-pasal.yaml", {**_k("Pasal Berubah"), "pasal_tambahan": [office, tight]},
              {**_k("Pasal Berubah"), "pasal_tambahan": [report, {**tight, "setelah": "jangka_waktu"}]},
              L("sisip", "PELAPORAN BERKALA", "hapus", "SEKRETARIAT BERSAMA", "sisip", "Laporan disampaikan setiap 6 (enam) bulan.",
                "hapus", "PARA PIHAK membentuk sekretariat yang berkedudukan di Garut.", "", "dipindah menjadi", "atas", "Pasal baru")),
        Seed("h-butir.yaml", _k("Butir Berubah", ruang_lingkup=["penyediaan pangan", "pertukaran data", "pelatihan petani"]),
              _k("Butir Berubah", ruang_lingkup=["penyediaan pangan", "pelatihan petani", "pembinaan koperasi"], objek="pengendalian harga beras"),
              L("hapus", "pertukaran data", "sisip", "pembinaan koperasi", "sisip", "harga beras", "hapus", "inflasi")),
        Seed("i-temuan.yaml", _k("Temuan Berubah", objek="pasokan 30 (tiga) ton", maksud="menyalurkan 12 (dua) ton"),
              _k("Temuan Berubah", tujuan=["menyalurkan 40 (empat) ton"], maksud="menyalurkan 12 (dua) ton", jangka_waktu__lama="7 tahun"),
              L("baru", "40", "baru", "KSD301", "tetap", "12", "selesai", "30", "atas", "ada kesalahan", "atas", "temuan selesai: 1 kesalahan",
                "baru", "Yang perlu dilakukan", "baru", "baris ")),
        Seed("j-klausul.yaml", _p("Klausul Menyimpang"),
              {**_p("Klausul Menyimpang"), "klausul": {"lain_lain": {"ubah": "Hal yang belum diatur dibahas kemudian.", "alasan": _REASON},
                                                       "keadaan_kahar": {"hapus": "ya", "alasan": "tidak relevan bagi mitra"}}},
              L("", _REASON, "sisip", "dibahas kemudian", "", "tidak relevan bagi mitra", "", "perlu persetujuan", "atas", "2 penyimpangan baru",
                "hapus", "KEADAAN KAHAR", "baru", "KSD226")),
        Seed("k-pengecualian.yaml", {**_k("Pengecualian Berubah"), "pengecualian": [_waiver("KSD606", sampai="2027-01-31"), _waiver("KSD315")]},
              {**_k("Pengecualian Berubah", objek="pangan"), "pengecualian": [_waiver("KSD606", sampai="2027-06-30"), _waiver("KSD315")]},
              L("", "30 Juni 2027", "", "31 Januari 2027", "", "dicabut", "", "menunggu hasil pembahasan", "", "Kepala Bagian Hukum")),
        Seed("l-nama-baru.yaml", _k("Berkas Dinamai Ulang"), _k("Berkas Dinamai Ulang"),
              L("", "Berkas dinamai ulang, semula agreements/l-nama-lama.yaml", "atas", "Isi cetak tetap"), old_path="l-nama-lama.yaml"),
        Seed("m-naskah-baru.yaml", None, _p("Naskah yang Sama Sekali Baru"),
              L("atas", "Naskah baru", "", "Naskah baru: agreements/m-naskah-baru.yaml", "", "PT Contoh Sejahtera")),
        Seed("n-naskah-dihapus.yaml", _k("Naskah yang Dicabut Seluruhnya", 11, objek="pengelolaan terminal"), None,
              L("atas", "Naskah dihapus", "atas", "dihapus dari repositori")),
        Seed("o-rusak.yaml", _k("Rusak Sesudah"), "jenis: [kesepakatan_bersama\n",
              L("atas", "tidak dapat disusun", "", "Versi baru tidak dapat disusun")),
        Seed("p-rusak-lama.yaml", "jenis: [kesepakatan_bersama\n", _k("Rusak Sebelum"),
              L("", "Versi lama tidak dapat disusun", "", "Bupati Garut")),
        Seed("q-persetujuan.yaml", _p("Persetujuan Terbuka"),
              _p("Persetujuan Terbuka", persetujuan_dprd={"membebani_masyarakat_dan_daerah": True, "sudah_dianggarkan": False}, objek="parkir"),
              L("", "Yang masih terbuka sebelum penandatanganan", "", "DPRD", "", "Permendagri 22/2020 Pasal 34")),
        Seed("r-jahat.yaml", _k("Teks yang Tidak Lazim"), _k("Teks yang Tidak Lazim", objek=HOSTILE, maksud=f"memakai {LONG} bersama"),
              L("sisip", HOSTILE, "sisip", LONG)),
        Seed("s-acuan.yaml", {**_k("Data Pihak Berubah"), "para_pihak": [{"kode": "garut", "pemrakarsa": True, "acuan": "pihak/garut", "nomor": "1"}, daerah(1)]},
              {**_k("Data Pihak Berubah"), "para_pihak": [{"kode": "garut", "pemrakarsa": True, "acuan": "pihak/garut", "nomor": "1"}, daerah(1)]},
              L("", "Ikut berubah: data pihak garut", "sisip", "Kiansantang")),
        Seed("t-tetap.yaml", _k("Tidak Berubah Sama Sekali"), _k("Tidak Berubah Sama Sekali"), []),
    ]  # fmt: skip


SEEDS = _all()
CHANGED = [s for s in SEEDS if s.look_for]
COUNTS = sum(len(s.look_for) for s in SEEDS)


def plant(git: Git) -> None:
    """Write and commit the older state, then write the newer one."""
    pihak = {
        k: v
        for k, v in daerah(0).items()
        if k in ("bentuk", "nama", "tempat_kedudukan", "alamat", "daerah", "narahubung", "penanda_tangan")
    }
    pejabat = [{"kode": "bupati", "sejak": "2025-02-20", **p} for p in pihak.pop("penanda_tangan")]
    git.write("agreements/pihak/garut.yaml", yaml({**pihak, "pejabat": pejabat}))
    for seed in SEEDS:
        if seed.old is not None:
            git.write(
                f"agreements/{seed.old_path or seed.path}", seed.old if isinstance(seed.old, str) else yaml(seed.old)
            )
    git.commit("awal")
    git.write("agreements/pihak/garut.yaml", yaml({**pihak, "alamat": "Jalan Kiansantang Nomor 3", "pejabat": pejabat}))
    for seed in SEEDS:
        if seed.old_path is not None or seed.new is None:
            (git.root / "agreements" / (seed.old_path or seed.path)).unlink()
        if seed.new is not None:
            git.write(f"agreements/{seed.path}", seed.new if isinstance(seed.new, str) else yaml(seed.new))
