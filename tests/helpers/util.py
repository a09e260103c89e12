"""Helpers: build a small agreement as data, write it into a repository, run the command in this process."""

from __future__ import annotations

import base64
import contextlib
import copy
import io
import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ksdgen.cli import main

AKAR = Path(__file__).parents[2]
"""The source checkout."""

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
"""A picture."""

_KEPUTUSAN = {
    "keputusan": {
        "bentuk": "Keputusan Menteri Dalam Negeri",
        "nomor": "100.2.1.3-1 Tahun 2025",
        "tanggal": "2025-02-14",
    }
}
_DAERAH = (
    "Garut", "Cimahi", "Sumedang", "Indramayu", "Majalengka", "Kuningan", "Subang", "Bekasi", "Bogor", "Ciamis", "Cirebon",
)  # fmt: skip


def daerah(i: int) -> dict[str, Any]:
    """The i-th region as a party."""
    nama = _DAERAH[i]
    return {
        "kode": nama.lower(),
        "bentuk": "pemerintah_daerah",
        "pemrakarsa": i == 0,
        "nama": f"Pemerintah Daerah Kabupaten {nama}",
        "nomor": f"100.3.7/{i + 1}/KSB/2026",
        "tempat_kedudukan": nama,
        "alamat": f"Jalan Raya {nama} Nomor {i + 1}",
        "daerah": {"tingkat": "kabupaten", "nama": nama, "provinsi": "Jawa Barat"},
        "narahubung": {"unit": f"Bagian Kerja Sama {nama}", "alamat": f"Jalan Merdeka Nomor {i + 1}"},
        "penanda_tangan": [{"nama": f"Pejabat {nama}", "jabatan": f"Bupati {nama}", "dasar_kewenangan": [_KEPUTUSAN]}],
    }


def perusahaan() -> dict[str, Any]:
    """A company as a party."""
    return {
        "kode": "perusahaan",
        "bentuk": "badan_hukum",
        "nama": "PT Contoh Sejahtera",
        "nomor": "7/PKS/2026",
        "tempat_kedudukan": "Bandung",
        "alamat": "Jalan Braga Nomor 7",
        "badan_hukum": {
            "sebutan": "Anggaran Dasar PT Contoh Sejahtera",
            "akta": [
                {"nomor": "12", "tanggal": "2009-05-14", "notaris": "Dewi Kartika, S.H.", "kota_notaris": "Bandung"},
                {"jenis": "Akta Perubahan", "nomor": "15", "tanggal": "2019-05-14", "notaris": "Rudi Hartono, S.H."},
            ],
            "pengesahan": [{"nomor": "AHU-1.AH.01.01.Tahun 2009", "tanggal": "2009-06-01"}],
        },
        "narahubung": {"unit": "Sekretariat Perusahaan", "alamat": "Jalan Braga Nomor 7"},
        "penanda_tangan": [
            {"nama": "Sri Wahyuni", "jabatan": "Direktur Utama", "dasar_kewenangan": [{"bebas": "Anggaran Dasar"}]}
        ],
    }


def ksb(n: int = 2, **ganti: Any) -> dict[str, Any]:
    """A complete Kesepakatan Bersama between n regions."""
    data: dict[str, Any] = {
        "jenis": "kesepakatan_bersama",
        "kategori": "ksdd_sukarela",
        "status": "konsep",
        "tentang": "Pengendalian Inflasi",
        "penandatanganan": {"tempat": "Garut", "tanggal": "2026-12-07"},
        "para_pihak": [daerah(i) for i in range(n)],
        "dasar_hukum": ["uu-23-2014", "pp-28-2018"],
        "konsideran": ["bahwa harga pangan perlu dijaga", "bahwa kerja sama telah dibahas"],
        "maksud": "menjadi pedoman kerja sama",
        "tujuan": ["menjaga harga pangan"],
        "objek": "pengendalian inflasi",
        "ruang_lingkup": ["penyediaan pangan", "pertukaran data"],
        "pelaksanaan": ["Kesepakatan Bersama ini dilaksanakan oleh perangkat daerah"],
        "jangka_waktu": {"lama": "3 tahun", "mulai": "penandatanganan"},
    }
    return _ganti(data, ganti)


def pks(**ganti: Any) -> dict[str, Any]:
    """A complete Perjanjian Kerja Sama between a region and a company."""
    data = ksb(1)
    data["para_pihak"].append(perusahaan())
    data.update(
        jenis="perjanjian_kerja_sama",
        kategori="ksdpk",
        kesepakatan_bersama={
            "nomor": ["1/KSB/2025", "2/KSB/2025"],
            "tanggal": "2025-03-03",
            "tentang": "Pengelolaan Sampah",
        },
        pelaksanaan=["PARA PIHAK membentuk tim teknis"],
        hak_dan_kewajiban={
            "garut": {"hak": ["menerima pembayaran"], "kewajiban": ["menyediakan barang"]},
            "perusahaan": {"hak": ["menerima barang"], "kewajiban": ["membayar"]},
        },
        pembiayaan={
            "sumber": ["anggaran PT Contoh Sejahtera"],
            "tahun_anggaran": 2027,
            "nilai": "1000000000",
            "termasuk_pajak": True,
            "termin": [{"persen": "100", "nilai": "1000000000", "saat": "setelah serah terima"}],
            "rekening": {"bank": "Bank Jabar", "nomor": "0099", "atas_nama": "Kas Umum Daerah"},
        },
        hasil={"uang": ["bagian daerah sebesar sepuluh persen"], "barang": ["satu unit jembatan timbang"]},
    )
    return _ganti(data, ganti)


