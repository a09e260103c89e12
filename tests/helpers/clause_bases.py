"""Complete agreements in which standard clauses are read: every document type and category, for two, three and eleven parties.

All facts are invented. An agreement that is made here has every fact that its type asks for, so that whatever is found wrong with it
comes from the clause under test.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any

import yaml as pyyaml

from ksdgen.catalogue.catalogue import Katalog
from ksdgen.catalogue.front_matter import KepalaJenis, KepalaKlausul
from ksdgen.desk.outcome import Hasil
from ksdgen.desk.workspace import Workspace
from ksdgen.paper.document import Blok, Paragraf
from ksdgen.rules.examples import dasar
from ksdgen.world.repository import Repository
from ksdgen.world.tree import WorkingTree
from tests.helpers.util import AKAR, yaml

HARI_INI = date(2026, 12, 31)
JUMLAH = (2, 3, 11)
"""How many parties: few, several, and as many as a paper may have."""

_DAERAH = (
    "kabupaten Garut", "kota Cimahi", "kabupaten Tasikmalaya", "kabupaten Sumedang", "kabupaten Bandung", "kota Bandung",
    "kabupaten Majalengka", "kabupaten Kuningan", "kabupaten Ciamis", "kota Banjar", "kota Tasikmalaya",
)  # fmt: skip
_SEBERANG = ("kabupaten Cilacap", "Jawa Tengah")
_BADAN = (
    ("badan_hukum", "PT Olah Lestari"),
    ("badan_hukum", "Koperasi Bina Usaha Tani"),
    ("badan_hukum", "PT Angkutan Priangan"),
    ("yayasan", "Yayasan Lingkungan Asri"),
    ("badan_hukum", "PT Energi Pasundan"),
    ("badan_hukum", "PT Karya Timbang"),
)
_PUSAT = ("Kantor Pertanahan Kabupaten Garut", "Kantor Wilayah Badan Pertanahan Nasional Provinsi Jawa Barat")

_DASAR = {
    ("kesepakatan_bersama", "ksdd_wajib"): "ksb_ksdd_wajib",
    ("kesepakatan_bersama", "ksdd_sukarela"): "ksb_ksdd",
    ("kesepakatan_bersama", "ksdpk"): "ksb_ksdpk",
    ("kesepakatan_bersama", "di_luar_ksd"): "ksb_ksdpk",
    ("perjanjian_kerja_sama", "ksdd_wajib"): "pks_ksdd",
    ("perjanjian_kerja_sama", "ksdd_sukarela"): "pks_ksdd",
    ("perjanjian_kerja_sama", "ksdpk"): "pks_ksdpk",
    ("perjanjian_kerja_sama", "di_luar_ksd"): "pks_ksdpk",
    ("nota_kesepakatan", "sinergi"): "nk",
}
"""Which of the packaged complete agreements each one starts from."""

PASANGAN = tuple(_DASAR)
"""Every document type with articles, in every category of its own."""

ISTILAH = [
    {
        "istilah": "Petugas Lapangan",
        "arti": "orang yang ditugaskan oleh masing-masing PIHAK untuk mencatat kegiatan di lokasi",
    },
    {"istilah": "Laporan Bulanan", "arti": "laporan kegiatan selama 1 (satu) bulan yang disusun oleh Petugas Lapangan"},
]
LOKASI = ["Kecamatan Tarogong Kidul, Kabupaten Garut", "Kecamatan Cibalong, Kabupaten Garut"]
BERBAYAR = {
    "nilai": "1000000000",
    "termasuk_pajak": True,
    "termin": [
        {"persen": "40", "nilai": "400000000", "saat": "setelah Berita Acara Penyerahan kesatu ditandatangani"},
        {"persen": "60", "nilai": "600000000", "saat": "setelah Berita Acara Penyerahan kedua ditandatangani"},
    ],
    "rekening": {
        "bank": "PT Bank Pembangunan Daerah Jawa Barat dan Banten, Tbk",
        "nomor": "0099900123001",
        "atas_nama": "Rekening Kas Umum Daerah Kabupaten Garut",
    },
}
LATAR_BELAKANG = [
    "Kebutuhan masyarakat pada wilayah PARA PIHAK meningkat setiap tahun",
    "Sarana yang dimiliki masing-masing PIHAK belum mencukupi apabila digunakan sendiri-sendiri",
]


def naskah(jenis: str, kategori: str, n: int = 2, *, lintas: bool = False) -> dict[str, Any]:
    """A complete agreement.

    Args:
        jenis: the document type.
        kategori: the category.
        n: how many parties.
        lintas: the last region lies in another province.
    """
    data: dict[str, Any] = json.loads(_json(_DASAR[jenis, kategori]))
    data["kategori"] = kategori
    data["para_pihak"] = pihak = list(_pihak(jenis, kategori, n, lintas))
    data["rangkap"] = {"asli": n}
    kode = [p["kode"] for p in pihak]
    if jenis == "kesepakatan_bersama":
        data["pelaksanaan"] = [
            f"{_SEBUTAN[i]} melaksanakan Kesepakatan Bersama ini melalui {_unit(p)}" for i, p in enumerate(pihak[:2])
        ]
    elif jenis == "perjanjian_kerja_sama":
        data["kesepakatan_bersama"]["nomor"] = [f"100.3.7/{i + 11}/KSB/2026" for i in range(n)]
        data["pelaksanaan"] = [
            f"{_SEBUTAN[i]} melaksanakan Perjanjian Kerja Sama ini melalui {_unit(p)}" for i, p in enumerate(pihak[:2])
        ]
        data["hak_dan_kewajiban"] = {k: _hak_kewajiban(i) for i, k in enumerate(kode)}
        if kategori.startswith("ksdd"):
            data["pembiayaan"]["sumber"] = [
                f"Anggaran Pendapatan dan Belanja Daerah {p['nama'].removeprefix('Pemerintah Daerah ')}" for p in pihak
            ]
        else:
            data["pembiayaan"]["sumber"] = [
                "Anggaran Pendapatan dan Belanja Daerah Kabupaten Garut, untuk penyediaan sampah terpilah",
                "anggaran PT Olah Lestari, untuk pengolahan sampah dan pembelian hasilnya",
            ]
        for p in pihak:
            for t in p["penanda_tangan"]:
                for d in t["dasar_kewenangan"]:
                    if "surat_kuasa" in d:
                        d["surat_kuasa"]["untuk"] = f"Perjanjian Kerja Sama tentang {data['tentang']}"
    else:
        data["pelaksanaan"] = [
            f"{_SEBUTAN[i]} melaksanakan Nota Kesepakatan ini melalui {_unit(p)}" for i, p in enumerate(pihak[:2])
        ]
        data["tugas_dan_tanggung_jawab"] = {k: _tugas(i) for i, k in enumerate(kode)}
        for p in pihak:
            for t in p["penanda_tangan"]:
                for d in t["dasar_kewenangan"]:
                    if "surat_kuasa" in d:
                        d["surat_kuasa"]["untuk"] = f"Nota Kesepakatan dan Rencana Kerja tentang {data['tentang']}"
    if kategori == "di_luar_ksd":
        for kunci in ("hasil", "jenis_ksdpk", "prakarsa", "keputusan_daftar_rencana", "studi_kelayakan"):
            data.pop(kunci, None)
        if "pembiayaan" in data:
            data["pembiayaan"]["rekening"]["atas_nama"] = "Badan Layanan Umum Daerah Rumah Sakit Umum Daerah Garut"
    if kategori == "ksdd_wajib":
        data["berita_acara_pemetaan"] = {"nomor": "100.3.7/31/BA/2026", "tanggal": "2026-02-24"}
    return data


@cache
def _json(nama: str) -> str:
    """A packaged agreement as JSON: dates are text as they are written."""
    return json.dumps(pyyaml.safe_load(dasar(nama)), default=str)


_SEBUTAN = ("PIHAK KESATU", "PIHAK KEDUA")


def _unit(pihak: Mapping[str, Any]) -> str:
    return str(pihak["narahubung"]["unit"])


def _pihak(jenis: str, kategori: str, n: int, lintas: bool) -> Iterator[dict[str, Any]]:
    """Regions alone; regions and third parties; or offices of the central government and regions."""
    if kategori in ("ksdpk", "di_luar_ksd"):
        badan = 1 if n < 4 else len(_BADAN)
        yield from (_daerah(i, jenis, kategori) for i in range(n - badan))
        yield from (_badan(i, jenis) for i in range(badan))
        return
    pusat = (1 if n < 4 else 2) if kategori == "sinergi" else 0
    yield from (_pusat(i) for i in range(pusat))
    yield from (_daerah(i, jenis, kategori, lintas and i == n - pusat - 1) for i in range(n - pusat))


def _daerah(i: int, jenis: str, kategori: str, seberang: bool = False) -> dict[str, Any]:
    tingkat, nama = (_SEBERANG[0] if seberang else _DAERAH[i]).split(" ", 1)
    sebutan, jabatan = f"{tingkat.title()} {nama}", "Wali Kota" if tingkat == "kota" else "Bupati"
    dinas = jenis == "perjanjian_kerja_sama"
    unit = (
        "Dinas Pekerjaan Umum"
        if kategori == "ksdd_wajib"
        else "Dinas Ketahanan Pangan"
        if kategori == "ksdd_sukarela"
        else "Dinas Lingkungan Hidup"
    )
    surel = nama.lower().replace(" ", "-")
    keputusan = {
        "bentuk": "Keputusan Menteri Dalam Negeri",
        "nomor": f"100.2.1.3-{221 + i} Tahun 2025",
        "tanggal": "2025-02-14",
        "tentang": "Pengesahan Pengangkatan Kepala Daerah",
    }
    kuasa = {
        "pemberi_kuasa": f"{jabatan} {nama}",
        "nomor": f"100.3.7/{114 + i}/SKK/2026",
        "tanggal": "2026-12-01",
        "tembusan": f"Bagian Kerja Sama Sekretariat Daerah {sebutan}",
    }
    return {
        "kode": f"{tingkat}_{nama}".lower().replace(" ", "_"),
        "bentuk": "pemerintah_daerah",
        "nama": f"Pemerintah Daerah {sebutan}",
        "pemrakarsa": i == 0,
        "nomor": f"100.3.7/{i + 41}/2026",
        "tempat_kedudukan": nama,
        "alamat": f"Jalan Pembangunan Nomor {i + 1}, {nama}",
        "daerah": {"tingkat": tingkat, "nama": nama, "provinsi": _SEBERANG[1] if seberang else "Jawa Barat"},
        "narahubung": {
            "unit": f"{unit} {sebutan}" if dinas else f"Bagian Kerja Sama Sekretariat Daerah {sebutan}",
            "nama": f"Sekretaris {unit}" if dinas else "Kepala Bagian Kerja Sama",
            "alamat": f"Jalan Pembangunan Nomor {i + 1}, {nama}",
            "telepon": f"(0262) 55501{i:02}",
            "surel": f"kerja-sama@{surel}.example",
        },
        "penanda_tangan": [
            {
                "nama": _ORANG[i],
                "jabatan": f"Kepala {unit} {sebutan}" if dinas else f"{jabatan} {nama}",
                "dasar_kewenangan": [{"surat_kuasa": kuasa} if dinas else {"keputusan": keputusan}],
            }
        ],
    }


_ORANG = (
    "Asep Hidayat", "Rina Maulida", "Dadan Ramdani", "Neneng Suryani", "Ujang Permana", "Tini Kartikawati",
    "Agus Salim", "Euis Komariah", "Deden Kurnia", "Wawan Setiawan", "Iis Aisyah",
)  # fmt: skip
_DIREKTUR = ("Sri Wahyuni", "Hendra Gunawan", "Maya Puspita", "Yusuf Maulana", "Lestari Dewi", "Bayu Pratama")


def _badan(i: int, jenis: str) -> dict[str, Any]:
    bentuk, nama = _BADAN[i]
    kode = nama.split(" ", 1)[1].lower().replace(" ", "_")
    ketua = "Ketua" if nama.startswith(("Koperasi", "Yayasan")) else "Direktur Utama"
    akta = {
        "nomor": f"{12 + i}",
        "tanggal": "2015-05-11",
        "notaris": "Dewi Kartika, S.H., M.Kn.",
        "kota_notaris": "Bandung",
    }
    return {
        "kode": kode,
        "bentuk": bentuk,
        "nama": nama,
        "nomor": f"{i + 7}/KS/2026",
        "tempat_kedudukan": "Bandung",
        "alamat": f"Jalan Braga Nomor {i + 7}, Bandung",
        "badan_hukum": {
            "sebutan": f"Anggaran Dasar {nama}",
            "akta": [akta],
            "pengesahan": [{"nomor": f"AHU-{1234 + i}.AH.01.01.Tahun 2015", "tanggal": "2015-06-01"}],
        },
        "narahubung": {
            "unit": f"Sekretariat {nama}",
            "alamat": f"Jalan Braga Nomor {i + 7}, Bandung",
            "telepon": f"(022) 55501{i:02}",
            "surel": f"sekretariat@{kode.replace('_', '')}.example",
        },
        "penanda_tangan": [
            {
                "nama": _DIREKTUR[i],
                "jabatan": f"{ketua} {nama}",
                "dasar_kewenangan": [
                    {
                        "akta": {
                            **akta,
                            "jenis": "Akta Pernyataan Keputusan Rapat",
                            "nomor": f"{21 + i}",
                            "tanggal": "2024-05-13",
                        }
                    }
                ],
            }
        ],
    }


def _pusat(i: int) -> dict[str, Any]:
    nama = _PUSAT[i]
    kuasa = {
        "pemberi_kuasa": "Menteri Agraria dan Tata Ruang/Kepala Badan Pertanahan Nasional",
        "nomor": f"{912 + i}/SKK-100.HK.02/XI/2026",
        "tanggal": "2026-11-30",
        "tembusan": "Bagian Kerja Sama Sekretariat Daerah Kabupaten Garut",
    }
    return {
        "kode": f"pertanahan_{i + 1}",
        "bentuk": "instansi_vertikal",
        "nama": nama,
        "nomor": f"HP.01.02/{41 + i}.NK/XII/2026",
        "tempat_kedudukan": "Garut" if i == 0 else "Bandung",
        "alamat": f"Jalan Suherman Nomor {9 + i}",
        "narahubung": {
            "unit": f"Subbagian Tata Usaha {nama}",
            "alamat": f"Jalan Suherman Nomor {9 + i}",
            "telepon": f"(0262) 555020{i}",
            "surel": f"tata-usaha-{i + 1}@atrbpn.example",
        },
        "penanda_tangan": [
            {
                "nama": ("Bambang Heruwijaya", "Ratna Juwita")[i],
                "jabatan": f"Kepala {nama}",
                "dasar_kewenangan": [{"surat_kuasa": kuasa}],
            }
        ],
    }


def _hak_kewajiban(i: int) -> dict[str, list[str]]:
    if i == 0:
        return {
            "hak": [
                "menerima laporan kegiatan setiap bulan",
                "menerima hasil pekerjaan sesuai dengan jadwal yang disepakati",
            ],
            "kewajiban": [
                "menyediakan bahan setiap hari kerja",
                "memberikan tanggapan atas laporan kegiatan paling lama 5 (lima) hari kerja sejak laporan diterima",
            ],
        }
    return {
        "hak": ["memperoleh bahan setiap hari kerja", "memperoleh tanggapan atas laporan kegiatan"]
        if i == 1
        else ["memperoleh laporan kegiatan setiap bulan"],
        "kewajiban": (
            [
                "menyampaikan laporan kegiatan setiap bulan",
                "menyerahkan hasil pekerjaan sesuai dengan jadwal yang disepakati",
            ]
            if i == 1
            else ["menyampaikan data kebutuhan setiap bulan"]
        ),
    }


def _tugas(i: int) -> list[str]:
    if i == 0:
        return ["mengukur dan memetakan bidang tanah", "mendaftarkan bidang tanah"]
    return ["menyediakan dokumen perolehan dan tanda batas bidang tanah"]


# --- clauses in an agreement ------------------------------------------------------------------------------------------


def katalog() -> Katalog:
    """The catalogue of the checkout."""
    return Katalog(WorkingTree(AKAR / "templates"))


def kepala_klausul(k: Katalog, kode: str) -> KepalaKlausul:
    """The front matter of a clause."""
    berkas = k.klausul(kode)
    assert berkas is not None, kode
    kepala: KepalaKlausul = berkas.kepala
    return kepala


def kepala_jenis(k: Katalog, nama: str) -> KepalaJenis:
    """The front matter of a document type."""
    berkas = k.jenis(nama)
    assert berkas is not None, nama
    kepala: KepalaJenis = berkas.kepala
    return kepala


def dapat(kepala: Any, jenis: str, kategori: str) -> bool:
    """Whether a clause or a variant may stand in a document of that type and category."""
    return (not kepala.jenis or jenis in kepala.jenis) and (not kepala.kategori or kategori in kepala.kategori)


def klausul_pilihan(k: Katalog, jenis: str, kategori: str) -> list[str]:
    """The clauses that a drafter may add to a document of that type and category."""
    baku = kepala_jenis(k, jenis).pasal
    return [c for c in k.daftar_klausul() if c not in baku and dapat(kepala_klausul(k, c), jenis, kategori)]


def lengkapi(data: dict[str, Any], kode: str) -> dict[str, Any]:
    """The agreement with the facts that a clause prints and that most agreements do without."""
    if kode == "ketentuan_umum" and "istilah" not in data:
        data["istilah"] = ISTILAH
        data["pelaksanaan"] = [
            *data["pelaksanaan"],
            "Petugas Lapangan menyampaikan Laporan Bulanan kepada masing-masing PIHAK",
        ]
    if kode == "lokasi":
        data.setdefault("lokasi", LOKASI)
    if kode == "pembayaran" and "termin" not in data["pembiayaan"]:
        data["pembiayaan"] |= BERBAYAR
    if kode == "latar_belakang":
        data.setdefault("latar_belakang", LATAR_BELAKANG)
    return data


def dengan(
    data: dict[str, Any], kode: str, varian: str | None = None, isian: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """The agreement with a clause chosen, in a variant and with blanks filled where given."""
    lengkapi(data, kode)
    pilihan: dict[str, Any] = {}
    if varian is not None:
        pilihan["varian"] = varian
        if (kode, varian) == ("pembiayaan", "tanpa_pembayaran"):
            for fakta in ("nilai", "termin", "rekening", "termasuk_pajak"):
                data["pembiayaan"].pop(fakta, None)
            lain = data.get("klausul", {})
            lain.pop("pembayaran", None)
            if "jaminan" in lain:
                lain["jaminan"]["isian"] = isian_perlu("jaminan", data)
    if isian:
        pilihan["isian"] = dict(isian)
    data.setdefault("klausul", {})[kode] = pilihan
    return data


def isian_perlu(kode: str, data: Mapping[str, Any]) -> dict[str, Any]:
    """The blanks of a clause that have no standard value and that this agreement must fill."""
    isian: dict[str, Any] = {}
    if kode == "jaminan":
        if not data.get("pembiayaan", {}).get("nilai"):
            isian["nilai_jaminan"] = "50000000"
        if sum(p["bentuk"] == "pemerintah_daerah" for p in data["para_pihak"]) > 1:
            isian["penerima"] = "PIHAK KESATU"
    return isian


def lengkap(k: Katalog, jenis: str, kategori: str, n: int = 2, *, lintas: bool = False) -> dict[str, Any]:
    """A complete agreement with every clause that it may have."""
    data = naskah(jenis, kategori, n, lintas=lintas)
    for kode in klausul_pilihan(k, jenis, kategori):
        dengan(data, kode, isian=isian_perlu(kode, data))
    for kode in kepala_jenis(k, jenis).pasal:
        lengkapi(data, kode)
    return data


class Penguji:
    """Composes and judges agreements given as data; templates are compiled once."""

    def __init__(self) -> None:
        self._isi: dict[str, bytes] = {}
        self._ke = 0
        self.ruang = Workspace(Repository(AKAR / "tests", self))

    def read(self, path: str) -> bytes | None:
        """A file's content, None when there is none; every picture is there."""
        return b"\x89PNG\r\n\x1a\n" if path.endswith(".png") else self._isi.get(path)

    def files(self, folder: str) -> list[str]:
        """The files below a folder."""
        return sorted(p for p in self._isi if not folder or p.startswith(f"{folder}/"))

    def name(self, path: str) -> str:
        """A path as messages print it."""
        return path

    def susun(self, data: Mapping[str, Any], *, aturan: bool = False) -> Hasil:
        """The agreement composed, and judged where `aturan` is set."""
        self._ke += 1
        path = f"naskah-{self._ke}.yaml"
        self._isi = {path: yaml(data).encode()}
        return self.ruang.periksa(path, HARI_INI, aturan=aturan)


def isi_pasal(blok: tuple[Blok, ...], kode: str) -> tuple[Paragraf, list[Blok]]:
    """An article's heading and body.

    Raises:
        KeyError: the document has no such article.
    """
    for i, b in enumerate(blok):
        if isinstance(b, Paragraf) and b.peran == "pasal" and b.kunci == kode:
            isi: list[Blok] = []
            for c in blok[i + 1 :]:
                if isinstance(c, Paragraf) and c.peran in ("pasal", "penutup", "lampiran_judul"):
                    break
                isi.append(c)
            return b, isi
    raise KeyError(kode)
