"""Rules on the words of articles: forums for disputes, ends of the cooperation, extensions and sanctions."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ksdgen.desk.frozen import bekukan
from ksdgen.desk.outcome import Hasil
from ksdgen.rules.examples import dasar, pasang
from ksdgen.rules.packaged import semua
from tests.helpers.rule_examples import Contoh, family

CONTOH = Contoh()
ATURAN = [a for a in semua() if a.cek in family("wording") and a.cek != "format_lampiran"]
MILIK = {a.kode for a in ATURAN}


def kode(hasil: Hasil) -> set[str]:
    return {t.kode for t in hasil.temuan} & MILIK


def ubah(nama: str, klausul: str, teks: str) -> Hasil:
    """A base whose clause has other words."""
    isi = "".join(f"      {b}\n" for b in teks.split("\n"))
    hasil = CONTOH.ubah(nama, f"klausul:\n  {klausul}:\n    alasan: hasil pembahasan\n    ubah: |\n{isi}")
    assert not hasil.bentuk, hasil.bentuk
    return hasil


def tambah(nama: str, judul: str, teks: str, setelah: str = "jangka_waktu", klausul: str = "") -> Hasil:
    """A base with an article of its own."""
    isi = "".join(f"      {b}\n" for b in teks.split("\n"))
    hasil = CONTOH.ubah(
        nama,
        f"pasal_tambahan:\n  - kode: tambahan\n    judul: {judul}\n    setelah: {setelah}\n    isi: |\n{isi}{klausul}",
    )
    assert not hasil.bentuk, hasil.bentuk
    return hasil


@pytest.mark.parametrize("varian", ["pengadilan", "mediasi", "arbitrase"])
def test_setiap_varian_baku_pihak_ketiga_bersih(varian: str) -> None:
    assert not kode(CONTOH.ubah("pks_ksdpk", f"klausul:\n  penyelesaian_perselisihan: {{varian: {varian}}}\n"))


@pytest.mark.parametrize("nama", ["ksb_ksdd", "ksb_ksdd_wajib", "ksb_ksdpk", "nk"])
def test_klausul_baku_pada_kesepakatan_bersih(nama: str) -> None:
    assert not kode(
        CONTOH.ubah(nama, "klausul:\n  penyelesaian_perselisihan: {}\n  pengakhiran: {}\n  surat_menyurat: {}\n")
    )


# --- disputes -------------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "kalimat",
    [
        "Dalam hal musyawarah tidak mencapai mufakat, perselisihan diselesaikan melalui Pengadilan Negeri Garut atau Menteri.",
        "Apabila tidak tercapai mufakat maka PARA PIHAK memilih arbitrase, bukan Menteri.",
        "Dalam hal musyawarah tidak berhasil PARA PIHAK sepakat menyelesaikan melalui BANI tanpa Menteri.",
        "Perselisihan yang tidak dapat diselesaikan secara musyawarah diajukan ke pengadilan oleh Menteri.",
    ],
)
def test_peradilan_sebagai_forum_antardaerah(kalimat: str) -> None:
    hasil = ubah("pks_ksdd", "penyelesaian_perselisihan", f"(1) Musyawarah didahulukan.\n(2) {kalimat}")
    (satu,) = [t for t in hasil.temuan if t.kode == "KSD350"]
    assert kode(hasil) == {"KSD350"}
    assert satu.rute == "klausul.penyelesaian_perselisihan.ubah"
    assert satu.span is not None
    # The finding points at the very word.
    teks = CONTOH.pohon.isi[satu.span.file].split("\n")[satu.span.line - 1]
    assert teks[satu.span.column - 1 : satu.span.end_column - 1].lower() in ("pengadilan", "arbitrase", "bani")


@pytest.mark.parametrize(
    "kalimat",
    [
        "Perselisihan tidak diselesaikan melalui pengadilan atau arbitrase, melainkan oleh Menteri.",
        "PARA PIHAK tidak akan mengajukan perselisihan kepada pengadilan, BANI, atau lembaga arbitrase lain, tetapi kepada Menteri.",
        "Menteri menyelesaikan perselisihan di luar pengadilan.",
        "Arbitrase dan pengadilan tidak berwenang menyelesaikan perselisihan; yang berwenang Menteri.",
        "Menteri memperhatikan putusan pengadilan yang berkaitan.",
        "Perselisihan diselesaikan sesuai dengan ketentuan peraturan perundang-undangan.",
        "Perselisihan diselesaikan oleh Gubernur Jawa Barat sebagai wakil Pemerintah Pusat.",
        "Perselisihan diselesaikan oleh Menteri. Jalur pengadilan dan arbitrase dikesampingkan.",
        "Perselisihan tidak diselesaikan melalui pengadilan dan tidak diajukan ke arbitrase, melainkan kepada Menteri.",
        "Perselisihan tidak diselesaikan melalui lembaga peradilan atau dibawa ke arbitrase, melainkan diajukan kepada Menteri.",
    ],
)
def test_kalimat_sengketa_antardaerah_yang_sah(kalimat: str) -> None:
    assert not kode(ubah("pks_ksdd", "penyelesaian_perselisihan", f"(1) Musyawarah didahulukan.\n(2) {kalimat}"))


@pytest.mark.parametrize(
    "kalimat",
    [
        "Apabila perselisihan tidak dapat diselesaikan, PARA PIHAK memilih Pengadilan Negeri Garut.",
        "Dalam hal perselisihan tidak dapat diatasi oleh PARA PIHAK, perselisihan dibawa ke Pengadilan Negeri Garut.",
        "Perselisihan yang tidak dapat dirundingkan diajukan ke pengadilan.",
        "Bila musyawarah tidak membuahkan hasil, perselisihan diselesaikan secara hukum di Pengadilan Negeri Garut.",
        "Perselisihan diselesaikan melalui lembaga peradilan.",
        "Perselisihan diselesaikan melalui PTUN.",
        "PARA PIHAK menyelesaikan perselisihan di muka hakim.",
        "PARA PIHAK memilih Pengadilan Negeri Garut dan mengesampingkan Pasal 1266 Kitab Undang-Undang Hukum Perdata.",
    ],
)
def test_forum_dengan_kata_lain_antardaerah(kalimat: str) -> None:
    assert kode(ubah("pks_ksdd", "penyelesaian_perselisihan", f"(1) Menteri diberi tahu.\n(2) {kalimat}")) == {"KSD350"}


@pytest.mark.parametrize(
    ("kalimat", "harap"),
    [
        ("Sengketa yang timbul dari pasal ini diajukan ke Pengadilan Negeri Garut.", {"KSD350"}),
        ("PIHAK yang dirugikan dapat menggugat PIHAK lainnya di pengadilan.", {"KSD350"}),
        ("PIHAK yang dirugikan tidak menggugat PIHAK lainnya di pengadilan.", set()),
        ("Sengketa tanah warga yang diajukan ke pengadilan dicatat oleh PARA PIHAK.", set()),
        ("Sengketa tanah warga diselesaikan melalui pengadilan.", set()),
    ],
)
def test_forum_pada_pasal_lain_antardaerah(kalimat: str, harap: set[str]) -> None:
    assert kode(tambah("pks_ksdd", "KETENTUAN KHUSUS", kalimat)) == harap


def test_domisili_hukum_pada_pengadilan_antardaerah() -> None:
    teks = "PARA PIHAK memilih domisili hukum tetap pada Kepaniteraan Pengadilan Negeri Garut."
    assert kode(tambah("pks_ksdd", "KETENTUAN LAIN", teks)) == {"KSD350"}
    assert not kode(
        tambah(
            "pks_ksdpk", "KETENTUAN LAIN", teks, klausul="klausul:\n  penyelesaian_perselisihan: {varian: pengadilan}\n"
        )
    )


def test_pengadilan_di_luar_pasal_sengketa_bukan_forum() -> None:
    teks = "PARA PIHAK saling memberi data perkara yang diperiksa pengadilan."
    assert not kode(tambah("pks_ksdd", "PERTUKARAN DATA", teks))


def test_pasal_tambahan_dinilai_seperti_klausul_baku() -> None:
    """An article is known by its heading too, even when it says nothing of the element that it fulfils."""
    klausul = "klausul:\n  penyelesaian_perselisihan: {hapus: true, alasan: diganti}\n"
    assert kode(
        tambah(
            "pks_ksdd", "PENYELESAIAN SENGKETA", "Sengketa diselesaikan oleh Pengadilan Negeri Garut.", klausul=klausul
        )
    ) == {"KSD350", "KSD351"}


@pytest.mark.parametrize(
    ("kalimat", "harap"),
    [
        (
            "Perselisihan diselesaikan secara musyawarah. Bila tidak tercapai mufakat, diselesaikan melalui Pengadilan Negeri Garut.",
            set(),
        ),
        ("Perselisihan diselesaikan melalui negosiasi, lalu arbitrase.", set()),
        ("Perselisihan diselesaikan melalui Pengadilan Negeri Garut.\n(2) Musyawarah dapat ditempuh.", {"KSD352"}),
        ("Perselisihan diselesaikan oleh tim teknis.", {"KSD352"}),
        ("Perselisihan diselesaikan melalui Pengadilan Negeri Garut. Bila gagal, ditempuh musyawarah.", {"KSD352"}),
        ("Perselisihan diselesaikan melalui Pengadilan Negeri Garut. Sebelumnya ditempuh musyawarah.", set()),
        ("Tanpa musyawarah, perselisihan langsung dibawa ke Pengadilan Negeri Garut.", {"KSD352"}),
        (
            "Sesudah musyawarah, perselisihan yang tidak dapat diselesaikan diputus arbitrase. Lalu diajukan ke Pengadilan Negeri Garut.",
            {"KSD353"},
        ),
        ("Sesudah musyawarah, perselisihan diputus arbitrase atau Pengadilan Negeri Garut.", {"KSD353"}),
        (
            "Sesudah musyawarah, perselisihan diputus melalui arbitrase. Pendaftaran putusan dilakukan pada Pengadilan Negeri Garut.",
            set(),
        ),
        ("Sesudah musyawarah, perselisihan dimediasi, lalu diajukan kepada Pengadilan Negeri Garut.", set()),
        ("Sesudah musyawarah, perselisihan diputus melalui arbitrase dan tidak melalui pengadilan.", set()),
    ],
)
def test_sengketa_dengan_pihak_ketiga(kalimat: str, harap: set[str]) -> None:
    assert kode(ubah("pks_ksdpk", "penyelesaian_perselisihan", f"(1) {kalimat}")) == harap


# --- the end --------------------------------------------------------------------------------------------------------------------------------

_SEBAB = "(1) Perjanjian Kerja Sama ini berakhir dalam hal:\n    a. tujuan tercapai; atau\n    b. "


@pytest.mark.parametrize("nama", ["pks_ksdd", "pks_ksdpk"])
@pytest.mark.parametrize(
    "sebab",
    [
        "pergantian kepala daerah", "terjadi pergantian kepemimpinan di daerah", "Bupati Garut diganti", "pejabat yang menandatangani pensiun",
        "berakhirnya masa jabatan Wali Kota", "mutasi pejabat penanda tangan", "masa jabatan Bupati berakhir", "kepala daerah habis masa jabatannya",
        "Bupati tidak lagi menjabat", "masa jabatan penanda tangan habis", "berakhirnya jabatan penanda tangan", "kepala daerah meninggal dunia",
        "pergantian kepala daerah tanpa perlu persetujuan PIHAK lainnya", "pelantikan Bupati yang baru",
    ],
)  # fmt: skip
def test_pergantian_pejabat_sebagai_sebab(nama: str, sebab: str) -> None:
    hasil = ubah(nama, "pengakhiran", f"{_SEBAB}{sebab}.")
    (satu,) = [t for t in hasil.temuan if t.kode == "KSD354"]
    assert satu.rute == "klausul.pengakhiran.ubah"
    assert "KSD355" not in kode(hasil)


@pytest.mark.parametrize(
    "kalimat",
    [
        "Perjanjian Kerja Sama ini tidak berlaku lagi setelah pergantian kepala daerah.",
        "Setelah pergantian kepala daerah, Perjanjian Kerja Sama ini ditinjau dan tetap dapat dibatalkan oleh pejabat baru.",
        "Pada saat pelantikan Bupati yang baru, Perjanjian Kerja Sama ini berakhir tanpa perlu pemberitahuan.",
    ],
)
def test_pergantian_pejabat_mengakhiri(kalimat: str) -> None:
    assert kode(ubah("pks_ksdd", "pengakhiran", kalimat)) == {"KSD354"}
    assert kode(tambah("pks_ksdd", "KETENTUAN LAIN", kalimat)) == {"KSD354"}


@pytest.mark.parametrize(
    "kalimat",
    [
        "Perjanjian Kerja Sama ini tetap berlaku dan mengikat pejabat yang menggantikan.",
        "Perjanjian Kerja Sama ini mengikat PARA PIHAK dan para pejabat penggantinya.",
        "Perjanjian Kerja Sama ini tidak gugur dengan adanya pejabat baru pada PARA PIHAK.",
        "Penggantian kepala daerah tidak memengaruhi keberlakuan Perjanjian Kerja Sama ini.",
        "Perjanjian Kerja Sama ini tidak berakhir meskipun masa jabatan kepala daerah telah habis.",
        "Pergantian pejabat pada PARA PIHAK tidak menyebabkan Perjanjian Kerja Sama ini putus.",
        "Pergantian kepala daerah tanpa pemberitahuan tidak mengakhiri Perjanjian Kerja Sama ini.",
        "Perjanjian Kerja Sama ini tidak berakhir karena pergantian kepala daerah.",
        "Perjanjian Kerja Sama ini tetap berlaku meskipun terjadi pergantian pimpinan PARA PIHAK.",
        "Pergantian pejabat tidak mengakibatkan berakhirnya Perjanjian Kerja Sama ini.",
        "Perjanjian Kerja Sama ini tidak berakhir dalam hal:\n    a. terjadi pergantian kepala daerah; atau\n    b. terjadi mutasi pejabat.",
        "Perjanjian Kerja Sama ini tetap mengikat walaupun Bupati Garut diganti.",
    ],
)
def test_pergantian_pejabat_diatur(kalimat: str) -> None:
    assert not kode(ubah("pks_ksdd", "pengakhiran", f"(1) {kalimat}"))


@pytest.mark.parametrize(
    "kalimat",
    [
        "Dalam hal terjadi pergantian pejabat penghubung, PIHAK yang bersangkutan memberitahukannya secara tertulis.",
        "Perubahan kebijakan kepala daerah tidak mengurangi pelaksanaan kerja sama.",
        "Pimpinan PARA PIHAK bertemu sebelum Perjanjian Kerja Sama ini berakhir.",
        "Penggantian pejabat penghubung diberitahukan paling lambat 5 (lima) hari sebelum penugasannya berakhir.",
        "Perubahan pimpinan PIHAK KEDUA diberitahukan paling lambat 7 (tujuh) hari setelah masa jabatan pimpinan lama berakhir.",
        "Perubahan penanda tangan rekening membuat surat kuasa lama batal.",
        "Pergantian pimpinan PIHAK KEDUA diberitahukan sebelum Perjanjian Kerja Sama ini berakhir.",
        "Dalam hal masa jabatan kepala daerah berakhir, Perjanjian Kerja Sama ini dilanjutkan oleh penggantinya sampai berakhir jangka waktunya.",
    ],
)
def test_pejabat_disebut_tanpa_mengakhiri(kalimat: str) -> None:
    assert not kode(tambah("pks_ksdd", "KETENTUAN LAIN", kalimat))


@pytest.mark.parametrize(
    ("kalimat", "salah"),
    [
        ("Kesepakatan Bersama ini dapat diakhiri secara sepihak.", True),
        ("Salah satu PIHAK dapat mengakhiri Kesepakatan Bersama ini.", True),
        ("PIHAK KESATU berhak mengakhiri Kesepakatan Bersama ini.", True),
        ("Setiap PIHAK berhak mengakhiri Kesepakatan Bersama ini tanpa persetujuan PIHAK lainnya.", True),
        ("Kesepakatan Bersama ini dapat diakhiri atas permintaan salah satu PIHAK.", True),
        ("Kesepakatan Bersama ini dapat diakhiri oleh PIHAK KESATU sewaktu-waktu.", True),
        ("Masing-masing PIHAK dapat mengundurkan diri dari Kesepakatan Bersama ini sewaktu-waktu.", True),
        ("Salah satu PIHAK dapat sewaktu-waktu mengakhiri Kesepakatan Bersama ini.", True),
        ("PIHAK KEDUA dapat menghentikan Kesepakatan Bersama ini.", True),
        ("PIHAK KESATU dan PIHAK KEDUA dapat mengakhiri Kesepakatan Bersama ini.", False),
        ("Kesepakatan Bersama ini dapat diakhiri oleh PIHAK KESATU dan PIHAK KEDUA.", False),
        ("Salah satu PIHAK tidak dapat mengakhiri Kesepakatan Bersama ini tanpa persetujuan PIHAK lainnya.", False),
        ("Kesepakatan Bersama ini tidak dapat diakhiri secara sepihak.", False),
        ("Salah satu PIHAK dapat mengakhiri Kesepakatan Bersama ini dengan persetujuan PIHAK lainnya.", False),
        ("Salah satu PIHAK dapat mengusulkan pengakhiran Kesepakatan Bersama ini.", False),
    ],
)
def test_kerja_sama_wajib_tidak_sepihak(kalimat: str, salah: bool) -> None:
    assert kode(ubah("ksb_ksdd_wajib", "pengakhiran", kalimat)) == ({"KSD356"} if salah else set())
    assert not kode(ubah("ksb_ksdd", "pengakhiran", kalimat))


def test_pengakhiran_sepihak_pada_pasal_lain() -> None:
    assert kode(
        tambah(
            "ksb_ksdd_wajib",
            "KETENTUAN LAIN",
            "Salah satu PIHAK dapat mengakhiri Kesepakatan Bersama ini secara sepihak.",
        )
    ) == {"KSD356"}
    assert not kode(
        tambah(
            "ksb_ksdd_wajib",
            "KETENTUAN LAIN",
            "PIHAK KESATU dapat membatalkan rapat paling lambat 1 (satu) hari sebelumnya.",
        )
    )


@pytest.mark.parametrize(
    ("kalimat", "salah"),
    [
        ("Jangka waktu otomatis bertambah 1 (satu) tahun.", True),
        ("Kesepakatan ini dengan sendirinya berlaku kembali.", True),
        ("Data otomatis bertambah setiap hari.", False),
        ("Jangka waktu diperpanjang secara otomatis untuk waktu yang sama.", True),
        ("Jangka waktu dengan sendirinya diperpanjang selama 1 (satu) tahun.", True),
        ("Bila tidak ada pemberitahuan, jangka waktu dianggap diperpanjang.", True),
        ("Jangka waktu tidak diperpanjang dengan sendirinya.", False),
        ("Jangka waktu tidak dapat secara otomatis diperpanjang.", False),
        ("Jangka waktu dapat diperpanjang dengan adendum.", False),
        ("Data dikirim secara otomatis setiap hari.", False),
    ],
)
@pytest.mark.parametrize("nama", ["ksb_ksdd", "nk"])
def test_perpanjangan_otomatis(nama: str, kalimat: str, salah: bool) -> None:
    assert kode(tambah(nama, "PERPANJANGAN", kalimat)) == ({"KSD357"} if salah else set())


def test_sebab_berakhir_yang_kurang_disebut() -> None:
    tetap = "Perjanjian Kerja Sama ini tidak berakhir karena pergantian pejabat"
    (satu,) = [
        t
        for t in ubah("pks_ksdpk", "pengakhiran", f"{tetap}, kecuali PIHAK KEDUA pailit.").temuan
        if t.kode == "KSD358"
    ]
    assert "putusan pengadilan" in satu.pesan and "pailit" not in satu.pesan
    assert satu.tingkat.name == "PERINGATAN"


def test_klausul_yang_dihapus_bukan_urusan_aturan_ini() -> None:
    """A missing article is reported by the rules on elements; nothing can be said of its words."""
    klausul = "".join(
        f"  {n}: {{hapus: true, alasan: uji}}\n" for n in ("penyelesaian_perselisihan", "pengakhiran", "sanksi")
    )
    assert not kode(CONTOH.ubah("pks_ksdpk", f"klausul:\n{klausul}"))


def test_naskah_beku_dinilai_menurut_kata_katanya() -> None:
    """The frozen document of a signed agreement has no places and no elements per article; its words are judged all the same."""
    teks = pasang(
        dasar("pks_ksdd"),
        "klausul:\n  penyelesaian_perselisihan:\n    alasan: uji\n    ubah: Diputus pengadilan.\nstatus: ditandatangani\n",
    )
    hasil = CONTOH.periksa(teks)
    assert kode(hasil) == {"KSD350", "KSD351"}
    CONTOH.pohon.isi[f"contoh-{CONTOH.ke + 1}.beku.json"] = bekukan(hasil)
    beku = CONTOH.periksa(teks)
    assert beku.beku
    assert kode(beku) == {"KSD350", "KSD351"}
    assert all(t.span is not None and t.span.file == beku.muatan.path for t in beku.temuan if t.kode in MILIK)


# --- properties -----------------------------------------------------------------------------------------------------------------------------

_FORUM = st.sampled_from(["pengadilan", "Pengadilan Negeri Garut", "arbitrase", "BANI", "lembaga arbitrase"])


@settings(max_examples=20, deadline=None)
@given(
    ingkar=st.sampled_from(
        ["tidak diselesaikan melalui", "tidak dapat dibawa ke", "tidak diajukan kepada", "bukan melalui"]
    ),
    forum=st.lists(_FORUM, min_size=1, max_size=3, unique=True),
)
def test_forum_yang_ditiadakan_tidak_pernah_ditegur(ingkar: str, forum: list[str]) -> None:
    assert not kode(
        ubah("pks_ksdd", "penyelesaian_perselisihan", f"Perselisihan {ingkar} {', '.join(forum)}, melainkan Menteri.")
    )


@settings(max_examples=20, deadline=None)
@given(
    gagal=st.sampled_from(["tidak tercapai mufakat", "tidak mencapai kesepakatan", "musyawarah tidak berhasil"]),
    forum=_FORUM,
)
def test_forum_sesudah_musyawarah_gagal_selalu_ditegur(gagal: str, forum: str) -> None:
    teks = f"Dalam hal {gagal}, perselisihan diselesaikan oleh Menteri atau {forum}."
    assert kode(ubah("pks_ksdd", "penyelesaian_perselisihan", teks)) == {"KSD350"}


@settings(max_examples=20, deadline=None)
@given(kata=st.text(alphabet="abcdefghijklmnopqrstuvwxyz ,.;:()[]0123456789", max_size=80))
def test_teks_apa_pun_tidak_merusak_penilaian(kata: str) -> None:
    """Whatever an author writes, findings have a place inside the file and a message of one line."""
    aman = re.sub(r"[\[\]|@\\]", "", " ".join(kata.split()))
    hasil = CONTOH.ubah("pks_ksdpk", f"klausul:\n  pengakhiran:\n    alasan: uji\n    ubah: |\n      Catatan {aman}\n")
    for t in hasil.aturan:
        assert t.span is not None and t.span.line >= 1 and "\n" not in t.pesan
