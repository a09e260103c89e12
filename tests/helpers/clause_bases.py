"""Complete agreements in which standard clauses are read: every document type and category, for two, three and eleven
parties.

All facts are invented. An agreement that is made here has every fact that its type asks for, so that whatever is found
wrong with it comes from the clause under test.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any

import yaml as pyyaml

from ksdgen.catalogue.catalogue import Catalogue
from ksdgen.catalogue.front_matter import KindFrontMatter, KlausulFrontMatter, Variant
from ksdgen.desk.outcome import Result
from ksdgen.desk.workspace import Workspace
from ksdgen.paper.document import Block, Paragraph
from ksdgen.rules.examples import base_text
from ksdgen.world.repository import Repository
from ksdgen.world.tree import WorkingTree
from tests.helpers.util import ROOT, yaml

TODAY = date(2026, 12, 31)
COUNTS = (2, 3, 11)
"""How many parties: few, several, and as many as a paper may have."""

_DAERAH = (
    "kabupaten Garut", "kota Cimahi", "kabupaten Tasikmalaya", "kabupaten Sumedang", "kabupaten Bandung", "kota Bandung",
    "kabupaten Majalengka", "kabupaten Kuningan", "kabupaten Ciamis", "kota Banjar", "kota Tasikmalaya",
)  # fmt: skip
_ACROSS = ("kabupaten Cilacap", "Jawa Tengah")
_BODIES = (
    ("badan_hukum", "PT Olah Lestari"),
    ("badan_hukum", "Koperasi Bina Usaha Tani"),
    ("badan_hukum", "PT Angkutan Priangan"),
    ("yayasan", "Yayasan Lingkungan Asri"),
    ("badan_hukum", "PT Energi Pasundan"),
    ("badan_hukum", "PT Karya Timbang"),
)
_CENTRAL = ("Kantor Pertanahan Kabupaten Garut", "Kantor Wilayah Badan Pertanahan Nasional Provinsi Jawa Barat")

_BASES = {
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

PAIRS = tuple(_BASES)
"""Every document type with articles, in every category of its own."""

DEFINED_TERMS = [
    {
        "istilah": "Petugas Lapangan",
        "arti": "orang yang ditugaskan oleh masing-masing PIHAK untuk mencatat kegiatan di lokasi",
    },
    {"istilah": "Laporan Bulanan", "arti": "laporan kegiatan selama 1 (satu) bulan yang disusun oleh Petugas Lapangan"},
]
LOCATIONS = ["Kecamatan Tarogong Kidul, Kabupaten Garut", "Kecamatan Cibalong, Kabupaten Garut"]
PAID = {
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


def naskah(kind: str, category: str, count: int = 2, *, cross_border: bool = False) -> dict[str, Any]:
    """A complete agreement.

    Args:
        kind: the document type.
        category: the category.
        count: how many parties.
        cross_border: the last region lies in another province.
    """
    data: dict[str, Any] = json.loads(_json(_BASES[kind, category]))
    data["kategori"] = category
    data["para_pihak"] = pihak = list(_pihak(kind, category, count, cross_border))
    data["rangkap"] = {"asli": count}
    codes = [party["kode"] for party in pihak]
    if kind == "kesepakatan_bersama":
        data["pelaksanaan"] = _pelaksanaan("Kesepakatan Bersama", pihak)
    elif kind == "perjanjian_kerja_sama":
        data["kesepakatan_bersama"]["nomor"] = [f"100.3.7/{i + 11}/KSB/2026" for i in range(count)]
        data["pelaksanaan"] = _pelaksanaan("Perjanjian Kerja Sama", pihak)
        data["hak_dan_kewajiban"] = {k: _hak_kewajiban(i) for i, k in enumerate(codes)}
        if category.startswith("ksdd"):
            data["pembiayaan"]["sumber"] = [
                f"Anggaran Pendapatan dan Belanja Daerah {party['nama'].removeprefix('Pemerintah Daerah ')}"
                for party in pihak
            ]
        else:
            data["pembiayaan"]["sumber"] = [
                "Anggaran Pendapatan dan Belanja Daerah Kabupaten Garut, untuk penyediaan sampah terpilah",
                "anggaran PT Olah Lestari, untuk pengolahan sampah dan pembelian hasilnya",
            ]
        _name_in_kuasa(pihak, f"Perjanjian Kerja Sama tentang {data['tentang']}")
    else:
        data["pelaksanaan"] = _pelaksanaan("Nota Kesepakatan", pihak)
        data["tugas_dan_tanggung_jawab"] = {k: _duties(i) for i, k in enumerate(codes)}
        _name_in_kuasa(pihak, f"Nota Kesepakatan dan Rencana Kerja tentang {data['tentang']}")
    if category == "di_luar_ksd":
        for key in ("hasil", "jenis_ksdpk", "prakarsa", "keputusan_daftar_rencana", "studi_kelayakan"):
            data.pop(key, None)
        if "pembiayaan" in data:
            data["pembiayaan"]["rekening"]["atas_nama"] = "Badan Layanan Umum Daerah Rumah Sakit Umum Daerah Garut"
    if category == "ksdd_wajib":
        data["berita_acara_pemetaan"] = {"nomor": "100.3.7/31/BA/2026", "tanggal": "2026-02-24"}
    return data


@cache
def _json(name: str) -> str:
    """A packaged agreement as JSON: dates are text as they are written."""
    return json.dumps(pyyaml.safe_load(base_text(name)), default=str)


_TERMS = ("PIHAK KESATU", "PIHAK KEDUA")


def _pelaksanaan(sebutan: str, pihak: list[dict[str, Any]]) -> list[str]:
    """Which office carries an agreement out for each of the first two parties."""
    return [
        f"{term} melaksanakan {sebutan} ini melalui {party['narahubung']['unit']}"
        for term, party in zip(_TERMS, pihak, strict=False)
    ]


def _name_in_kuasa(pihak: list[dict[str, Any]], agreement: str) -> None:
    """Let every letter of attorney be for this agreement."""
    for party in pihak:
        for signatory in party["penanda_tangan"]:
            for basis in signatory["dasar_kewenangan"]:
                if "surat_kuasa" in basis:
                    basis["surat_kuasa"]["untuk"] = agreement


def _pihak(kind: str, category: str, count: int, cross_border: bool) -> Iterator[dict[str, Any]]:
    """Regions alone; regions and third parties; or offices of the central government and regions."""
    if category in ("ksdpk", "di_luar_ksd"):
        body = 1 if count < 4 else len(_BODIES)
        yield from (_daerah(i, kind, category) for i in range(count - body))
        yield from (_body(i, kind) for i in range(body))
        return
    central = (1 if count < 4 else 2) if category == "sinergi" else 0
    yield from (_central(i) for i in range(central))
    yield from (_daerah(i, kind, category, cross_border and i == count - central - 1) for i in range(count - central))


def _daerah(index: int, kind: str, category: str, across: bool = False) -> dict[str, Any]:
    level, name = (_ACROSS[0] if across else _DAERAH[index]).split(" ", 1)
    term, jabatan = f"{level.title()} {name}", "Wali Kota" if level == "kota" else "Bupati"
    of_dinas = kind == "perjanjian_kerja_sama"
    unit = (
        "Dinas Pekerjaan Umum"
        if category == "ksdd_wajib"
        else "Dinas Ketahanan Pangan"
        if category == "ksdd_sukarela"
        else "Dinas Lingkungan Hidup"
    )
    email = name.lower().replace(" ", "-")
    decision = {
        "bentuk": "Keputusan Menteri Dalam Negeri",
        "nomor": f"100.2.1.3-{221 + index} Tahun 2025",
        "tanggal": "2025-02-14",
        "tentang": "Pengesahan Pengangkatan Kepala Daerah",
    }
    kuasa = {
        "pemberi_kuasa": f"{jabatan} {name}",
        "nomor": f"100.3.7/{114 + index}/SKK/2026",
        "tanggal": "2026-12-01",
        "tembusan": f"Bagian Kerja Sama Sekretariat Daerah {term}",
    }
    return {
        "kode": f"{level}_{name}".lower().replace(" ", "_"),
        "bentuk": "pemerintah_daerah",
        "nama": f"Pemerintah Daerah {term}",
        "pemrakarsa": index == 0,
        "nomor": f"100.3.7/{index + 41}/2026",
        "tempat_kedudukan": name,
        "alamat": f"Jalan Pembangunan Nomor {index + 1}, {name}",
        "daerah": {"tingkat": level, "nama": name, "provinsi": _ACROSS[1] if across else "Jawa Barat"},
        "narahubung": {
            "unit": f"{unit} {term}" if of_dinas else f"Bagian Kerja Sama Sekretariat Daerah {term}",
            "nama": f"Sekretaris {unit}" if of_dinas else "Kepala Bagian Kerja Sama",
            "alamat": f"Jalan Pembangunan Nomor {index + 1}, {name}",
            "telepon": f"(0262) 55501{index:02}",
            "surel": f"kerja-sama@{email}.example",
        },
        "penanda_tangan": [
            {
                "nama": _PEOPLE[index],
                "jabatan": f"Kepala {unit} {term}" if of_dinas else f"{jabatan} {name}",
                "dasar_kewenangan": [{"surat_kuasa": kuasa} if of_dinas else {"keputusan": decision}],
            }
        ],
    }


_PEOPLE = (
    "Asep Hidayat", "Rina Maulida", "Dadan Ramdani", "Neneng Suryani", "Ujang Permana", "Tini Kartikawati",
    "Agus Salim", "Euis Komariah", "Deden Kurnia", "Wawan Setiawan", "Iis Aisyah",
)  # fmt: skip
_DIRECTORS = ("Sri Wahyuni", "Hendra Gunawan", "Maya Puspita", "Yusuf Maulana", "Lestari Dewi", "Bayu Pratama")


def _body(index: int, kind: str) -> dict[str, Any]:
    shape, name = _BODIES[index]
    code = name.split(" ", 1)[1].lower().replace(" ", "_")
    chair = "Ketua" if name.startswith(("Koperasi", "Yayasan")) else "Direktur Utama"
    akta = {
        "nomor": f"{12 + index}",
        "tanggal": "2015-05-11",
        "notaris": "Dewi Kartika, S.H., M.Kn.",
        "kota_notaris": "Bandung",
    }
    return {
        "kode": code,
        "bentuk": shape,
        "nama": name,
        "nomor": f"{index + 7}/KS/2026",
        "tempat_kedudukan": "Bandung",
        "alamat": f"Jalan Braga Nomor {index + 7}, Bandung",
        "badan_hukum": {
            "sebutan": f"Anggaran Dasar {name}",
            "akta": [akta],
            "pengesahan": [{"nomor": f"AHU-{1234 + index}.AH.01.01.Tahun 2015", "tanggal": "2015-06-01"}],
        },
        "narahubung": {
            "unit": f"Sekretariat {name}",
            "alamat": f"Jalan Braga Nomor {index + 7}, Bandung",
            "telepon": f"(022) 55501{index:02}",
            "surel": f"sekretariat@{code.replace('_', '')}.example",
        },
        "penanda_tangan": [
            {
                "nama": _DIRECTORS[index],
                "jabatan": f"{chair} {name}",
                "dasar_kewenangan": [
                    {
                        "akta": {
                            **akta,
                            "jenis": "Akta Pernyataan Keputusan Rapat",
                            "nomor": f"{21 + index}",
                            "tanggal": "2024-05-13",
                        }
                    }
                ],
            }
        ],
    }


def _central(index: int) -> dict[str, Any]:
    name = _CENTRAL[index]
    kuasa = {
        "pemberi_kuasa": "Menteri Agraria dan Tata Ruang/Kepala Badan Pertanahan Nasional",
        "nomor": f"{912 + index}/SKK-100.HK.02/XI/2026",
        "tanggal": "2026-11-30",
        "tembusan": "Bagian Kerja Sama Sekretariat Daerah Kabupaten Garut",
    }
    return {
        "kode": f"pertanahan_{index + 1}",
        "bentuk": "instansi_vertikal",
        "nama": name,
        "nomor": f"HP.01.02/{41 + index}.NK/XII/2026",
        "tempat_kedudukan": "Garut" if index == 0 else "Bandung",
        "alamat": f"Jalan Suherman Nomor {9 + index}",
        "narahubung": {
            "unit": f"Subbagian Tata Usaha {name}",
            "alamat": f"Jalan Suherman Nomor {9 + index}",
            "telepon": f"(0262) 555020{index}",
            "surel": f"tata-usaha-{index + 1}@atrbpn.example",
        },
        "penanda_tangan": [
            {
                "nama": ("Bambang Heruwijaya", "Ratna Juwita")[index],
                "jabatan": f"Kepala {name}",
                "dasar_kewenangan": [{"surat_kuasa": kuasa}],
            }
        ],
    }


def _hak_kewajiban(index: int) -> dict[str, list[str]]:
    if index == 0:
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
        if index == 1
        else ["memperoleh laporan kegiatan setiap bulan"],
        "kewajiban": (
            [
                "menyampaikan laporan kegiatan setiap bulan",
                "menyerahkan hasil pekerjaan sesuai dengan jadwal yang disepakati",
            ]
            if index == 1
            else ["menyampaikan data kebutuhan setiap bulan"]
        ),
    }


def _duties(index: int) -> list[str]:
    if index == 0:
        return ["mengukur dan memetakan bidang tanah", "mendaftarkan bidang tanah"]
    return ["menyediakan dokumen perolehan dan tanda batas bidang tanah"]


# --- clauses in an agreement ------------------------------------------------------------------------------------------


def catalogue() -> Catalogue:
    """The catalogue of the checkout."""
    return Catalogue(WorkingTree(ROOT / "templates"))


def klausul_front_matter(catalogue: Catalogue, code: str) -> KlausulFrontMatter:
    """The front matter of a clause."""
    file = catalogue.klausul(code)
    assert file is not None, code
    front_matter: KlausulFrontMatter = file.front_matter
    return front_matter


def kind_front_matter(catalogue: Catalogue, name: str) -> KindFrontMatter:
    """The front matter of a document type."""
    file = catalogue.kind(name)
    assert file is not None, name
    front_matter: KindFrontMatter = file.front_matter
    return front_matter


def fits(front_matter: KlausulFrontMatter | Variant, kind: str, category: str) -> bool:
    """Whether a clause or a variant may stand in a document of that type and category."""
    return front_matter.suits(kind, category)


def optional_klausul(catalogue: Catalogue, kind: str, category: str) -> list[str]:
    """The clauses that a drafter may add to a document of that type and category."""
    standard = kind_front_matter(catalogue, kind).pasal
    return [
        c
        for c in catalogue.list_klausul()
        if c not in standard and fits(klausul_front_matter(catalogue, c), kind, category)
    ]


def complete(data: dict[str, Any], code: str) -> dict[str, Any]:
    """The agreement with the facts that a clause prints and that most agreements do without."""
    if code == "ketentuan_umum" and "istilah" not in data:
        data["istilah"] = DEFINED_TERMS
        data["pelaksanaan"] = [
            *data["pelaksanaan"],
            "Petugas Lapangan menyampaikan Laporan Bulanan kepada masing-masing PIHAK",
        ]
    if code == "lokasi":
        data.setdefault("lokasi", LOCATIONS)
    if code == "pembayaran" and "termin" not in data["pembiayaan"]:
        data["pembiayaan"] |= PAID
    if code == "latar_belakang":
        data.setdefault("latar_belakang", LATAR_BELAKANG)
    return data


def with_klausul(
    data: dict[str, Any], code: str, variant: str | None = None, isian: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """The agreement with a clause chosen, in a variant and with blanks filled where given."""
    complete(data, code)
    choice: dict[str, Any] = {}
    if variant is not None:
        choice["varian"] = variant
        if (code, variant) == ("pembiayaan", "tanpa_pembayaran"):
            for fact in ("nilai", "termin", "rekening", "termasuk_pajak"):
                data["pembiayaan"].pop(fact, None)
            other = data.get("klausul", {})
            other.pop("pembayaran", None)
            if "jaminan" in other:
                other["jaminan"]["isian"] = needed_isian("jaminan", data)
    if isian:
        choice["isian"] = dict(isian)
    data.setdefault("klausul", {})[code] = choice
    return data


def needed_isian(code: str, data: Mapping[str, Any]) -> dict[str, Any]:
    """The blanks of a clause that have no standard value and that this agreement must fill."""
    isian: dict[str, Any] = {}
    if code == "jaminan":
        if not data.get("pembiayaan", {}).get("nilai"):
            isian["nilai_jaminan"] = "50000000"
        if sum(p["bentuk"] == "pemerintah_daerah" for p in data["para_pihak"]) > 1:
            isian["penerima"] = "PIHAK KESATU"
    return isian


def full(
    catalogue: Catalogue, kind: str, category: str, count: int = 2, *, cross_border: bool = False
) -> dict[str, Any]:
    """A complete agreement with every clause that it may have."""
    data = naskah(kind, category, count, cross_border=cross_border)
    for code in optional_klausul(catalogue, kind, category):
        with_klausul(data, code, isian=needed_isian(code, data))
    for code in kind_front_matter(catalogue, kind).pasal:
        complete(data, code)
    return data


class ClauseJudge:
    """Composes and judges agreements given as data; templates are compiled once."""

    def __init__(self) -> None:
        self._content: dict[str, bytes] = {}
        self._nth = 0
        self.workspace = Workspace(Repository(ROOT / "tests", self))

    def read(self, path: str) -> bytes | None:
        """A file's content, None when there is none; every picture is there."""
        return b"\x89PNG\r\n\x1a\n" if path.endswith(".png") else self._content.get(path)

    def files(self, folder: str) -> list[str]:
        """The files below a folder."""
        return sorted(p for p in self._content if not folder or p.startswith(f"{folder}/"))

    def name(self, path: str) -> str:
        """A path as messages print it."""
        return path

    def compose(self, data: Mapping[str, Any], *, rules: bool = False) -> Result:
        """The agreement composed, and judged where `rules` is set."""
        self._nth += 1
        path = f"naskah-{self._nth}.yaml"
        self._content = {path: yaml(data).encode()}
        return self.workspace.check(path, TODAY, rules=rules)


def pasal_content(blocks: tuple[Block, ...], code: str) -> tuple[Paragraph, list[Block]]:
    """An article's heading and body.

    Raises:
        KeyError: the document has no such article.
    """
    for index, block in enumerate(blocks):
        if isinstance(block, Paragraph) and block.role == "pasal" and block.identity == code:
            content: list[Block] = []
            for following in blocks[index + 1 :]:
                if isinstance(following, Paragraph) and following.role in ("pasal", "penutup", "lampiran_judul"):
                    break
                content.append(following)
            return block, content
    raise KeyError(code)
