"""The block model between templates and every output: a flat list of paragraphs, tables and page breaks.

Word's body is flat, a diff is a sequence problem and a file that comes back from Word is flat, so the model is flat too: nesting of
ayat, huruf and angka is carried by `Nomor` and `kedalaman`. Equality ignores where a text came from (`asal`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace

from ksdgen import bahasa
from ksdgen.diagnostics import Span


@dataclass(frozen=True, slots=True)
class Asal:
    """Where a piece of text was written: a place in a YAML or template file, and the value's route when it is data."""

    span: Span
    rute: str | None = None


@dataclass(frozen=True, slots=True)
class Teks:
    """Literal text; never contains a line break, and never stands next to another Teks.

    `asal` says for each stretch, by the offset at which it starts, where it was written.
    """

    isi: str
    asal: tuple[tuple[int, Asal], ...] = field(default=(), compare=False)

    def tempat(self, awal: int, akhir: int) -> Asal | None:
        """Where the characters from `awal` to `akhir` were written; None when that is not known.

        Exact where the text is as long as what was written (or two shorter: a value in quotes); else the place of the whole stretch.
        """
        ujung = len(self.isi)
        for mulai, asal in reversed(self.asal):
            if mulai <= awal:
                span = asal.span
                lebih = span.end_column - span.column - (ujung - mulai)
                if span.line != span.end_line or lebih not in (0, 2):
                    return asal
                kolom = span.column + awal - mulai + lebih // 2
                return Asal(Span.at(span.file, span.line, kolom, max(1, min(akhir, ujung) - awal)), asal.rute)
            ujung = mulai
        return None


@dataclass(frozen=True, slots=True)
class Rujukan:
    """One piece of a cross-reference: points at the paragraph with `kunci` == `target` and prints its number as `isi`.

    "Pasal 7 ayat (2)" is a Rujukan "Pasal 7", the Teks " ayat " and a Rujukan "(2)". Before numbering `isi` is "" and `target` is the
    label as written.
    """

    target: str
    isi: str = ""
    asal: Asal | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Kosong:
    """A blank to be filled by hand, printed as dots; `nama` says which fact is missing."""

    nama: str
    isi: str = "…………………"
    asal: Asal | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Baris:
    """A line break inside a paragraph."""


@dataclass(frozen=True, slots=True)
class Gambar:
    """An image by content: `sha256` names the bytes that travel beside the document; height in millimetres."""

    keterangan: str
    sha256: str
    tinggi_mm: int


@dataclass(frozen=True, slots=True)
class Bidang:
    """A page field of header or footer: `jenis` is "halaman" or "jumlah_halaman"."""

    jenis: str


@dataclass(frozen=True, slots=True)
class Ubahan:
    """Words of one version only, in a document that holds two: `jenis` is "sisip" (the newer has them) or "hapus" (the older had them).

    `isi` holds no Ubahan.
    """

    jenis: str
    isi: tuple[Inline, ...]


Inline = Teks | Rujukan | Kosong | Baris | Gambar | Bidang | Ubahan


@dataclass(frozen=True, slots=True)
class Tanda:
    """A block or table row of one version only, in a document that holds two.

    `jenis`: "sisip" | "hapus", or the two ends of a move, "pindah_ke" (newer) | "pindah_dari" (older), which share the number `pindah`.
    The words of a moved paragraph are those of its own version; those that the other end has not are marked as Ubahan.
    """

    jenis: str
    pindah: int | None = None

    @property
    def baru(self) -> bool:
        """Whether the newer version has it."""
        return self.jenis in ("sisip", "pindah_ke")


NOMOR_LABEL: dict[str, Callable[[int], str]] = {
    "pasal": lambda n: f"Pasal {n}",
    "ayat": lambda n: f"({n})",
    "huruf": lambda n: f"{bahasa.huruf(n)}.",
    "angka": lambda n: f"{n}.",
    "huruf_kurung": lambda n: f"{bahasa.huruf(n)})",
    "angka_kurung": lambda n: f"{n})",
    "romawi": lambda n: f"{bahasa.romawi(n)}.",
}
"""How each kind of number prints, outermost first; the keys are the closed list of kinds."""


