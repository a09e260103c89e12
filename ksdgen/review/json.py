"""A comparison as data: a fixed, versioned shape for programs."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from ksdgen.difference import Perubahan, kalimat
from ksdgen.paper.document import Asal
from ksdgen.review import excerpt
from ksdgen.review.comparison import Keadaan, Pasangan, Perbandingan

VERSI = 1


def tulis(p: Perbandingan, *, nama: Callable[[str], str] = str) -> str:
    """The whole comparison as JSON."""
    data = {
        "versi": VERSI,
        "lama": _keadaan(p.lama),
        "baru": _keadaan(p.baru),
        "catatan": p.catatan,
        "tetap": p.tetap,
        "naskah": [_pasangan(x, nama) for x in p.pasangan],
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _keadaan(k: Keadaan) -> dict[str, Any]:
    return {"nama": k.nama, "revisi": k.revisi, "penulis": k.penulis, "tanggal": k.tanggal}


def _pasangan(p: Pasangan, nama: Callable[[str], str]) -> dict[str, Any]:
    return {
        "berkas": nama(p.baru.path) if p.baru else None,
        "berkas_lama": nama(p.lama.path) if p.lama else None,
        "keadaan": p.keadaan,
        "judul": excerpt.judul(p),
        "keterangan": [*excerpt.keterangan(p)],
        "sebab": p.sebab,
        "perubahan": [perubahan(x) for x in p.perubahan],
    }


def perubahan(p: Perubahan) -> dict[str, Any]:
    """One change."""
    return {
        "kalimat": kalimat(p),
        "jenis": p.jenis,
        "golongan": p.golongan,
        "tempat": p.tempat,
        "tempat_lama": p.tempat_lama,
        "semula": p.semula,
        "menjadi": p.menjadi,
        "rujukan_ikut_berubah": p.rujukan,
        "kunci": p.kunci,
        "asal": _asal(p.asal),
        "asal_lama": _asal(p.asal_lama),
        "alinea": [
            {
                "nomor_lama": a.nomor_lama,
                "nomor": a.nomor,
                "potong": [{"jenis": x.jenis, "teks": x.teks} for x in a.potong],
            }
            for a in p.alinea
        ],
    }


def _asal(a: Asal | None) -> dict[str, Any] | None:
    return None if a is None else {"berkas": a.span.file, "baris": a.span.line, "kolom": a.span.column, "rute": a.rute}