def _ganti(data: dict[str, Any], ganti: dict[str, Any]) -> dict[str, Any]:
    for kunci, nilai in ganti.items():
        if nilai is None:
            data.pop(kunci, None)
        else:
            data[kunci] = nilai
    return data


def pasang(data: dict[str, Any], rute: str, nilai: Any) -> dict[str, Any]:
    """A copy of the data with another value at a route (`para_pihak.0.nama`); missing parents are made."""
    data = copy.deepcopy(data)
    kini: Any = data
    *induk, akhir = rute.split(".")
    for i, bagian in enumerate(induk):
        kosong: Any = [] if [*induk[i + 1 :], akhir][0].isdigit() else {}
        if isinstance(kini, list):
            while len(kini) <= int(bagian):
                kini.append(copy.deepcopy(kosong))
            kini = kini[int(bagian)]
        else:
            kini = kini.setdefault(bagian, kosong)
    if isinstance(kini, list):
        while len(kini) <= int(akhir):
            kini.append(None)
        kini[int(akhir)] = nilai
    else:
        kini[akhir] = nilai
    return data


def yaml(data: Any, dalam: int = 0) -> str:
    """Data as block YAML: texts of more than one line as `|` blocks, every other text in double quotes."""
    awal = "  " * dalam
    if isinstance(data, dict) and data:
        return "".join(f"{awal}{k}:{_anak(v, dalam)}" for k, v in data.items())
    if isinstance(data, list) and data:
        return "".join(f"{awal}-{_anak(v, dalam)}" for v in data)
    return f"{awal}{json.dumps(data, ensure_ascii=False)}\n"


def _anak(nilai: Any, dalam: int) -> str:
    if isinstance(nilai, dict | list) and nilai:
        return "\n" + yaml(nilai, dalam + 1)
    if isinstance(nilai, str) and "\n" in nilai:
        return " |\n" + "".join(f"{'  ' * (dalam + 1)}{b}\n" if b else "\n" for b in nilai.rstrip("\n").split("\n"))
    return f" {json.dumps(nilai, ensure_ascii=False)}\n"


def simpan(repo: Path, isi: Any, nama: str = "a.yaml") -> Path:
    """Write an agreement (data, text or bytes) below agreements/ of a repository."""
    path = repo / "agreements" / nama
    path.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(isi, dict | list):
        isi = yaml(isi)
    path.write_bytes(isi if isinstance(isi, bytes) else isi.encode("utf-8", "surrogatepass"))
    return path


def templat(repo: Path, nama: str, isi: str) -> Path:
    """Write a template of the repository's own."""
    path = repo / "templates" / nama
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(isi, encoding="utf-8")
    return path


@dataclass(frozen=True)
class Jalan:
    """What a run of the command gave."""

    kode: int
    keluar: str
    galat: str

    @property
    def semua(self) -> str:
        """Both streams."""
        return self.keluar + self.galat

    @property
    def temuan(self) -> list[tuple[str, int, int, str]]:
        """The findings printed: file, line, column, code."""
        pola = re.compile(r"^(.+?):(\d+):(\d+): (?:kesalahan|peringatan|catatan) (KSD\d{3}) ", re.MULTILINE)
        return [(m[1], int(m[2]), int(m[3]), m[4]) for m in pola.finditer(self.keluar)]

    @property
    def kode_temuan(self) -> list[str]:
        """The codes of the findings printed."""
        return re.findall(r"(?:kesalahan|peringatan|catatan) (KSD\d{3}) ", self.keluar)


def ksdgen(*argumen: object) -> Jalan:
    """Run the command in this process; whatever happens, no traceback may appear."""
    keluar, galat = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(keluar), contextlib.redirect_stderr(galat):
        kode = main([str(a) for a in argumen])
    jalan = Jalan(kode, keluar.getvalue(), galat.getvalue())
    assert "Traceback" not in jalan.semua
    return jalan


def cek(repo: Path, isi: Any, *pilihan: object, nama: str = "a.yaml") -> Jalan:
    """Write an agreement and check it."""
    return ksdgen("check", simpan(repo, isi, nama), *pilihan)


def cetak(repo: Path, isi: Any, *pilihan: object, nama: str = "a.yaml") -> tuple[Jalan, str | None]:
    """Write an agreement, print it as text; the text is None when no file came."""
    path = simpan(repo, isi, nama)
    out = repo / "keluaran"
    jalan = ksdgen("render", path, "--out", out, "--format", "txt", *pilihan)
    hasil = out / Path(nama).with_suffix(".txt")
    return jalan, hasil.read_text(encoding="utf-8") if hasil.exists() else None


def proses(*argumen: object, env: dict[str, str] | None = None, **lain: Any) -> subprocess.CompletedProcess[bytes]:
    """Run the command as a process of its own."""
    lingkungan = {**os.environ, **(env or {})}
    return subprocess.run(
        [sys.executable, "-m", "ksdgen", *map(str, argumen)],
        capture_output=True,
        env=lingkungan,
        check=False,
        timeout=120,
        **lain,
    )


def modules_loaded(tmp_path: Path, *argumen: str) -> set[str]:
    """The modules that a run of the command has loaded."""
    kode = (
        "import sys; awal = set(sys.modules); from ksdgen.cli import main; k = main(sys.argv[1:]); "
        "sys.stderr.write('\\n' + ' '.join(sorted(set(sys.modules) - awal))); sys.exit(k)"
    )
    env = {**os.environ, "KSDGEN_CACHE": str(tmp_path / "cache")}
    hasil = subprocess.run(
        [sys.executable, "-c", kode, *argumen], capture_output=True, text=True, env=env, cwd=AKAR, check=False
    )
    return set(hasil.stderr.rsplit("\n", 1)[1].split())