@dataclass(frozen=True, slots=True)
class Nomor:
    """The number of a paragraph: `jenis` is a key of `NOMOR_LABEL`, `nilai` counts from 1 in its list.

    A list restarts where `nilai` is 1.
    """

    jenis: str
    nilai: int

    @property
    def teks(self) -> str:
        """The number as printed: "Pasal 3", "(2)", "a.", "1.", "a)", "1)", "II."."""
        return NOMOR_LABEL[self.jenis](self.nilai)

    @property
    def rujukan(self) -> str:
        """The number as a cross-reference prints it: without the trailing full stop."""
        return self.teks.rstrip(".")


@dataclass(frozen=True, slots=True)
class Paragraf:
    """One paragraph. `peran` is its role (see `PERAN`), which every writer maps to a style of that name.

    A Pasal heading is one paragraph with role and number "pasal"; its text is the heading. `kedalaman` is the list depth (0 = not
    indented). `kunci` is the identity for references, bookmarks and diffs, unique in the document.

    In a document that holds two versions, `tanda` says that only one has the paragraph; `semula` carries role, number, key and depth of
    the older version (its `isi` is empty) where a paragraph of both changed them.
    """

    peran: str
    isi: tuple[Inline, ...] = ()
    nomor: Nomor | None = None
    kunci: str | None = None
    kedalaman: int = 0
    asal: Asal | None = field(default=None, compare=False)
    tanda: Tanda | None = None
    semula: Paragraf | None = None

    @property
    def teks(self) -> str:
        """The plain text without the number."""
        return teks_inline(self.isi)


@dataclass(frozen=True, slots=True)
class Sel:
    """A table cell; always holds at least one paragraph."""

    isi: tuple[Paragraf, ...]


@dataclass(frozen=True, slots=True)
class BarisTabel:
    """A table row; `kepala` rows repeat on every page."""

    sel: tuple[Sel, ...]
    kepala: bool = False
    tanda: Tanda | None = None


@dataclass(frozen=True, slots=True)
class Tabel:
    """A table. `peran`: "pihak" | "lambang" | "tanda_tangan" | "paraf" (no borders but paraf's) or "tabel" (data, bordered).

    `kolom` are relative column widths in thousandths of the available text width and sum to 1000.
    """

    peran: str
    kolom: tuple[int, ...]
    baris: tuple[BarisTabel, ...]
    kedalaman: int = 0
    kunci: str | None = None
    asal: Asal | None = field(default=None, compare=False)
    tanda: Tanda | None = None


@dataclass(frozen=True, slots=True)
class PemisahHalaman:
    """A page break. `lanskap` turns the pages from here on (None: as before)."""

    lanskap: bool | None = None
    tanda: Tanda | None = None


Blok = Paragraf | Tabel | PemisahHalaman

