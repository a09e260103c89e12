"""Versions of clauses are locked, agreements stay with the versions that they were drafted with, and signed ones with what was signed.

`python -m tests.catalogue.test_pins` writes the index of the clauses that ship with ksdgen.
"""

from __future__ import annotations

import contextlib
import json
import random
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ksdgen.catalogue import pins
from ksdgen.catalogue.archive import INDEKS, baca_indeks, periksa_indeks, tulis_indeks
from ksdgen.catalogue.catalogue import ARSIP, Katalog
from ksdgen.catalogue.pins import KunciRusak, Pasak
from ksdgen.desk.workspace import Workspace
from ksdgen.editing.versions import catat, versi_baru
from ksdgen.errors import Refused
from ksdgen.world.tree import Overlay, WorkingTree
from tests.helpers.pinned import HARI, dokumen, kunci, pohon, tuliskan, ubah_klausul
from tests.helpers.util import AKAR, PNG, Jalan, daerah, ksb, ksdgen, perusahaan, pks, simpan, templat, yaml

TEMPLAT = AKAR / "templates"
SEMUA = Katalog(WorkingTree(TEMPLAT)).daftar_klausul()


# --- the index and the archive ------------------------------------------------------------------------------------------------------------


def test_shipped_index_is_fresh_and_sound() -> None:
    """Every clause that ships is recorded in its version, and every older text is there unaltered."""
    pohon_ = WorkingTree(TEMPLAT)
    assert periksa_indeks(pohon_) == []
    assert (TEMPLAT / INDEKS).read_bytes() == catat(pohon_).isi, "run `python -m tests.catalogue.test_pins`"


kode_ = st.text("abcdefghij_", min_size=1, max_size=12)
sidik_ = st.text("0123456789abcdef", min_size=64, max_size=64)


@given(st.dictionaries(kode_, st.dictionaries(st.integers(1, 99), sidik_, min_size=1, max_size=4), max_size=6))
def test_index_says_what_it_was_given(indeks: dict[str, dict[int, str]]) -> None:
    class Satu:
        def read(self, path: str) -> bytes | None:
            return tulis_indeks(indeks) if path == INDEKS else None

    assert baca_indeks(Satu()) == indeks  # type: ignore[arg-type]
    assert tulis_indeks(dict(reversed(indeks.items()))) == tulis_indeks(indeks)


@pytest.mark.parametrize("kode", SEMUA)
def test_new_version_of_every_clause(repo: Path, kode: str) -> None:
    """The old text lies in the archive byte for byte, only the number changed in the clause, and all is sound."""
    path = templat(repo, f"klausul/{kode}.j2", (TEMPLAT / f"klausul/{kode}.j2").read_text(encoding="utf-8"))
    tuliskan(repo / "templates", [catat(pohon(repo))])
    awal = path.read_bytes()
    versi = Katalog(pohon(repo)).klausul(kode).kepala.versi  # type: ignore[union-attr]
    tuliskan(repo / "templates", versi_baru(pohon(repo), kode))
    assert (repo / f"templates/{ARSIP}/{kode}@{versi}.j2").read_bytes() == awal
    beda = [(a, b) for a, b in zip(awal.split(b"\n"), path.read_bytes().split(b"\n"), strict=True) if a != b]
    assert beda == [(f"versi: {versi}".encode(), f"versi: {versi + 1}".encode())]
    assert periksa_indeks(pohon(repo)) == []


KLAUSUL = "---\njudul: UJI\nletak: {setelah: objek}\n---\n(#) Isi lama.\n"


