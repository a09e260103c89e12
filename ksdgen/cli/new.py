"""`ksdgen new`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from ksdgen.cli import asking, shared
from ksdgen.desk.workspace import Workspace
from ksdgen.diagnostics import Severity
from ksdgen.editing import new, new_choices, new_parties, skeleton
from ksdgen.errors import Refused
from ksdgen.naskah.model import BentukPihak, Kategori
from ksdgen.source.advice import mirip
from ksdgen.source.scalars import GAP
from ksdgen.world.files import write_whole
from ksdgen.world.repository import AKHIRAN, FOLDER, Repository, cari_akar, display_name


@click.command(
    "new", epilog="Contoh: ksdgen new perjanjian_kerja_sama --dari agreements/contoh/kesepakatan-bersama.yaml"
)
@click.argument("jenis", required=False, shell_complete=shared.lengkapi("jenis"))
@click.option(
    "--kategori",
    metavar="KATEGORI",
    default=None,
    shell_complete=shared.lengkapi("kategori"),
    help="Kategori kerja sama; dengan --dari diambil dari naskah itu.",
)
@click.option(
    "--dari",
    metavar="BERKAS",
    type=click.Path(path_type=Path),
    default=None,
    shell_complete=shared.lengkapi("naskah"),
    help="Naskah yang mendasari: pihak, judul, dan dasar hukumnya diambil.",
)
@click.option(
    "--pemrakarsa",
    metavar="ID",
    default=None,
    shell_complete=shared.lengkapi("pihak"),
    help="Berkas pihak pemrakarsa di agreements/pihak, tanpa .yaml.",
)
@click.option(
    "--mitra",
    metavar="ID",
    multiple=True,
    shell_complete=shared.lengkapi("pihak"),
    help="Berkas pihak mitra; boleh beberapa kali, atau dipisahkan koma.",
)
@click.option(
    "--penanda-tangan",
    "penanda_tangan",
    metavar="ID=PEJABAT",
    multiple=True,
    help="Pejabat pada berkas pihak yang menandatangani (baku: kepala daerah atau pejabat pertama).",
)
@click.option("--tentang", metavar="JUDUL", default=None, help="Judul: apa yang dikerjasamakan.")
@click.option(
    "--out",
    "keluar",
    metavar="BERKAS",
    type=click.Path(path_type=Path),
    default=None,
    help="Berkas baru (baku: menurut tahun dan judul, atau di samping naskah --dari).",
)
@shared.opsi_tanggal
@shared.opsi_quiet
def perintah(
    jenis: str | None,
    kategori: str | None,
    dari: Path | None,
    pemrakarsa: str | None,
    mitra: tuple[str, ...],
    penanda_tangan: tuple[str, ...],
    tentang: str | None,
    keluar: Path | None,
    tanggal: date | None,
    quiet: bool,
) -> int:
    """Buat naskah baru dari JENIS naskah: kerangka yang menerangkan setiap isian beserta ketentuan yang memintanya.

    Yang belum disebut ditanyakan bila dijalankan di terminal. Yang belum diketahui ditulis sebagai celah, sehingga kerangka itu lulus
    `ksdgen check` sebagai konsep. Berkas yang sudah ada tidak pernah ditimpa.
    """
    hari = shared.hari_ini(tanggal)
    ruang = Workspace(_akar(keluar, dari))
    minta = _minta(ruang, jenis, kategori, dari, pemrakarsa, mitra, _pejabat(penanda_tangan), tentang, keluar, hari)
    tujuan = ruang.repository.akar / minta.path
    if shared.biasa(tujuan).exists():
        lain = Path(minta.path).with_name(f"{Path(minta.path).stem}-2.yaml").as_posix()
        raise Refused(
            f"`{display_name(minta.path, [ruang.repository])}` sudah ada dan tidak ditimpa; sebutkan nama lain, misalnya --out {lain}"
        )
    teks = new.susun(ruang, minta, hari)
    temuan = new.nilai(ruang, minta.path, teks, hari)
    write_whole(tujuan, teks.encode("utf-8"), minta.path)
    nama = display_name(minta.path, [ruang.repository])
    salah = [t for t in temuan if t.tingkat is Severity.KESALAHAN]
    if salah:
        shared.cetak_temuan(salah, [Repository(ruang.repository.akar)])
    if not quiet:
        jumlah = {s: sum(t.tingkat is s for t in temuan) for s in Severity}
        click.echo(f"ditulis: {nama}")
        click.echo(f"hasil pemeriksaan: {', '.join(f'{n} {s.value}' for s, n in jumlah.items())}")
        click.echo(
            f"langkah berikutnya: isi yang masih {GAP} atau `menyusul`, lalu jalankan `ksdgen check {_kutip(nama)}`"
        )
        if minta.induk is not None and minta.jenis == "rencana_kerja" and minta.induk.naskah.rencana_kerja is None:
            click.echo(
                f"tambahkan juga baris `rencana_kerja: {tujuan.name}` pada {display_name(minta.induk.path, [ruang.repository])}"
            )
    return int(bool(salah))


def _kutip(nama: str) -> str:
    return f'"{nama}"' if " " in nama else nama


def _akar(keluar: Path | None, dari: Path | None) -> Path:
    """The repository: of the new file, of the paper that it is made from, or of the working folder."""
    for tempat in (keluar, dari):
        if tempat is not None:
            ada = next((p for p in tempat.absolute().parents if p.is_dir()), Path.cwd())
            return cari_akar(ada) or ada
    akar = cari_akar(Path.cwd())
    if akar is None:
        raise Refused(
            f"di sini belum ada folder {FOLDER}; jalankan `ksdgen init` dahulu, atau sebutkan berkasnya dengan --out"
        )
    return akar


def _pejabat(pasangan: Sequence[str]) -> dict[str, str]:
    hasil = {}
    for p in pasangan:
        id_, tanda, pejabat = p.partition("=")
        if not tanda or not id_.strip() or not pejabat.strip():
            raise Refused(f"--penanda-tangan `{p}` harus berbentuk ID=PEJABAT, misalnya kota-cimahi=wali_kota")
        hasil[_id(id_)] = pejabat.strip()
    return hasil


def _id(teks: str) -> str:
    """A party's id, however its file was named: `kota-cimahi`, `pihak/kota-cimahi`, `agreements\\pihak\\kota-cimahi.yaml`."""
    nama = teks.strip().replace("\\", "/").rpartition("/")[2]
    return nama.rpartition(".")[0] if nama.endswith(AKHIRAN) else nama


