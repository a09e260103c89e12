"""Proposals: an agreement before and after, as the pages and comments show them to whoever decides."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from ksdgen.review import html, json, markdown, text
from ksdgen.review.comparison import RepositoryState, comparison
from ksdgen.review.folder import write_review
from tests.fuzz.engine import CHEAP, EVERYTHING, Target
from tests.fuzz.memory import DAY, FOLDER, as_yaml, codes, templates, workspace
from tests.fuzz.mutations import Changer
from tests.fuzz.outputs import check_docx, check_json, check_markdown, check_page, check_terminal
from tests.fuzz.targets.naskah_structure import by_the_model
from tests.helpers.util import ksb, pks

_NAMES = (
    "a.yaml", "a.yaml", "a.yaml", "b.yml", "sub/a.yaml", "`x`.yaml", "a\nb.yaml", "<img src=x onerror=1>.yaml", "@kepala-hukum.yaml", "![x](http:a).yaml", "a|b.yaml",
    "a b.yaml", "..yaml", "\x1b[31m.yaml", "\u202e.yaml", "\udcff.yaml", "%0A.yaml", "a#b?c.yaml", 'a"b.yaml', "a.b.yaml", "é.yaml", "-a.yaml", "A.YAML.yaml",
)  # fmt: skip


class Attack(Target):
    """Two trees, and what the file of the second is called."""

    name = "proposals"
    share = 0.15
    every = (3, 3)
    words = (
        "`x`", "``", "```\nx\n```", "![x](http://a/b)", "[x](http://a/b)", "@kepala-hukum", "<!-- ksdgen -->", "<b>x</b>", "<script>x</script>", "| a | b |", "# Disetujui",
        "\n\n# Disetujui", "&lt;", "</details>", "<del>x</del>", "*x*", "_x_", "\\`", "\\", "x\n::error::y", "Q1Q", "3 tahun", "7 tahun", "objek", "klausul", "ubah", "hapus",
    )  # fmt: skip

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="ksdgen-fuzz-")

    def close(self) -> None:
        """See `Target`."""
        self._folder.cleanup()

    def seeds(self) -> Sequence[Any]:
        """See `Target`."""
        other = ksb(objek="lain", klausul={"lain_lain": {"ubah": "(1) x.\n(2) y.", "alasan": "z"}})
        return [
            {"lama": ksb(), "baru": other, "nama": "a.yaml"},
            {"lama": ksb(), "baru": ksb(3), "nama": "b.yaml"},
            {"lama": pks(), "baru": pks(status="siap_ditandatangani"), "nama": "a.yaml"},
            {"lama": ksb(), "baru": {**ksb(), "`x` <b>": "y"}, "nama": "a.yaml"},
        ]

    def change(self, changer: Changer, sample: Any, other: Any) -> Any:
        """See `Target`."""
        random = changer.random
        part = "lama" if random.random() < 0.2 else "baru"
        data = sample[part]
        data = by_the_model(changer, data) if random.random() < 0.3 else changer.change(data, other[part])
        name = random.choice(_NAMES) if random.random() < 0.3 else sample["nama"]
        return {**sample, part: data, "nama": name}

    def run(self, sample: Mapping[str, Any], depth: int) -> Iterable[str]:
        """See `Target`."""
        name = str(sample.get("nama", "a.yaml")).replace("\0", "").strip("/") or "a.yaml"
        if ".." in name.split("/"):
            return []
        old, new = (
            RepositoryState(label, workspace({f"{FOLDER}/{path}": as_yaml(sample.get(label))}, templates()))
            for label, path in (("lama", "a.yaml"), ("baru", name))
        )
        found = comparison(old, new, day=DAY, rules=True)
        check_terminal(text.write(found))
        if depth > CHEAP:
            check_markdown(markdown.write(found))
            check_page(html.write(found))
            check_json(json.write(found))
        if depth == EVERYTHING:
            with tempfile.TemporaryDirectory(dir=self._folder.name) as folder:
                written = write_review(found, Path(folder), day=DAY, images=False)
                check_page(written.page.read_text(encoding="utf-8"))
                check_markdown(written.twin.read_text(encoding="utf-8"))
                for file in Path(folder).rglob("*.docx"):
                    check_docx(file.read_bytes())
        sides = [side for pair in found.pairs for side in (pair.old, pair.new) if side is not None]
        return {
            *(f"{pair.state} {len(pair.changes) > 0}" for pair in found.pairs),
            *codes(f for s in sides for f in s.result.findings),
        }
