"""JUnit XML: one suite per file, one case per finding that is an error or a warning."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from ksdgen.diagnostics import Diagnostic, Severity
from ksdgen.reporters.report import Laporan

_TERLARANG = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def tulis(laporan: Laporan) -> str:
    """The report as JUnit XML; a file without findings is a passed case, notes are output and never fail."""
    menurut: dict[str, list[Diagnostic]] = {f: [] for f in laporan.berkas}
    for t in laporan.temuan:
        menurut.setdefault(t.span.file if t.span else "", []).append(t)
    akar = ET.Element("testsuites", name="ksdgen")
    for berkas, temuan in menurut.items():
        nama = laporan.nama(berkas) if berkas else "ksdgen"
        gagal = [t for t in temuan if t.tingkat is not Severity.CATATAN]
        suite = ET.SubElement(
            akar, "testsuite", name=_xml(nama), tests=str(max(1, len(gagal))), failures=str(len(gagal)), errors="0", skipped="0"
        )
        if not gagal:
            ET.SubElement(suite, "testcase", classname=_xml(nama), name="ksdgen")
        for t in gagal:
            baris = t.span.line if t.span else 0
            kasus = ET.SubElement(suite, "testcase", classname=_xml(nama), name=_xml(f"{t.kode} baris {baris}"))
            isi = ET.SubElement(kasus, "failure", type=t.kode, message=_xml(t.pesan))
            isi.text = _xml("\n".join([f"{nama}:{baris}", *t.dasar, *([t.bantuan] if t.bantuan else [])]))
        catatan = [t for t in temuan if t.tingkat is Severity.CATATAN]
        if catatan:
            ET.SubElement(suite, "system-out").text = _xml("\n".join(f"{t.kode} {t.pesan}" for t in catatan))
    ET.indent(akar)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(akar, encoding="unicode") + "\n"


def _xml(teks: str) -> str:
    """Text without the characters that XML 1.0 forbids."""
    return _TERLARANG.sub("\ufffd", teks)
