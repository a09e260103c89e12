"""Rules on the words of articles: forums for disputes, ends of the cooperation, extensions and sanctions."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ksdgen.desk.frozen import frozen_text
from ksdgen.desk.outcome import Result
from ksdgen.rules.examples import base_text, put
from ksdgen.rules.packaged import packaged_rules
from tests.helpers.rule_examples import Examples, family

EXAMPLES = Examples()
RULES = [rule for rule in packaged_rules() if rule.cek in family("wording") and rule.cek != "format_lampiran"]
OWN = {rule.kode for rule in RULES}


def codes(result: Result) -> set[str]:
    return {t.code for t in result.findings} & OWN


def change(name: str, klausul: str, text: str) -> Result:
    """A base whose clause has other words."""
    content = "".join(f"      {b}\n" for b in text.split("\n"))
    result = EXAMPLES.change(name, f"klausul:\n  {klausul}:\n    alasan: hasil pembahasan\n    ubah: |\n{content}")
    assert not result.shape_findings, result.shape_findings
    return result


def add(name: str, title: str, text: str, after: str = "jangka_waktu", klausul: str = "") -> Result:
    """A base with an article of its own."""
    content = "".join(f"      {b}\n" for b in text.split("\n"))
    result = EXAMPLES.change(
        name,
        f"pasal_tambahan:\n  - kode: tambahan\n    judul: {title}\n    setelah: {after}\n    isi: |\n{content}{klausul}",
    )
    assert not result.shape_findings, result.shape_findings
    return result


@pytest.mark.parametrize("variant", ["pengadilan", "mediasi", "arbitrase"])
def test_every_standard_variant_for_pihak_ketiga_is_clean(variant: str) -> None:
    assert not codes(EXAMPLES.change("pks_ksdpk", f"klausul:\n  penyelesaian_perselisihan: {{varian: {variant}}}\n"))


@pytest.mark.parametrize("name", ["ksb_ksdd", "ksb_ksdd_wajib", "ksb_ksdpk", "nk"])
def test_standard_klausul_on_a_kesepakatan_are_clean(name: str) -> None:
    assert not codes(
        EXAMPLES.change(name, "klausul:\n  penyelesaian_perselisihan: {}\n  pengakhiran: {}\n  surat_menyurat: {}\n")
    )


# --- disputes ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "sentence",
    [
        "Dalam hal musyawarah tidak mencapai mufakat, perselisihan diselesaikan melalui Pengadilan Negeri Garut atau Menteri.",
        "Apabila tidak tercapai mufakat maka PARA PIHAK memilih arbitrase, bukan Menteri.",
        "Dalam hal musyawarah tidak berhasil PARA PIHAK sepakat menyelesaikan melalui BANI tanpa Menteri.",
        "Perselisihan yang tidak dapat diselesaikan secara musyawarah diajukan ke pengadilan oleh Menteri.",
    ],
)
def test_courts_as_forum_between_daerah(sentence: str) -> None:
    result = change("pks_ksdd", "penyelesaian_perselisihan", f"(1) Musyawarah didahulukan.\n(2) {sentence}")
    (one,) = [t for t in result.findings if t.code == "KSD350"]
    assert codes(result) == {"KSD350"}
    assert one.route == "klausul.penyelesaian_perselisihan.ubah"
    assert one.span is not None
    # The finding points at the very word.
    text = EXAMPLES.tree.content[one.span.file].split("\n")[one.span.line - 1]
    assert text[one.span.column - 1 : one.span.end_column - 1].lower() in ("pengadilan", "arbitrase", "bani")


@pytest.mark.parametrize(
    "sentence",
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
def test_valid_dispute_sentences_between_daerah(sentence: str) -> None:
    assert not codes(change("pks_ksdd", "penyelesaian_perselisihan", f"(1) Musyawarah didahulukan.\n(2) {sentence}"))


@pytest.mark.parametrize(
    "sentence",
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
def test_forum_in_other_words_between_daerah(sentence: str) -> None:
    assert codes(change("pks_ksdd", "penyelesaian_perselisihan", f"(1) Menteri diberi tahu.\n(2) {sentence}")) == {
        "KSD350"
    }


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Sengketa yang timbul dari pasal ini diajukan ke Pengadilan Negeri Garut.", {"KSD350"}),
        ("PIHAK yang dirugikan dapat menggugat PIHAK lainnya di pengadilan.", {"KSD350"}),
        ("PIHAK yang dirugikan tidak menggugat PIHAK lainnya di pengadilan.", set()),
        ("Sengketa tanah warga yang diajukan ke pengadilan dicatat oleh PARA PIHAK.", set()),
        ("Sengketa tanah warga diselesaikan melalui pengadilan.", set()),
    ],
)
def test_forum_in_another_pasal_between_daerah(sentence: str, expected: set[str]) -> None:
    assert codes(add("pks_ksdd", "KETENTUAN KHUSUS", sentence)) == expected


def test_legal_domicile_at_a_court_between_daerah() -> None:
    text = "PARA PIHAK memilih domisili hukum tetap pada Kepaniteraan Pengadilan Negeri Garut."
    assert codes(add("pks_ksdd", "KETENTUAN LAIN", text)) == {"KSD350"}
    assert not codes(
        add(
            "pks_ksdpk", "KETENTUAN LAIN", text, klausul="klausul:\n  penyelesaian_perselisihan: {varian: pengadilan}\n"
        )
    )


def test_court_outside_the_dispute_pasal_is_no_forum() -> None:
    text = "PARA PIHAK saling memberi data perkara yang diperiksa pengadilan."
    assert not codes(add("pks_ksdd", "PERTUKARAN DATA", text))


def test_pasal_tambahan_is_judged_like_a_standard_klausul() -> None:
    """An article is known by its heading too, even when it says nothing of the element that it fulfils."""
    klausul = "klausul:\n  penyelesaian_perselisihan: {hapus: true, alasan: diganti}\n"
    assert codes(
        add("pks_ksdd", "PENYELESAIAN SENGKETA", "Sengketa diselesaikan oleh Pengadilan Negeri Garut.", klausul=klausul)
    ) == {"KSD350", "KSD351"}


@pytest.mark.parametrize(
    ("sentence", "expected"),
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
def test_dispute_with_pihak_ketiga(sentence: str, expected: set[str]) -> None:
    assert codes(change("pks_ksdpk", "penyelesaian_perselisihan", f"(1) {sentence}")) == expected


# --- the end ----------------------------------------------------------------------------------------------------------

_CAUSES = "(1) Perjanjian Kerja Sama ini berakhir dalam hal:\n    a. tujuan tercapai; atau\n    b. "


@pytest.mark.parametrize("name", ["pks_ksdd", "pks_ksdpk"])
@pytest.mark.parametrize(
    "cause",
    [
        "pergantian kepala daerah", "terjadi pergantian kepemimpinan di daerah", "Bupati Garut diganti", "pejabat yang menandatangani pensiun",
        "berakhirnya masa jabatan Wali Kota", "mutasi pejabat penanda tangan", "masa jabatan Bupati berakhir", "kepala daerah habis masa jabatannya",
        "Bupati tidak lagi menjabat", "masa jabatan penanda tangan habis", "berakhirnya jabatan penanda tangan", "kepala daerah meninggal dunia",
        "pergantian kepala daerah tanpa perlu persetujuan PIHAK lainnya", "pelantikan Bupati yang baru",
    ],
)  # fmt: skip
def test_change_of_pejabat_as_a_cause(name: str, cause: str) -> None:
    result = change(name, "pengakhiran", f"{_CAUSES}{cause}.")
    (one,) = [t for t in result.findings if t.code == "KSD354"]
    assert one.route == "klausul.pengakhiran.ubah"
    assert "KSD355" not in codes(result)


@pytest.mark.parametrize(
    "sentence",
    [
        "Perjanjian Kerja Sama ini tidak berlaku lagi setelah pergantian kepala daerah.",
        "Setelah pergantian kepala daerah, Perjanjian Kerja Sama ini ditinjau dan tetap dapat dibatalkan oleh pejabat baru.",
        "Pada saat pelantikan Bupati yang baru, Perjanjian Kerja Sama ini berakhir tanpa perlu pemberitahuan.",
    ],
)
def test_change_of_pejabat_terminates(sentence: str) -> None:
    assert codes(change("pks_ksdd", "pengakhiran", sentence)) == {"KSD354"}
    assert codes(add("pks_ksdd", "KETENTUAN LAIN", sentence)) == {"KSD354"}


@pytest.mark.parametrize(
    "sentence",
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
def test_change_of_pejabat_is_provided_for(sentence: str) -> None:
    assert not codes(change("pks_ksdd", "pengakhiran", f"(1) {sentence}"))


@pytest.mark.parametrize(
    "sentence",
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
def test_pejabat_named_without_termination(sentence: str) -> None:
    assert not codes(add("pks_ksdd", "KETENTUAN LAIN", sentence))


@pytest.mark.parametrize(
    ("sentence", "wrong"),
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
def test_mandatory_cooperation_is_not_one_sided(sentence: str, wrong: bool) -> None:
    assert codes(change("ksb_ksdd_wajib", "pengakhiran", sentence)) == ({"KSD356"} if wrong else set())
    assert not codes(change("ksb_ksdd", "pengakhiran", sentence))


def test_one_sided_termination_in_another_pasal() -> None:
    assert codes(
        add(
            "ksb_ksdd_wajib",
            "KETENTUAN LAIN",
            "Salah satu PIHAK dapat mengakhiri Kesepakatan Bersama ini secara sepihak.",
        )
    ) == {"KSD356"}
    assert not codes(
        add(
            "ksb_ksdd_wajib",
            "KETENTUAN LAIN",
            "PIHAK KESATU dapat membatalkan rapat paling lambat 1 (satu) hari sebelumnya.",
        )
    )


@pytest.mark.parametrize(
    ("sentence", "wrong"),
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
@pytest.mark.parametrize("name", ["ksb_ksdd", "nk"])
def test_automatic_extension(name: str, sentence: str, wrong: bool) -> None:
    assert codes(add(name, "PERPANJANGAN", sentence)) == ({"KSD357"} if wrong else set())


def test_missing_causes_of_ending_are_named() -> None:
    fixed = "Perjanjian Kerja Sama ini tidak berakhir karena pergantian pejabat"
    (one,) = [
        t
        for t in change("pks_ksdpk", "pengakhiran", f"{fixed}, kecuali PIHAK KEDUA pailit.").findings
        if t.code == "KSD358"
    ]
    assert "putusan pengadilan" in one.message and "pailit" not in one.message
    assert one.severity.name == "WARNING"


def test_deleted_klausul_are_no_business_of_this_rule() -> None:
    """A missing article is reported by the rules on elements; nothing can be said of its words."""
    klausul = "".join(
        f"  {n}: {{hapus: true, alasan: uji}}\n" for n in ("penyelesaian_perselisihan", "pengakhiran", "sanksi")
    )
    assert not codes(EXAMPLES.change("pks_ksdpk", f"klausul:\n{klausul}"))


def test_frozen_naskah_is_judged_by_its_words() -> None:
    """The frozen document of a signed agreement has no places and no elements per article; its words are judged all the
    same.
    """
    text = put(
        base_text("pks_ksdd"),
        "klausul:\n  penyelesaian_perselisihan:\n    alasan: uji\n    ubah: Diputus pengadilan.\nstatus: ditandatangani\n",
    )
    result = EXAMPLES.check(text)
    assert codes(result) == {"KSD350", "KSD351"}
    EXAMPLES.tree.content[f"contoh-{EXAMPLES.nth + 1}.beku.json"] = frozen_text(result)
    frozen = EXAMPLES.check(text)
    assert frozen.frozen
    assert codes(frozen) == {"KSD350", "KSD351"}
    assert all(t.span is not None and t.span.file == frozen.loaded.path for t in frozen.findings if t.code in OWN)


# --- properties -------------------------------------------------------------------------------------------------------

_FORUM = st.sampled_from(["pengadilan", "Pengadilan Negeri Garut", "arbitrase", "BANI", "lembaga arbitrase"])


@pytest.mark.slow
@settings(max_examples=20, deadline=None)
@given(
    denial=st.sampled_from(
        ["tidak diselesaikan melalui", "tidak dapat dibawa ke", "tidak diajukan kepada", "bukan melalui"]
    ),
    forum=st.lists(_FORUM, min_size=1, max_size=3, unique=True),
)
def test_excluded_forum_is_never_faulted(denial: str, forum: list[str]) -> None:
    assert not codes(
        change("pks_ksdd", "penyelesaian_perselisihan", f"Perselisihan {denial} {', '.join(forum)}, melainkan Menteri.")
    )


@pytest.mark.slow
@settings(max_examples=20, deadline=None)
@given(
    failed=st.sampled_from(["tidak tercapai mufakat", "tidak mencapai kesepakatan", "musyawarah tidak berhasil"]),
    forum=_FORUM,
)
def test_forum_after_failed_musyawarah_is_always_faulted(failed: str, forum: str) -> None:
    text = f"Dalam hal {failed}, perselisihan diselesaikan oleh Menteri atau {forum}."
    assert codes(change("pks_ksdd", "penyelesaian_perselisihan", text)) == {"KSD350"}


@pytest.mark.slow
@settings(max_examples=20, deadline=None)
@given(words=st.text(alphabet="abcdefghijklmnopqrstuvwxyz ,.;:()[]0123456789", max_size=80))
def test_no_text_breaks_the_judgement(words: str) -> None:
    """Whatever an author writes, findings have a place inside the file and a message of one line."""
    safe = re.sub(r"[\[\]|@\\]", "", " ".join(words.split()))
    result = EXAMPLES.change(
        "pks_ksdpk", f"klausul:\n  pengakhiran:\n    alasan: uji\n    ubah: |\n      Catatan {safe}\n"
    )
    for finding in result.rule_findings:
        assert finding.span is not None and finding.span.line >= 1 and "\n" not in finding.message
