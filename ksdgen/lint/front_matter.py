"""Front matter of clauses and document types: every name in it must mean something, and everything in it must have an effect."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from ksdgen import regulation
from ksdgen.catalogue.front_matter import DeklarasiIsian, KepalaJenis, KepalaKlausul
from ksdgen.diagnostics import Severity
from ksdgen.lint.kinds import ANY_KIND, Kind, RecordKind, bagian, isi_daftar
from ksdgen.lint.shelf import Shelf, saran
from ksdgen.naskah.model import Kategori, Naskah
from ksdgen.paper.document import PERAN
from ksdgen.rules.packaged import semua
from ksdgen.source.convert import TIPE_ISIAN
from ksdgen.source.decode import Pembaca
from ksdgen.source.node import Skalar
from ksdgen.source.places import Tempat
from ksdgen.source.record import medan

KATEGORI = tuple(k.value for k in Kategori)
TATA_LAMBANG = ("garuda", "logo_dan_lambang", "pemrakarsa", "tanpa")


def periksa_klausul(lemari: Shelf, kode: str, kepala: KepalaKlausul, tempat: Tempat) -> None:
    """The front matter of a clause."""
    daftar = _HeaderChecks(lemari, tempat)
    daftar.dasar(kepala.dasar)
    daftar.harus("unsur", "unsur", kepala.unsur, _unsur(lemari), "tidak diminta aturan mana pun", Severity.PERINGATAN)
    daftar.harus("jenis", "jenis naskah", kepala.jenis, lemari.jenis)
    daftar.harus("kategori", "kategori", kepala.kategori, KATEGORI)
    daftar.rute("fakta", kepala.fakta)
    daftar.rute("bila", kepala.bila)
    if kepala.letak is not None:
        daftar.harus("letak.setelah", "klausul", kepala.letak.setelah, ("awal", *lemari.kode_klausul))
    daftar.isian(kepala.isian)
    _periksa_varian(lemari, kode, kepala, daftar)
    _periksa_pemakaian(lemari, kode, kepala, tempat)


def periksa_jenis(lemari: Shelf, nama: str, kepala: KepalaJenis, tempat: Tempat) -> None:
    """The front matter of a document type."""
    daftar = _HeaderChecks(lemari, tempat)
    daftar.dasar(kepala.dasar)
    daftar.harus("kategori", "kategori", kepala.kategori, KATEGORI)
    daftar.isian(kepala.isian)
    if kepala.jenis != nama:
        pesan = f"`jenis: {kepala.jenis}` tidak sama dengan nama berkas `{nama}.j2`"
        lemari.lapor("KSD011", pesan, tempat.span("jenis"), f"tulis `jenis: {nama}`, atau ganti nama berkasnya")
    for i, kode in enumerate(kepala.pasal):
        span = tempat.span(f"pasal.{i}")
        if kode not in lemari.kode_klausul:
            bantuan = saran(kode, lemari.kode_klausul, f"buat templates/klausul/{kode}.j2, atau hapus dari daftar ini")
            lemari.lapor("KSD041", f"klausul `{kode}` tidak ada", span, bantuan)
        elif kode in kepala.pasal[:i]:
            lemari.lapor("KSD031", f"klausul `{kode}` dicantumkan dua kali", span, "hapus salah satunya")
        elif kode in lemari.klausul and not any(lemari.dapat(kode, nama, k) for k in kepala.kategori):
            untuk = ", ".join(lemari.klausul[kode].kategori)
            pesan = f"klausul `{kode}` tidak pernah masuk: klausul itu hanya untuk kategori {untuk}"
            lemari.lapor(
                "KSD072", pesan, span, "hapus dari daftar ini, atau tambahkan kategorinya", Severity.PERINGATAN
            )
    for kategori, tata in (kepala.lambang or {}).items():
        daftar.satu(f"lambang.{kategori}", "kategori", kategori, kepala.kategori, kunci=True)
        daftar.satu(f"lambang.{kategori}", "tata lambang", tata, TATA_LAMBANG)
    for unsur, peran in (kepala.unsur or {}).items():
        daftar.satu(
            f"unsur.{unsur}",
            "unsur",
            unsur,
            _unsur(lemari),
            "tidak diminta aturan mana pun",
            Severity.PERINGATAN,
            kunci=True,
        )
        daftar.satu(f"unsur.{unsur}", "peran paragraf", peran, (*PERAN, "pihak", "tanda_tangan", "tabel"))
    for sebutan, lain in (kepala.sebutan_lain or {}).items():
        daftar.harus(f"sebutan_lain.{sebutan}.kategori", "kategori", lain.kategori, kepala.kategori)


class _HeaderChecks:
    """Checks of the values of one front matter."""

    def __init__(self, lemari: Shelf, tempat: Tempat) -> None:
        self.lemari = lemari
        self.tempat = tempat

    def harus(
        self,
        rute: str,
        sebutan: str,
        nilai: Sequence[str],
        ada: Iterable[str],
        sebab: str = "tidak ada",
        tingkat: Severity = Severity.KESALAHAN,
    ) -> None:
        """Each value of a list is one of those that there are."""
        for i, n in enumerate(nilai):
            self.satu(f"{rute}.{i}", sebutan, n, ada, sebab, tingkat)

    def satu(
        self,
        rute: str,
        sebutan: str,
        nilai: str,
        ada: Iterable[str],
        sebab: str = "tidak ada",
        tingkat: Severity = Severity.KESALAHAN,
        *,
        kunci: bool = False,
    ) -> None:
        """A value, or the key that leads to it, is one of those that there are."""
        ada = list(ada)
        if nilai not in ada:
            span = self.tempat.kunci(rute) if kunci else self.tempat.span(rute)
            bantuan = saran(nilai, ada, f"yang ada: {', '.join(ada[:20])}{', …' if len(ada) > 20 else ''}")
            self.lemari.lapor("KSD013", f"{sebutan} `{nilai}` {sebab}", span, bantuan, tingkat)

    def dasar(self, dasar: Sequence[str]) -> None:
        """Each citation resolves."""
        for i, sitasi in enumerate(dasar):
            if sitasi != "praktik" and not regulation.ada(sitasi):
                id_ = sitasi.partition("/")[0]
                ada = [p.id for p in regulation.semua()]
                bantuan = (
                    saran(id_, ada, f"peraturan yang ada: {', '.join(ada)}")
                    if id_ not in ada
                    else f"lihat `ksdgen coverage {id_}`"
                )
                self.lemari.lapor("KSD013", f"ketentuan `{sitasi}` tidak ada", self.tempat.span(f"dasar.{i}"), bantuan)

    def rute(self, nama: str, rute: Sequence[str]) -> None:
        """Each route leads to a field of an agreement."""
        for i, pilihan in enumerate(rute):
            for satu in pilihan.split("|"):
                salah = salah_rute(satu)
                if salah is not None:
                    self.lemari.lapor(
                        "KSD013", f"fakta `{satu}` tidak ada dalam naskah", self.tempat.span(f"{nama}.{i}"), salah
                    )

    def isian(self, isian: Mapping[str, DeklarasiIsian] | None) -> None:
        """Each blank has a standard value of its type, and a list of choices where it is a choice."""
        for nama, d in (isian or {}).items():
            rute = f"isian.{nama}"
            if d.tipe == "pilihan" and not d.pilihan:
                self.lemari.lapor(
                    "KSD012",
                    f"isian `{nama}` bertipe pilihan tanpa daftar `pilihan`",
                    self.tempat.kunci(rute),
                    "tambahkan `pilihan: [a, b]`",
                )
            elif d.tipe != "pilihan" and d.pilihan:
                span = self.tempat.kunci(f"{rute}.pilihan")
                self.lemari.lapor(
                    "KSD011", f"daftar `pilihan` hanya untuk tipe pilihan, ini {d.tipe}", span, "tulis `tipe: pilihan`"
                )
            if d.baku is None:
                continue
            if d.tipe == "pilihan":
                teks = d.baku.teks.strip() if isinstance(d.baku, Skalar) else ""
                if d.pilihan:
                    self.satu(f"{rute}.baku", "pilihan", teks, d.pilihan)
                continue
            pembaca = Pembaca()
            pembaca.nilai(TIPE_ISIAN.get(d.tipe, str), medan(d.uraian, tunggal=True), d.baku, f"{rute}.baku")
            self.lemari.catat(pembaca.temuan)


def salah_rute(rute: str) -> str | None:
    """What is wrong with a route of a fact, or None."""
    kini: Kind = RecordKind(Naskah)
    for b in rute.split("."):
        if b == "*":
            isi = isi_daftar(kini)
            if isi is None:
                return "`*` hanya dapat dipakai pada daftar"
            kini = isi
            continue
        lanjut = bagian(kini, b)
        if lanjut is None:
            if isi_daftar(kini) is not None:
                return f"sebelum `{b}` tulis `*`, artinya setiap butir"
            ada = kini.nama if isinstance(kini, RecordKind) else []
            return saran(b, ada, f"yang ada: {', '.join(ada[:20])}" if ada else f"`{b}` tidak mempunyai bagian")
        kini = lanjut
        if kini == ANY_KIND:
            return None
    return None


def _unsur(lemari: Shelf) -> list[str]:
    """The elements that rules ask for, and the clauses by whose names an element may be called."""
    hasil: dict[str, None] = {}
    for aturan in semua():
        unsur = aturan.parameter.get("unsur", ())
        hasil.update(dict.fromkeys([unsur] if isinstance(unsur, str) else unsur))
    return list(hasil | dict.fromkeys(lemari.kode_klausul))


# --- variants and use -------------------------------------------------------------------------------------------------


def _periksa_varian(lemari: Shelf, kode: str, kepala: KepalaKlausul, daftar: _HeaderChecks) -> None:
    varian, tempat = kepala.varian or {}, daftar.tempat
    pemakai = lemari.pemakai(kode)
    for nama, v in varian.items():
        daftar.harus(f"varian.{nama}.jenis", "jenis naskah", v.jenis, lemari.jenis)
        daftar.harus(f"varian.{nama}.kategori", "kategori", v.kategori, KATEGORI)
        dikenal = set(v.jenis) <= set(lemari.jenis) and set(v.kategori) <= set(KATEGORI)
        if dikenal and pemakai and not any(v.untuk(*p) for p in pemakai):
            pesan = f"varian `{nama}` tidak dapat dipakai naskah mana pun"
            bantuan = (
                f"klausul ini untuk {_sebut_pasangan(pemakai)}; sesuaikan `jenis` dan `kategori` varian ini, atau hapus"
            )
            lemari.lapor("KSD072", pesan, tempat.kunci(f"varian.{nama}"), bantuan, Severity.PERINGATAN)
    if isinstance(kepala.judul, str):
        return
    for nama in kepala.judul:
        daftar.satu(f"judul.{nama}", "varian", nama, varian, kunci=True)
    kurang = [nama for nama in varian if nama not in kepala.judul]
    if kurang:
        pesan = f"judul untuk varian {', '.join(f'`{n}`' for n in kurang)} belum ada"
        lemari.lapor("KSD012", pesan, tempat.kunci("judul"), "tulis judul untuk setiap varian, atau satu judul saja")


def _sebut_pasangan(pasangan: Sequence[tuple[str, str]]) -> str:
    jenis = ", ".join(dict.fromkeys(j for j, _ in pasangan))
    return f"{jenis} kategori {', '.join(dict.fromkeys(k for _, k in pasangan))}"


def _periksa_pemakaian(lemari: Shelf, kode: str, kepala: KepalaKlausul, tempat: Tempat) -> None:
    """A clause is listed by a document type, or can be chosen and has a place."""
    dicantumkan = lemari.dicantumkan(kode)
    if kepala.bila and not dicantumkan:
        pesan = "`bila` tidak berpengaruh: hanya klausul yang dicantumkan jenis naskah masuk dengan sendirinya"
        lemari.lapor(
            "KSD072",
            pesan,
            tempat.kunci("bila"),
            "cantumkan klausul ini pada `pasal` jenis naskah, atau hapus `bila`",
            Severity.PERINGATAN,
        )
    if not set(kepala.jenis) <= set(lemari.jenis) or not set(kepala.kategori) <= set(KATEGORI):
        return  # a name that does not exist is said at its place
    if not lemari.pemakai(kode):
        pesan = f"klausul `{kode}` tidak dapat dipakai jenis naskah mana pun dengan kategori ini"
        lemari.lapor("KSD071", pesan, tempat.kunci("kategori"), "sesuaikan `jenis` dan `kategori`", Severity.PERINGATAN)
    elif not dicantumkan and kepala.letak is None:
        pesan = f"klausul `{kode}` tidak dicantumkan jenis naskah mana pun dan tidak mempunyai `letak`"
        bantuan = "tulis `letak: {setelah: [...]}` supaya dapat dipilih, atau cantumkan pada `pasal` jenis naskah"
        lemari.lapor("KSD071", pesan, tempat.awal(), bantuan, Severity.PERINGATAN)
