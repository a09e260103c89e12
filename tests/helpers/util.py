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

ROOT = Path(__file__).parents[2]
"""The source checkout."""

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
"""A picture of one pixel."""

_DECREE = {
    "keputusan": {
        "bentuk": "Keputusan Menteri Dalam Negeri",
        "nomor": "100.2.1.3-1 Tahun 2025",
        "tanggal": "2025-02-14",
    }
}
_DAERAH = (
    "Garut", "Cimahi", "Sumedang", "Indramayu", "Majalengka", "Kuningan", "Subang", "Bekasi", "Bogor", "Ciamis", "Cirebon",
)  # fmt: skip


def daerah(index: int) -> dict[str, Any]:
    """The i-th region as a party."""
    name = _DAERAH[index]
    return {
        "kode": name.lower(),
        "bentuk": "pemerintah_daerah",
        "pemrakarsa": index == 0,
        "nama": f"Pemerintah Daerah Kabupaten {name}",
        "nomor": f"100.3.7/{index + 1}/KSB/2026",
        "tempat_kedudukan": name,
        "alamat": f"Jalan Raya {name} Nomor {index + 1}",
        "daerah": {"tingkat": "kabupaten", "nama": name, "provinsi": "Jawa Barat"},
        "narahubung": {"unit": f"Bagian Kerja Sama {name}", "alamat": f"Jalan Merdeka Nomor {index + 1}"},
        "penanda_tangan": [{"nama": f"Pejabat {name}", "jabatan": f"Bupati {name}", "dasar_kewenangan": [_DECREE]}],
    }


def company() -> dict[str, Any]:
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


def ksb(count: int = 2, **replacements: Any) -> dict[str, Any]:
    """A complete Kesepakatan Bersama between n regions."""
    data: dict[str, Any] = {
        "jenis": "kesepakatan_bersama",
        "kategori": "ksdd_sukarela",
        "status": "konsep",
        "tentang": "Pengendalian Inflasi",
        "penandatanganan": {"tempat": "Garut", "tanggal": "2026-12-07"},
        "para_pihak": [daerah(i) for i in range(count)],
        "dasar_hukum": ["uu-23-2014", "pp-28-2018"],
        "konsideran": ["bahwa harga pangan perlu dijaga", "bahwa kerja sama telah dibahas"],
        "maksud": "menjadi pedoman kerja sama",
        "tujuan": ["menjaga harga pangan"],
        "objek": "pengendalian inflasi",
        "ruang_lingkup": ["penyediaan pangan", "pertukaran data"],
        "pelaksanaan": ["Kesepakatan Bersama ini dilaksanakan oleh perangkat daerah"],
        "jangka_waktu": {"lama": "3 tahun", "mulai": "penandatanganan"},
    }
    return _replace(data, replacements)


def pks(**replacements: Any) -> dict[str, Any]:
    """A complete Perjanjian Kerja Sama between a region and a company."""
    data = ksb(1)
    data["para_pihak"].append(company())
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
    return _replace(data, replacements)


def _replace(data: dict[str, Any], replacements: dict[str, Any]) -> dict[str, Any]:
    for key, value in replacements.items():
        if value is None:
            data.pop(key, None)
        else:
            data[key] = value
    return data


def put(data: dict[str, Any], route: str, value: Any) -> dict[str, Any]:
    """A copy of the data with another value at a route (`para_pihak.0.nama`); missing parents are made."""
    data = copy.deepcopy(data)
    current: Any = data
    *parents, end = route.split(".")
    for index, part in enumerate(parents):
        empty: Any = [] if [*parents[index + 1 :], end][0].isdigit() else {}
        if isinstance(current, list):
            while len(current) <= int(part):
                current.append(copy.deepcopy(empty))
            current = current[int(part)]
        else:
            current = current.setdefault(part, empty)
    if isinstance(current, list):
        while len(current) <= int(end):
            current.append(None)
        current[int(end)] = value
    else:
        current[end] = value
    return data


