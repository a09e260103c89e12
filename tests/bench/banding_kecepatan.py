"""How fast ksdgen is beside its peers: `python tests/bench/banding_kecepatan.py [ULANGAN]`.

Prints processor time per run (median), and as a ratio to the peer, for what is installed beside it: check-jsonschema for `check`,
docxtpl for `render`. All runs of a round follow each other, so that a busy machine slows all of them alike.
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

AKAR = Path(__file__).parents[2]
NASKAH = AKAR / "agreements/2026/cimahi-garut-cabai/perjanjian-kerja-sama.yaml"
BANYAK = 100
KSDGEN = [sys.executable, "-m", "ksdgen"]

DOCXTPL = """
import pathlib, sys, docx, docxtpl
cetakan, keluar, naskah = map(pathlib.Path, sys.argv[1:4])
d = docx.Document()
for b in naskah.read_text(encoding="utf-8").splitlines():
    d.add_paragraph("{{ baris[%d] }}" % len(d.paragraphs))
d.save(cetakan)
for i in range(int(sys.argv[4])):
    t = docxtpl.DocxTemplate(cetakan)
    t.render({"baris": naskah.read_text(encoding="utf-8").splitlines()}, autoescape=True)
    t.save(keluar / f"{i}.docx")
"""


def jalankan(perintah: list[str], cache: Path | None) -> float:
    """Processor time of a run with all that it starts, in milliseconds."""
    lingkungan = {**os.environ, "KSDGEN_CACHE": str(cache or "")}
    lingkungan.pop("PYTHONDONTWRITEBYTECODE", None)
    awal = resource.getrusage(resource.RUSAGE_CHILDREN)
    hasil = subprocess.run(perintah, capture_output=True, env=lingkungan, cwd=AKAR, check=False)
    akhir = resource.getrusage(resource.RUSAGE_CHILDREN)
    if hasil.returncode not in (0, 1):
        sys.exit(f"{' '.join(perintah)}: {hasil.stderr.decode(errors='replace')}")
    return (akhir.ru_utime + akhir.ru_stime - awal.ru_utime - awal.ru_stime) * 1000


def tabel(judul: str, patokan: str, pekerjaan: dict[str, tuple[list[str], Path | None]], ulangan: int) -> None:
    """Run everything in turns and print it against one of them."""
    waktu: dict[str, list[float]] = {nama: [] for nama in pekerjaan}
    for putaran in range(ulangan + 1):
        for nama, (perintah, cache) in pekerjaan.items():
            lama = jalankan(perintah, cache)
            if putaran:  # the first round fills caches
                waktu[nama].append(lama)
    tengah = {nama: median(w) for nama, w in waktu.items()}
    print(judul)
    for nama, lama in tengah.items():
        banding = f"{lama / tengah[patokan]:6.2f}" if patokan in tengah else "     –"
        print(f"  {nama:44} {lama:9.0f} ms {banding}")


def main(ulangan: int) -> None:
    """All comparisons."""
    with tempfile.TemporaryDirectory() as sementara:
        kerja = Path(sementara)
        shutil.copytree(AKAR / "agreements" / "pihak", kerja / "agreements" / "pihak")
        for i in range(BANYAK):
            shutil.copytree(NASKAH.parent, kerja / "agreements" / str(i))
        cache, satu = kerja / "cache", str(NASKAH)
        satu_periksa = {"ksdgen check, nothing known": ([*KSDGEN, "check", satu], None)}
        satu_periksa["ksdgen check, unchanged"] = ([*KSDGEN, "check", satu], cache)
        if peranti := shutil.which("check-jsonschema"):
            skema = str(AKAR / "agreements" / "naskah.schema.json")
            satu_periksa["check-jsonschema"] = ([peranti, "--schemafile", skema, satu], None)
        # Results are left out of the second line by taking them away: what remains known are templates and rules.
        hapus = f"import shutil; shutil.rmtree({str(kerja / 'c1' / 'hasil')!r}, ignore_errors=True); "
        kode = f"{hapus}import sys; from ksdgen.__main__ import run; sys.argv = {['ksdgen', 'check', satu]!r}; run()"
        satu_periksa["ksdgen check, templates known"] = ([sys.executable, "-c", kode], kerja / "c1")
        tabel("one agreement", "check-jsonschema", satu_periksa, ulangan)

        folder, keluar = str(kerja / "agreements"), str(kerja / "keluaran")
        cetak = [*KSDGEN, "render", folder, "--out", keluar]
        banyak = {"ksdgen render": (cetak, None), "ksdgen render, unchanged": (cetak, cache)}
        if not subprocess.run([sys.executable, "-c", "import docxtpl"], capture_output=True, check=False).returncode:
            (kerja / "peer").mkdir()
            argumen = [str(kerja / "cetakan.docx"), str(kerja / "peer"), satu, str(2 * BANYAK)]
            banyak["docxtpl"] = ([sys.executable, "-c", DOCXTPL, *argumen], None)
        tabel(f"{2 * BANYAK} agreements to Word", "docxtpl", banyak, max(1, ulangan // 4))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 9)