def _minta(
    ruang: Workspace,
    jenis: str | None,
    kategori: str | None,
    dari: Path | None,
    pemrakarsa: str | None,
    mitra: Sequence[str],
    pejabat: dict[str, str],
    tentang: str | None,
    keluar: Path | None,
    hari: date,
) -> skeleton.Permintaan:
    """What is to be written, from the options and the answers."""
    bertanya = asking.dapat_bertanya()
    semua = new_choices.pilihan_jenis(ruang)
    jenis = _satu("JENIS", "Jenis naskah", jenis, {j: k.uraian for j, k in semua.items()}, bertanya)
    induk = (
        new_choices.baca_induk(ruang, ruang.repository.nama(shared.biasa(dari)), jenis) if dari is not None else None
    )
    if dari is None and bertanya and kategori is None and not mitra and not pemrakarsa:
        calon = new_choices.pilihan_induk(ruang, jenis)
        if calon:
            tanpa = "tidak ada"
            path = asking.pilih(
                "Disusun dari naskah", {**calon, tanpa: "naskah yang mendasarinya belum ada di sini"}, next(iter(calon))
            )
            induk = new_choices.baca_induk(ruang, path, jenis) if path != tanpa else None
    pilihan = new_choices.pilihan_kategori(semua[jenis])
    if induk is not None:
        if kategori is not None and kategori != induk.naskah.kategori.value:
            raise Refused(
                f"--kategori {kategori} berbeda dari kategori naskah --dari, yaitu {induk.naskah.kategori.value}; hapus pilihan --kategori"
            )
        if pemrakarsa or mitra:
            raise Refused(
                "--pemrakarsa dan --mitra tidak dipakai bersama --dari; para pihaknya diambil dari naskah itu"
            )
        kategori = induk.naskah.kategori.value
    elif kategori is None and len(pilihan) == 1:
        kategori = next(iter(pilihan))
    macam = Kategori(_satu("--kategori", "Kategori kerja sama", kategori, pilihan, bertanya))
    if tentang is None and bertanya:
        tentang = asking.isi(
            "\nJudul: apa yang dikerjasamakan, tanpa jenis naskahnya",
            induk.naskah.tentang if induk is not None else None,
        )
    tentang = " ".join((tentang or (induk.naskah.tentang if induk is not None else "")).split())
    if not tentang:
        raise Refused(
            '--tentang belum diisi: sebutkan apa yang dikerjasamakan, misalnya --tentang "Pengelolaan Sampah"'
        )
    path = (
        ruang.repository.nama(_letak(keluar))
        if keluar is not None
        else new_choices.letak_baku(jenis, tentang, hari.year, induk)
    )
    if induk is not None:
        berkas = [p.acuan.removeprefix("pihak/") for p in induk.naskah.para_pihak if p.acuan]
        _kenal(pejabat, berkas)
        if bertanya:
            pejabat = {
                **{
                    b: k
                    for b in berkas
                    if b not in pejabat and (k := _tanya_pejabat(ruang, b, (jenis, tentang))) is not None
                },
                **pejabat,
            }
        pihak = new_parties.pihak_dari_induk(ruang, induk, path, (jenis, tentang), pejabat)
    else:
        pihak = _pihak(ruang, (jenis, tentang), macam, pemrakarsa, mitra, pejabat, bertanya)
    if keluar is None and bertanya:
        path = asking.isi("\nDisimpan sebagai", path).replace("\\", "/")
        path = ruang.repository.nama(_letak(ruang.repository.akar / path))
    return skeleton.Permintaan(jenis, macam, tentang, path, pihak, induk)