def yaml(data: Any, depth: int = 0) -> str:
    """Data as block YAML: texts of more than one line as `|` blocks, every other text in double quotes."""
    start = "  " * depth
    if isinstance(data, dict) and data:
        return "".join(f"{start}{k}:{_child(v, depth)}" for k, v in data.items())
    if isinstance(data, list) and data:
        return "".join(f"{start}-{_child(v, depth)}" for v in data)
    return f"{start}{json.dumps(data, ensure_ascii=False)}\n"


def _child(value: Any, depth: int) -> str:
    if isinstance(value, dict | list) and value:
        return "\n" + yaml(value, depth + 1)
    if isinstance(value, str) and "\n" in value:
        return " |\n" + "".join(f"{'  ' * (depth + 1)}{b}\n" if b else "\n" for b in value.rstrip("\n").split("\n"))
    return f" {json.dumps(value, ensure_ascii=False)}\n"


def save(repo: Path, content: Any, name: str = "a.yaml") -> Path:
    """Write an agreement (data, text or bytes) below agreements/ of a repository."""
    path = repo / "agreements" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(content, dict | list):
        content = yaml(content)
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass"))
    return path


def template(repo: Path, name: str, content: str) -> Path:
    """Write a template of the repository's own."""
    path = repo / "templates" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    return path


@dataclass(frozen=True)
class Run:
    """What a run of the command gave."""

    code: int
    output: str
    error: str

    @property
    def everything(self) -> str:
        """Both streams."""
        return self.output + self.error

    @property
    def findings(self) -> list[tuple[str, int, int, str]]:
        """The findings printed: file, line, column, code."""
        pattern = re.compile(r"^(.+?):(\d+):(\d+): (?:kesalahan|peringatan|catatan) (KSD\d{3}) ", re.MULTILINE)
        return [(m[1], int(m[2]), int(m[3]), m[4]) for m in pattern.finditer(self.output)]

    @property
    def finding_codes(self) -> list[str]:
        """The codes of the findings printed."""
        return re.findall(r"(?:kesalahan|peringatan|catatan) (KSD\d{3}) ", self.output)


def ksdgen(*arguments: object) -> Run:
    """Run the command in this process; whatever happens, no traceback may appear."""
    output, error = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(output), contextlib.redirect_stderr(error):
        code = main([str(a) for a in arguments])
    run = Run(code, output.getvalue(), error.getvalue())
    assert "Traceback" not in run.everything
    return run


def run_check(repo: Path, content: Any, *options: object, name: str = "a.yaml") -> Run:
    """Write an agreement and check it."""
    return ksdgen("check", save(repo, content, name), *options)


def render(repo: Path, content: Any, *options: object, name: str = "a.yaml") -> tuple[Run, str | None]:
    """Write an agreement, print it as text; the text is None when no file came."""
    path = save(repo, content, name)
    out = repo / "keluaran"
    run = ksdgen("render", path, "--out", out, "--format", "txt", *options)
    result = out / Path(name).with_suffix(".txt")
    return run, result.read_text(encoding="utf-8") if result.exists() else None


def process(*arguments: object, env: dict[str, str] | None = None, **other: Any) -> subprocess.CompletedProcess[bytes]:
    """Run the command as a process of its own."""
    environment = {**os.environ, **(env or {})}
    return subprocess.run(
        [sys.executable, "-m", "ksdgen", *map(str, arguments)],
        capture_output=True,
        env=environment,
        check=False,
        timeout=120,
        **other,
    )


def modules_loaded(tmp_path: Path, *arguments: str) -> set[str]:
    """The modules that a run of the command has loaded."""
    code = (
        "import sys; awal = set(sys.modules); from ksdgen.cli import main; k = main(sys.argv[1:]); "
        "sys.stderr.write('\\n' + ' '.join(sorted(set(sys.modules) - awal))); sys.exit(k)"
    )
    env = {**os.environ, "KSDGEN_CACHE": str(tmp_path / "cache")}
    result = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, env=env, cwd=ROOT, check=False
    )
    return set(result.stderr.rsplit("\n", 1)[1].split())