@pytest.mark.parametrize("ganti", ["\n", "\r\n"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
def test_version_that_was_not_written_is_one(repo: Path, ganti: str, bom: str) -> None:
    path = repo / "templates/klausul/uji.j2"
    path.parent.mkdir(parents=True)
    awal = (bom + KLAUSUL.replace("\n", ganti)).encode()
    path.write_bytes(awal)
    tuliskan(repo / "templates", [catat(pohon(repo))])
    tuliskan(repo / "templates", versi_baru(pohon(repo), "uji"))
    assert (repo / f"templates/{ARSIP}/uji@1.j2").read_bytes() == awal
    assert path.read_bytes() == awal.replace(f"---{ganti}judul".encode(), f"---{ganti}versi: 2{ganti}judul".encode())
    assert periksa_indeks(pohon(repo)) == []


def test_text_edited_before_the_new_version_is_not_lost(repo: Path) -> None:
    """The recorded text must come from somewhere; the edited one stays and gets the new number."""
    path = templat(repo, "klausul/uji.j2", KLAUSUL)
    with pytest.raises(Refused, match="belum dicatat"):
        versi_baru(pohon(repo), "uji")
    tuliskan(repo / "templates", [catat(pohon(repo))])
    path.write_text(KLAUSUL.replace("lama", "baru"), encoding="utf-8")
    with pytest.raises(Refused, match="sudah diubah"):
        versi_baru(pohon(repo), "uji")
    with pytest.raises(Refused, match="bukan teks"):
        versi_baru(pohon(repo), "uji", KLAUSUL.replace("lama", "lain").encode())
    with pytest.raises(Refused, match="tidak ada"):
        versi_baru(pohon(repo), "tak_ada")
    with pytest.raises(Refused, match="versi-baru"):
        catat(pohon(repo))
    tuliskan(repo / "templates", versi_baru(pohon(repo), "uji", KLAUSUL.encode()))
    assert (repo / f"templates/{ARSIP}/uji@1.j2").read_text(encoding="utf-8") == KLAUSUL
    assert path.read_text(encoding="utf-8") == KLAUSUL.replace("---\njudul", "---\nversi: 2\njudul").replace(
        "lama", "baru"
    )
    tuliskan(repo / "templates", [catat(pohon(repo))])
    assert periksa_indeks(pohon(repo)) == []
    (repo / f"templates/{ARSIP}/uji@2.j2").write_text("lain", encoding="utf-8")
    with pytest.raises(Refused, match="sudah ada"):
        versi_baru(pohon(repo), "uji")


@pytest.fixture
def berversi(repo: Path) -> Path:
    """A clause with an older version in the archive."""
    templat(repo, "klausul/uji.j2", KLAUSUL)
    tuliskan(repo / "templates", [catat(pohon(repo))])
    ubah_klausul(repo, "uji", "lama", "baru")
    return repo


@pytest.mark.parametrize(
    ("path", "lama", "baru", "harap"),
    [
        ("klausul/uji.j2", "Isi baru", "Isi lain", ("KSD045", "klausul/uji.j2", 2, 8)),
        ("klausul/uji.j2", "judul: UJI", "judul: UJIAN", ("KSD045", "klausul/uji.j2", 2, 8)),
        ("klausul/uji.j2", "versi: 2", "versi: 1", ("KSD045", "klausul/uji.j2", 2, 8)),
        (f"{ARSIP}/uji@1.j2", "lama", "kuno", ("KSD046", f"{ARSIP}/uji@1.j2", 1, 1)),
        (f"{ARSIP}/uji@1.j2", "", "", ("KSD046", f"{ARSIP}/uji@1.j2", 1, 1)),
        (INDEKS, '"uji"', '"uji', ("KSD046", INDEKS, 1, 1)),
        (INDEKS, '"1"', '"satu"', ("KSD046", INDEKS, 1, 1)),
    ],
)
def test_altered_texts_are_found_at_their_place(
    berversi: Path, path: str, lama: str, baru: str, harap: tuple[str, str, int, int]
) -> None:
    berkas = berversi / "templates" / path
    if lama:
        berkas.write_text(berkas.read_text(encoding="utf-8").replace(lama, baru), encoding="utf-8")
    else:
        berkas.unlink()
    for p in (pohon(berversi), Overlay(pohon(berversi), WorkingTree(TEMPLAT, "ksdgen:templates/"))):
        temuan = [(t.kode, t.span.file, t.span.line, t.span.column) for t in periksa_indeks(p) if t.span]
        assert harap in temuan and {t[0] for t in temuan} <= {"KSD045", "KSD046"}


@pytest.mark.parametrize(
    ("lama", "baru"),
    [
        ("letak: {setelah: objek}", "letak: {setelah: [lokasi, objek]}"),
        ("versi: 2", "versi:    2"),
        ("\n(#)", "\n(#)"),
        ("Isi baru.\n", "Isi baru.  \n\n"),
    ],
)
def test_what_prints_nothing_may_be_mended(berversi: Path, lama: str, baru: str) -> None:
    berkas = berversi / "templates/klausul/uji.j2"
    teks = berkas.read_text(encoding="utf-8").replace(lama, baru)
    for akhir in ("\n", "\r\n"):
        berkas.write_bytes(teks.replace("\n", akhir).encode())
        assert periksa_indeks(pohon(berversi)) == []


def test_text_in_the_archive_that_nobody_recorded_is_told(berversi: Path) -> None:
    (berversi / f"templates/{ARSIP}/uji@7.j2").write_text(KLAUSUL, encoding="utf-8")
    assert [t.kode for t in periksa_indeks(pohon(berversi))] == ["KSD046"]


def test_new_clause_needs_no_record(repo: Path) -> None:
    templat(repo, "klausul/uji.j2", KLAUSUL)
    assert periksa_indeks(pohon(repo)) == []
    berlapis = periksa_indeks(Overlay(pohon(repo), WorkingTree(TEMPLAT, "ksdgen:templates/")))
    assert [x for x in berlapis if x.span and not x.span.file.startswith("ksdgen:")] == []


# --- pin files -----------------------------------------------------------------------------------------------------------------------


@given(st.dictionaries(kode_, st.builds(Pasak, st.integers(1, 99), sidik_), max_size=8))
def test_pins_say_what_they_were_given(isi: dict[str, Pasak]) -> None:
    assert pins.baca(pins.tulis(isi)) == isi
    assert pins.tulis(dict(reversed(isi.items()))) == pins.tulis(isi)
    assert len(pins.tulis(isi).splitlines()) == (len(isi) + 5 if isi else 4), (
        "one line for each clause, to be read in a diff"
    )


@pytest.mark.slow
@given(
    st.binary(max_size=60)
    | st.recursive(
        st.none() | st.integers() | st.text(max_size=5),
        lambda x: (
            st.lists(x, max_size=3)
            | st.dictionaries(st.sampled_from(["versi", "klausul", "sidik", "a"]), x, max_size=3)
        ),
    ).map(lambda x: json.dumps(x).encode())
)
def test_whatever_a_pin_file_holds_is_pins_or_refused(data: bytes) -> None:
    with contextlib.suppress(KunciRusak):
        assert all(isinstance(p, Pasak) for p in pins.baca(data).values())


# --- a pinned agreement stays -----------------------------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("ke", range(4))
def test_pinned_agreement_stays_whatever_its_clauses_become(punya: Path, ke: int) -> None:
    """Any of its clauses in any number of new versions: the same document, and a note that names them."""
    acak = random.Random(ke)
    awal = dokumen(punya)
    terpakai = sorted(json.loads(kunci(punya).read_bytes())["klausul"])
    baru = acak.sample(terpakai, acak.randint(1, 5))
    for kode in baru:
        for _ in range(acak.randint(1, 3)):
            ubah_klausul(punya, kode)
    assert dokumen(punya) == awal
    (catatan,) = [
        t for t in Workspace(punya).periksa("agreements/a.yaml", date(2026, 12, 31)).temuan if t.kode == "KSD058"
    ]
    assert set(re.findall(r"`([a-z_]+)` versi", catatan.pesan)) == set(baru)
    kunci(punya).unlink()
    assert dokumen(punya) != awal, "without its pins it would have changed"


def test_pinned_blanks_titles_and_variants_come_from_the_old_version(punya: Path) -> None:
    """The whole front matter is that of the pinned version, not its text only."""
    awal = dokumen(punya)
    tuliskan(punya / "templates", versi_baru(pohon(punya), "keadaan_kahar"))
    path = punya / "templates/klausul/keadaan_kahar.j2"
    path.write_text(
        "---\njudul: KEADAAN MEMAKSA\nversi: 2\nisian: {jam: {tipe: bilangan, baku: 24, uraian: x}}\n---\n(#) {{ isian.jam | angka }} jam.\n",
        encoding="utf-8",
    )
    tuliskan(punya / "templates", [catat(pohon(punya))])
    assert dokumen(punya) == awal


@pytest.mark.slow
@pytest.mark.parametrize("cara", ["arsip hilang", "arsip berubah", "teks kini berubah", "klausul hilang"])
def test_lost_version_is_an_error_that_names_both(punya: Path, cara: str) -> None:
    if cara.startswith("arsip"):
        ubah_klausul(punya, "keadaan_kahar")
        arsip = punya / f"templates/{ARSIP}/keadaan_kahar@1.j2"
        if cara == "arsip hilang":
            arsip.unlink()
        else:
            arsip.write_text(arsip.read_text(encoding="utf-8").replace("tsunami", "gelombang pasang"), encoding="utf-8")
    else:
        path = punya / "templates/klausul/keadaan_kahar.j2"
        teks = path.read_text(encoding="utf-8")
        path.write_text(
            teks.replace("tsunami", "ombak") if cara == "teks kini berubah" else teks.replace("versi: 1", "versi: 5"),
            encoding="utf-8",
        )
    jalan = ksdgen("check", punya / "agreements/a.yaml", *HARI)
    assert jalan.kode == 1
    (baris,) = [b for b in jalan.keluar.split("\n") if "KSD057" in b]
    assert "`keadaan_kahar`" in baris and "versi 1" in baris
    assert (
        ("versi 2" in baris or "versi 5" in baris)
        if "hilang" in cara
        else re.search(r"bersidik [0-9a-f]{12}, seharusnya [0-9a-f]{12}", baris)
    )
    assert "ksdgen upgrade" in jalan.keluar
    cetak = ksdgen("render", punya / "agreements/a.yaml", "--out", punya / "keluaran", "--format", "txt", *HARI)
    assert cetak.kode == 1 and not (punya / "keluaran/a.txt").exists()
    assert ksdgen("upgrade", punya / "agreements/a.yaml", "keadaan_kahar", *HARI).kode == 0
    assert "KSD057" not in ksdgen("check", punya / "agreements/a.yaml", *HARI).kode_temuan


@pytest.mark.slow
@pytest.mark.parametrize(
    "isi",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'{"versi": 2, "klausul": {}}',
        b'{"versi": 1}',
        b'{"versi": 1, "klausul": {"a": 1}}',
        b"[" * 100_000,
        b"\xff\xfe",
    ],
)
def test_broken_pin_file_is_an_error_and_never_more(punya: Path, isi: bytes) -> None:
    kunci(punya).write_bytes(isi)
    for perintah in (["check"], ["render", "--out", punya / "keluaran"], ["lock"], ["upgrade"]):
        jalan = ksdgen(*perintah, punya / "agreements/a.yaml", *HARI)
        assert jalan.kode == 1 and "KSD056" in jalan.kode_temuan, perintah
    assert kunci(punya).read_bytes() == isi


def test_pins_of_clauses_that_are_not_used_do_no_harm(punya: Path) -> None:
    """A clause that went from agreement or catalogue is no error, one that came is taken as it is."""
    isi = json.loads(kunci(punya).read_bytes())
    isi["klausul"]["tak_ada_lagi"] = {"versi": 3, "sidik": "0" * 64}
    del isi["klausul"]["sanksi"]
    kunci(punya).write_text(json.dumps(isi), encoding="utf-8")
    awal = dokumen(punya)
    ubah_klausul(punya, "sanksi")
    jalan = ksdgen("check", punya / "agreements/a.yaml", *HARI)
    assert not {"KSD056", "KSD057", "KSD058"} & set(jalan.kode_temuan)
    assert dokumen(punya) != awal


def test_repository_overrides_a_shipped_clause_and_its_archive(repo: Path) -> None:
    """The repository's files win, the archive too; what it does not have comes from ksdgen."""
    simpan(repo, pks())
    assert ksdgen("lock", repo, *HARI).kode == 0
    awal = dokumen(repo)
    asli = (TEMPLAT / "klausul/keadaan_kahar.j2").read_text(encoding="utf-8")
    templat(repo, "klausul/keadaan_kahar.j2", asli.replace("versi: 1", "versi: 2").replace("tsunami", "ombak"))
    assert "KSD057" in ksdgen("check", repo, *HARI).kode_temuan, "version 1 is nowhere to be found any more"
    templat(repo, f"{ARSIP}/keadaan_kahar@1.j2", asli)
    assert dokumen(repo) == awal
    assert "KSD057" not in ksdgen("check", repo, *HARI).kode_temuan


def test_own_words_are_compared_with_the_pinned_version(punya: Path) -> None:
    """What was the standard when the agreement was drafted is no deviation after the standard moved on, and the other way round."""
    from ksdgen.compose.composition import artikel
    from ksdgen.paper.print import tulis

    teks = tulis(artikel(dokumen(punya), "keadaan_kahar"), lingkup="keadaan_kahar")
    simpan(punya, pks(klausul={"keadaan_kahar": {"ubah": teks}}))
    ubah_klausul(punya, "keadaan_kahar")
    kode = ksdgen("check", punya / "agreements/a.yaml", *HARI).kode_temuan
    assert "KSD406" in kode and "KSD402" not in kode and "KSD400" not in kode
    kunci(punya).unlink()
    kode = ksdgen("check", punya / "agreements/a.yaml", *HARI).kode_temuan
    assert "KSD406" not in kode and {"KSD400", "KSD402"} <= set(kode)


# --- upgrade ---------------------------------------------------------------------------------------------------------------------


# --- signed stays signed ----------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("aturan_dasar")
def test_signed_stays_signed_when_everything_changes_at_once(punya: Path) -> None:
    """Clauses, archive, pins, skeleton, document type, style, party data, parties' pictures' neighbours: the same document, the same bytes."""
    simpan(
        punya,
        {
            "bentuk": "pemerintah_daerah",
            "nama": "Pemerintah Daerah Kabupaten Garut",
            "alamat": "Jalan Lama",
            "tempat_kedudukan": "Garut",
            "logo": "a.png",
        },
        "pihak/garut.yaml",
    )
    (punya / "agreements/pihak/a.png").write_bytes(PNG)
    pihak = {k: v for k, v in daerah(0).items() if k not in ("nama", "alamat", "tempat_kedudukan", "bentuk")}
    isi = pks(status="ditandatangani", para_pihak=[{"acuan": "pihak/garut", **pihak}, perusahaan()])
    path = simpan(punya, isi)

    def cetak(folder: str) -> tuple[Jalan, dict[str, bytes]]:
        jalan = ksdgen("render", path, "--out", punya / folder, "--format", "docx,txt,html", *HARI)
        return jalan, {p.suffix: p.read_bytes() for p in sorted((punya / folder).glob("a.*"))}

    assert ksdgen("lock", path, *HARI).kode == 0
    jalan, awal = cetak("o1")
    assert jalan.kode == 0 and set(awal) == {".docx", ".txt", ".html"}
    dok = dokumen(punya)
    beku = (punya / "agreements/a.beku.json").read_bytes()

    for kode in ("keadaan_kahar", "sanksi", "objek"):
        ubah_klausul(punya, kode)
    shutil.rmtree(punya / f"templates/{ARSIP}")
    templat(punya, "klausul/pengakhiran.j2", "---\njudul: LAIN\n---\n(#) {{ rusak\n")
    (punya / "templates/klausul/pelaksanaan.j2").unlink()
    templat(punya, "dasar.j2", "{% block x %}lain{% endblock %}\n@batang_tubuh\n")
    jenis = punya / "templates/perjanjian_kerja_sama.j2"
    jenis.write_text(
        jenis.read_text(encoding="utf-8")
        .replace("judul: PERJANJIAN KERJA SAMA", "judul: PERJANJIAN")
        .replace("  - sanksi\n", ""),
        encoding="utf-8",
    )
    templat(
        punya,
        "gaya/baku.yaml",
        "uraian: lain\nukuran: 9\nhuruf: Arial\nsebutan_pihak: pertama\ngelar: ya\nparaf: tidak\n",
    )
    simpan(
        punya,
        {"bentuk": "pemerintah_daerah", "nama": "Nama Baru", "alamat": "Jalan Baru", "logo": "a.png"},
        "pihak/garut.yaml",
    )
    kunci(punya).write_text("{rusak", encoding="utf-8")

    jalan, kini = cetak("o2")
    assert (jalan.kode, kini) == (0, awal), jalan.keluar
    assert dokumen(punya) == dok
    assert (punya / "agreements/a.beku.json").read_bytes() == beku
    (punya / "agreements/pihak/garut.yaml").unlink()
    kunci(punya).unlink()
    assert cetak("o3")[1] == awal


# --- what else knows of pins -----------------------------------------------------------------------------------------------------


def _git(repo: Path, *argumen: str) -> None:
    subprocess.run(
        ["git", "-C", str(repo), "-c", "user.name=a", "-c", "user.email=a@example.com", *argumen],
        check=True,
        capture_output=True,
    )


@pytest.mark.parametrize("apa", ["kunci", "arsip"])
def test_since_knows_pins_and_archive(punya: Path, apa: str) -> None:
    simpan(punya, ksb(), "b.yaml")
    ubah_klausul(punya, "keadaan_kahar")
    _git(punya, "init", "-q")
    _git(punya, "add", "-A")
    _git(punya, "commit", "-q", "-m", "a")
    jalan = ksdgen("check", punya / "agreements", "--since", "HEAD", *HARI)
    assert jalan.temuan == []
    berkas = kunci(punya) if apa == "kunci" else punya / f"templates/{ARSIP}/keadaan_kahar@1.j2"
    berkas.write_text(berkas.read_text(encoding="utf-8").replace("a", "b", 1) + "\n", encoding="utf-8")
    jalan = ksdgen("check", punya / "agreements", "--since", "HEAD", *HARI)
    assert any(f.endswith(("a.yaml", "a.kunci.json")) for f, *_ in jalan.temuan)
    assert any(f.endswith("b.yaml") for f, *_ in jalan.temuan) == (apa == "arsip")


def test_agreement_without_pins_pays_nothing(repo: Path) -> None:
    """A check loads neither pins nor archive where there are none."""
    path = simpan(repo, yaml(ksb()))
    kode = "import sys; from ksdgen.cli import main; main(sys.argv[1:]); print([m for m in ('ksdgen.catalogue.pins', 'ksdgen.catalogue.archive') if m in sys.modules])"
    hasil = subprocess.run(
        [sys.executable, "-c", kode, "check", str(path), "-q"], check=True, capture_output=True, text=True, cwd=repo
    )
    assert hasil.stdout.rstrip().endswith("[]"), hasil.stdout[-500:]


def test_pin_files_are_no_agreements(punya: Path) -> None:
    assert len(list(_naskah(punya))) == 1


def _naskah(repo: Path) -> Iterator[str]:
    from ksdgen.desk.collect import kumpulkan

    yield from (t.path for t in kumpulkan([repo], pihak=True))


def _tulis() -> None:
    """Record the clauses that ship, also where a text changed before its version was used by anybody."""
    tujuan: dict[str, Any] = {t.path: t.isi for t in [catat(WorkingTree(TEMPLAT), ulang=True)]}
    for path, isi in tujuan.items():
        (TEMPLAT / path).parent.mkdir(parents=True, exist_ok=True)
        (TEMPLAT / path).write_bytes(isi)
        print(f"ditulis: {path}")


if __name__ == "__main__":
    _tulis()
