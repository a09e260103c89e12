"""JUnit XML: one suite per file, one case per finding that is an error or a warning."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from ksdgen.diagnostics import Diagnostic, Severity
from ksdgen.reporters.report import Dikecualikan, Laporan

_TERLARANG = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def tulis(laporan: Laporan) -> str:
    """The report as JUnit XML.

    A file without errors and warnings is a passed case, or a skipped one where it was not judged. Waived findings are skipped cases,
    notes are output and never fail.
    """
    menurut: dict[str, list[Diagnostic]] = {f: [] for f in laporan.berkas}
    for t in laporan.temuan:
        menurut.setdefault(t.span.file if t.span else "", []).append(t)
    lewat: dict[str, list[Dikecualikan]] = {}
    for d in laporan.dikecualikan:
        lewat.setdefault(berkas := d.temuan.span.file if d.temuan.span else "", []).append(d)
        menurut.setdefault(berkas, [])
    akar = ET.Element("testsuites", name="ksdgen")
    for berkas, temuan in menurut.items():
        _rangkaian(
            akar,
            laporan.nama(berkas) if berkas else "ksdgen",
            temuan,
            lewat.get(berkas, []),
            berkas in laporan.tidak_dinilai,
        )
    ET.indent(akar)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(akar, encoding="unicode") + "\n"


def _rangkaian(
    akar: ET.Element, nama: str, temuan: list[Diagnostic], lewat: list[Dikecualikan], tidak_dinilai: bool
) -> None:
    """One file's suite."""
    suite = ET.SubElement(akar, "testsuite", name=_xml(nama))

    def kasus(nama_kasus: str) -> ET.Element:
        return ET.SubElement(suite, "testcase", classname=_xml(nama), name=_xml(nama_kasus))

    gagal = [t for t in temuan if t.tingkat is not Severity.CATATAN]
    for t in gagal:
        baris = t.span.line if t.span else 0
        isi = ET.SubElement(kasus(f"{t.kode} baris {baris}"), "failure", type=t.kode, message=_xml(t.pesan))
        isi.text = _xml("\n".join([f"{nama}:{baris}", *t.dasar, *([t.bantuan] if t.bantuan else [])]))
    for d in lewat:
        baris = d.temuan.span.line if d.temuan.span else 0
        ET.SubElement(kasus(f"{d.temuan.kode} baris {baris}"), "skipped", message=_xml(d.keterangan))
    if tidak_dinilai:
        ET.SubElement(kasus("ksdgen"), "skipped", message="tidak dinilai")
    elif not gagal:
        kasus("ksdgen")
    for hitung, anak in (("tests", "testcase"), ("failures", "testcase/failure"), ("skipped", "testcase/skipped")):
        suite.set(hitung, str(len(suite.findall(anak))))
    suite.set("errors", "0")
    catatan = [t for t in temuan if t.tingkat is Severity.CATATAN]
    if catatan:
        ET.SubElement(suite, "system-out").text = _xml("\n".join(f"{t.kode} {t.pesan}" for t in catatan))


def _xml(teks: str) -> str:
    """Text without the characters that XML 1.0 forbids."""
    return _TERLARANG.sub("\ufffd", teks)