def _letak(keluar: Path) -> Path:
    keluar = shared.biasa(keluar)
    if keluar.suffix not in AKHIRAN:
        raise Refused(f"`{keluar}` harus berakhiran .yaml")
    return keluar.absolute()


def _satu(nama: str, pertanyaan: str, nilai: str | None, pilihan: dict[str, str], bertanya: bool) -> str:
    """One of several names: as given, or asked for."""
    if nilai is None:
        if not bertanya:
            raise Refused(f"{nama} belum diisi, pilihan: {', '.join(pilihan)}")
        return asking.pilih(pertanyaan, pilihan, next(iter(pilihan)))
    tulis = nilai.strip()
    nilai = tulis.lower().replace("-", "_").replace(" ", "_")
    nilai = _SINGKATAN.get(nilai, nilai)
    if nilai not in pilihan:
        saran = mirip(nilai, list(pilihan))
        maksud = f"maksud Anda `{saran}`? " if saran else ""
        raise Refused(f"{nama} `{tulis}` tidak dapat dipakai di sini; {maksud}pilihan: {', '.join(pilihan)}")
    return nilai


_SINGKATAN = {
    "ksb": "kesepakatan_bersama",
    "pks": "perjanjian_kerja_sama",
    "nk": "nota_kesepakatan",
    "rk": "rencana_kerja",
}
"""What offices call the document types of the regulation."""


def _pihak(
    ruang: Workspace,
    permintaan: tuple[str, str],
    kategori: Kategori,
    pemrakarsa: str | None,
    mitra: Sequence[str],
    pejabat: dict[str, str],
    bertanya: bool,
) -> list[new_parties.PihakBaru]:
    """The parties: of shared files where they are named, else left open."""
    tersedia = new_choices.pilihan_pihak(ruang)
    mitra = [_id(m) for tulis in mitra for m in tulis.split(",") if m.strip()]
    if bertanya and pemrakarsa is None and not mitra and tersedia:
        kosong = "belum ada"
        awal = asking.pilih(
            "Pemrakarsa", {**tersedia, kosong: "datanya diisi sendiri di dalam naskah"}, next(iter(tersedia))
        )
        pemrakarsa = awal if awal != kosong else None
        calon = {k: v for k, v in tersedia.items() if k != pemrakarsa}
        mitra = asking.pilih_banyak("Mitra kerja sama", calon, "belum ada; datanya diisi sendiri di dalam naskah")
    pemrakarsa = _id(pemrakarsa) if pemrakarsa is not None else None
    _kenal(pejabat, [pemrakarsa or "", *mitra])
    if pemrakarsa in mitra or len(set(mitra)) != len(mitra):
        raise Refused("satu berkas pihak disebut dua kali; setiap pihak hanya satu kali")

    def dari_berkas(id_: str) -> new_parties.PihakBaru:
        kode = pejabat.get(id_)
        if kode is None and bertanya:
            kode = _tanya_pejabat(ruang, id_, permintaan)
        return new_parties.pihak_dari_berkas(ruang, id_, permintaan, kode)

    bentuk = new_parties.susunan_kosong(kategori)
    # Only the form that a region does not have is the partner's where a category joins two kinds.
    lain = next((b for b in bentuk if b is not BentukPihak.PEMERINTAH_DAERAH), BentukPihak.PEMERINTAH_DAERAH)
    pertama = (
        dari_berkas(pemrakarsa)
        if pemrakarsa is not None
        else new_parties.pihak_kosong(BentukPihak.PEMERINTAH_DAERAH, "daerah")
    )
    sisanya = [dari_berkas(m) for m in mitra] or [new_parties.pihak_kosong(lain, "mitra")]
    # The formats of Sinergi name the central agency first.
    semua = [*sisanya, pertama] if bentuk[0] is lain is not BentukPihak.PEMERINTAH_DAERAH else [pertama, *sisanya]
    new_parties.rapikan_kode(semua, semua.index(pertama))
    return semua


def _kenal(pejabat: dict[str, str], berkas: Sequence[str]) -> None:
    asing = sorted(set(pejabat) - set(berkas))
    if asing:
        raise Refused(f"--penanda-tangan menyebut `{asing[0]}`, yang bukan berkas pihak naskah ini")


def _tanya_pejabat(ruang: Workspace, id_: str, permintaan: tuple[str, str]) -> str | None:
    """Ask who signs for a party, where its file names more than one who may."""
    menjabat = new_choices.pejabat_menjabat(ruang, id_)
    if len(menjabat) < 2:
        return None
    baku = str(new_parties.pihak_dari_berkas(ruang, id_, permintaan).isi["penanda_tangan"][0]["pejabat"])
    nama = new_choices.pilihan_pihak(ruang).get(id_, id_)
    return asking.pilih(f"Yang menandatangani untuk {nama}", {p.kode: f"{p.nama}, {p.jabatan}" for p in menjabat}, baku)