PERAN: dict[str, str] = {
    "judul": "Judul naskah, di tengah, huruf kapital",
    "judul_antara": "ANTARA, DAN, DENGAN, TENTANG pada judul",
    "judul_pihak": "Nama pihak pada judul",
    "judul_tentang": "Pokok naskah pada judul",
    "judul_nomor": "Baris NOMOR pada judul",
    "pembuka": "Kalimat 'Pada hari ini …'",
    "pihak_nama": "Nama penanda tangan pada blok para pihak",
    "pihak_titik_dua": "Titik dua pada blok para pihak",
    "pihak_uraian": "Uraian kedudukan dan kewenangan pada blok para pihak",
    "isi": "Paragraf biasa",
    "premis": "Butir premis",
    "latar_belakang": "Butir latar belakang pada pembukaan",
    "konsideran": "Butir hal-hal yang diterangkan",
    "dasar_hukum": "Butir peraturan yang menjadi dasar",
    "kesepakatan": "Kalimat 'Berdasarkan hal-hal tersebut di atas …'",
    "pasal": "Pasal dan judulnya",
    "ayat": "Ayat",
    "huruf": "Huruf",
    "angka": "Angka",
    "huruf_kurung": "Huruf di bawah angka",
    "angka_kurung": "Angka di bawah huruf",
    "penutup": "Kalimat 'Demikian …'",
    "lambang": "Lambang atau logo di kepala naskah",
    "bingkai_lambang": "Bingkai tempat lambang yang belum ada gambarnya",
    "ttd_pihak": "Sebutan pihak di atas tanda tangan",
    "ttd_lembaga": "Nama lembaga di atas tanda tangan",
    "ttd_jabatan": "Jabatan di atas tanda tangan",
    "ttd_ruang": "Ruang tanda tangan, cap, dan meterai",
    "ttd_nama": "Nama penanda tangan",
    "ttd_keterangan": "Pangkat dan NIP di bawah nama",
    "saksi_judul": "Judul blok saksi atau mengetahui",
    "sel": "Isi sel tabel",
    "sel_kepala": "Kepala kolom tabel",
    "lampiran_judul": "Judul lampiran",
    "kaki": "Kaki halaman",
    "paraf": "Kotak paraf pada kaki halaman",
}
"""Every role a paragraph can have, with what it is (also the description of its Word style)."""


@dataclass(frozen=True, slots=True)
class TataLetak:
    """Page and type of a document; lengths in millimetres, type sizes in points."""

    lebar_mm: float = 210.0
    tinggi_mm: float = 297.0
    margin_atas_mm: float = 25.4
    margin_bawah_mm: float = 25.4
    margin_kiri_mm: float = 25.4
    margin_kanan_mm: float = 25.4
    huruf: str = "Bookman Old Style"
    ukuran_pt: float = 12.0
    spasi: float = 1.15
    lanskap: bool = False


@dataclass(frozen=True, slots=True)
class Dokumen:
    """A whole document: body, page footer, layout, and the word that lies across every page of a draft (`tanda_air`).

    In a document that holds two versions, `semula` carries title, layout and word of the older one (no blocks) where they changed.
    """

    judul: str
    isi: tuple[Blok, ...]
    kaki: tuple[Blok, ...] = ()
    tata: TataLetak = TataLetak()
    tanda_air: str | None = None
    semula: Dokumen | None = None


def teks_inline(isi: Iterable[Inline]) -> str:
    """The plain text of inlines; a line break is a newline, images and page fields print nothing.

    Of a paragraph that holds two versions, the text of the newer one.
    """
    potong: list[str] = []
    for bagian in isi:
        if isinstance(bagian, (Teks, Rujukan, Kosong)):
            potong.append(bagian.isi)
        elif isinstance(bagian, Baris):
            potong.append("\n")
        elif isinstance(bagian, Ubahan) and bagian.jenis == "sisip":
            potong.append(teks_inline(bagian.isi))
    return "".join(potong)


def paragraf_dari(blok: Iterable[Blok]) -> Iterator[Paragraf]:
    """Every paragraph in reading order, those in table cells included."""
    for b in blok:
        if isinstance(b, Paragraf):
            yield b
        elif isinstance(b, Tabel):
            for baris in b.baris:
                for sel in baris.sel:
                    yield from sel.isi


def ubah_paragraf(blok: Iterable[Blok], ubah: Callable[[Paragraf], Paragraf]) -> tuple[Blok, ...]:
    """The same blocks with every paragraph, also in table cells, passed through `ubah` in reading order."""
    hasil: list[Blok] = []
    for b in blok:
        if isinstance(b, Paragraf):
            hasil.append(ubah(b))
        elif isinstance(b, Tabel):
            baris = tuple(
                replace(r, sel=tuple(replace(s, isi=tuple(ubah(p) for p in s.isi)) for s in r.sel)) for r in b.baris
            )
            hasil.append(replace(b, baris=baris))
        else:
            hasil.append(b)
    return tuple(hasil)
