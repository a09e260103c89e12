"""Plain text: what the paper says, paragraph by paragraph, with its numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ksdgen.document import Blok, Dokumen, Paragraf, Tabel

_TENGAH = {"judul", "judul_antara", "judul_pihak", "judul_tentang", "judul_nomor", "pasal"}


def tulis(dokumen: Dokumen, aset: Mapping[str, bytes]) -> bytes:
    """The body as UTF-8 text; page footers, the watermark and images are not part of what the paper says."""
    return ("\n".join(baris(dokumen.isi)) + "\n").encode()


def baris(blok: tuple[Blok, ...]) -> Iterator[str]:
    """The lines of the text; one paragraph is one line, or more where it has line breaks."""
    sebelum = ""
    for b in blok:
        if isinstance(b, Tabel):
            for r in b.baris:
                sel = [" ".join(t for p in s.isi for t in paragraf(p, "").split("\n") if t) for s in r.sel]
                teks = ("\t" if b.peran == "tabel" else " ").join(s for s in sel if s or b.peran == "tabel")
                if b.peran == "tanda_tangan":
                    yield ""
                    for s in r.sel:
                        yield from (t for p in s.isi for t in paragraf(p, "").split("\n") if t)
                        yield ""
                elif teks.strip():
                    yield "  " * b.kedalaman + teks
            yield ""
            sebelum = b.peran
        elif isinstance(b, Paragraf):
            if b.peran == "pasal" or (sebelum and b.peran != sebelum and b.peran not in _TENGAH and not b.kedalaman):
                yield ""
            yield from paragraf(b, "    " * max(0, b.kedalaman - (1 if b.nomor else 0))).split("\n")
            sebelum = b.peran


def paragraf(p: Paragraf, indentasi: str) -> str:
    """One paragraph with its number."""
    if p.peran == "pasal" and p.nomor is not None:
        return f"{p.nomor.teks}\n{p.teks}"
    awal = f"{p.nomor.teks} " if p.nomor is not None else ""
    return "\n".join(indentasi + t for t in f"{awal}{p.teks}".split("\n"))
