"""House styles and front matter: YAML that is nearly right, through the lint and onto the paper."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import yaml as pyyaml

from ksdgen.catalogue.front_matter import KindFrontMatter, KlausulFrontMatter, Style
from ksdgen.lint import check_templates
from ksdgen.source.record import Record, field_types
from ksdgen.world.tree import Supposed
from tests.fuzz.engine import CHEAP, EVERYTHING, Target
from tests.fuzz.memory import (
    DAY,
    FOLDER,
    SMALL_KIND,
    SMALL_SKELETON,
    as_yaml,
    codes,
    small_templates,
    templates,
    workspace,
)
from tests.fuzz.model import places, value_for
from tests.fuzz.mutations import Changer, replaced
from tests.fuzz.outputs import papers
from tests.helpers.util import PNG, ksb

PATH = f"{FOLDER}/a.yaml"
_KINDS: Mapping[str, type[Record]] = {"gaya": Style, "klausul": KlausulFrontMatter, "jenis": KindFrontMatter}


class Attack(Target):
    """A style, the front matter of a clause and that of a document type."""

    name = "styles"
    share = 4.0
    every = (25, 6)
    words = (
        "baku", "uji", "lazim", "F4", "A4", "lebar", "tinggi", "margin", "kiri", "kanan", "huruf", "ukuran", "spasi", "lambang_negara", "tinggi_lambang", "logo.png",
        "berdasar_pada", "uraian", "isian", "varian", "tipe", "bilangan", "rupiah", "persen", "lama", "pilihan", "tanggal", "ya_tidak", "teks", "min", "maks",
        "judul", "unsur", "dasar", "praktik", "jenis", "kategori", "ksdpk", "ksdd_sukarela", "letak", "setelah", "objek", "1", "0", "-1", "100000", "0.0001",
        "Arial", 'A" onload="x', "x; } body { display: none", "</style><script>", "(", "garuda", "logo_dan_lambang", "pemrakarsa", "tanpa", "kesepakatan_bersama",
    )  # fmt: skip

    def __init__(self) -> None:
        isian = {"isian": {"x": "3", "pilih": "a"}}
        data = ksb(gaya="uji", klausul={"uji": isian})
        self.files = {PATH: as_yaml(data), "templates/gaya/logo.png": PNG, f"{FOLDER}/logo.png": PNG}

    def seeds(self) -> Sequence[Any]:
        """See `Target`."""
        clauses = [_front_matter(path) for path in templates().files("klausul")]
        kinds = [_front_matter(path) for path in templates().files("") if not path.startswith("dasar")]
        styles = [_data(path, 0) for path in templates().files("gaya")]
        own = {"judul": "UJI", "dasar": ["praktik"], "isian": {"x": {"tipe": "bilangan", "uraian": "y", "baku": "3"}}}
        page = {
            "uraian": "x", "berdasar_pada": "baku", "kertas": {"lebar": "210", "tinggi": "297"}, "margin": {"kiri": "30"}, "huruf": "Arial", "ukuran": "11",
            "lambang_negara": "logo.png", "tinggi_lambang": "20",
        }  # fmt: skip
        small = _parsed(SMALL_KIND.split("---\n")[1])
        result = [{"gaya": style, "klausul": own, "jenis": small} for style in (page, *styles)]
        result += [{"gaya": page, "klausul": clause, "jenis": small} for clause in clauses]
        return result + [{"gaya": page, "klausul": own, "jenis": kind} for kind in kinds]

    def change(self, changer: Changer, sample: Any, other: Any) -> Any:
        """See `Target`."""
        random = changer.random
        part = random.choice(("gaya", "gaya", "klausul", "jenis"))
        data = sample[part]
        if random.random() < 0.5:
            data = changer.change(data, other[part])
        else:
            place = random.choice(list(places(data, _KINDS[part])) or [None])
            if place is not None and isinstance(place.value, dict) and issubclass(place.type_, Record):
                name = random.choice(list(place.type_.fields_))
                value = value_for(field_types(place.type_)[name], random, place.type_.fields_[name])
                data = replaced(data, place.route, lambda old: {**old, name: value})
            elif place is not None:
                data = replaced(data, place.route, lambda _: value_for(place.type_, random))
        return {**sample, part: data}

    def run(self, sample: Mapping[str, Any], depth: int) -> Iterable[str]:
        """See `Target`."""
        tree = small_templates(
            {
                "gaya/uji.yaml": as_yaml(sample.get("gaya")),
                "klausul/uji.j2": b"---\n" + as_yaml(sample.get("klausul")) + b"---\n(#) {{ isian.x }} {{ varian }}\n",
                "kesepakatan_bersama.j2": b"---\n" + as_yaml(sample.get("jenis")) + b"---\n" + SMALL_SKELETON.encode(),
            }
        )
        desk = workspace(self.files, tree)
        result = desk.check(PATH, DAY, rules=False)
        reached = codes(result.findings)
        if result.composition is not None and result.is_printable:
            papers(result.composition.dokumen, result.composition.assets, depth > CHEAP)
        if depth > CHEAP:
            reached |= codes(check_templates(desk.catalogue, Supposed(self.files)))
        if depth == EVERYTHING:
            desk.check(PATH, DAY)
        return reached


def _parsed(text: str) -> Any:
    return pyyaml.load(text, pyyaml.BaseLoader)


def _data(path: str, part: int) -> Any:
    data = templates().read(path)
    assert data is not None
    return _parsed(data.decode().split("---\n")[part] if part else data.decode())


def _front_matter(path: str) -> Any:
    return _data(path, 1)
