"""The files of a templates folder: readable, found by somebody, and whole."""

from __future__ import annotations

from ksdgen.catalogue.archive import INDEX, check_index
from ksdgen.catalogue.catalogue import ARCHIVE
from ksdgen.compose.images import NoImage, read_image
from ksdgen.compose.sandbox import TEMPLATE_PATH
from ksdgen.compose.task import did_you_mean
from ksdgen.diagnostics import Span
from ksdgen.lint.shelf import Shelf
from ksdgen.rules.own import FOLDER as OWN_RULES
from ksdgen.source.characters import decode_bytes
from ksdgen.source.convert import summary
from ksdgen.source.parse import load
from ksdgen.source.places import Places
from ksdgen.world.tree import join

_SUFFIXES = (".j2", ".yaml", ".yml")
SKELETON = "dasar.j2"
"""The skeleton that document types extend."""

_STYLE_LOCATION = "templates/gaya/"


def check_style(shelf: Shelf, name: str) -> None:
    """A house style, and the image that it names."""
    catalogue, path = shelf.catalogue, f"gaya/{name}.yaml"
    style = catalogue.style(name)
    shelf.note(catalogue.file_findings(path))
    if style is None or style.lambang_negara is None:
        return
    node, _ = load(catalogue.read(path) or b"", catalogue.tree.name(path))
    places = Places(node, catalogue.tree.name(path))
    if not places.present("lambang_negara"):
        return
    image = read_image(shelf.files, join(_STYLE_LOCATION, style.lambang_negara))
    if isinstance(image, NoImage):
        hint = f"{image.hint}; letaknya relatif terhadap berkas gaya ini"
        shelf.report("KSD060", image.message, places.span("lambang_negara"), hint)


def check_files(shelf: Shelf) -> None:
    """Files that cannot be read as text, and files that nothing uses; call it when all templates were read."""
    tree = shelf.catalogue.tree
    used = {*(f"{n}.j2" for n in shelf.kinds), *shelf.templates.names_read(), INDEX}
    for path in tree.below(""):
        if not path.endswith(_SUFFIXES):
            continue
        data, name = shelf.catalogue.read(path), tree.name(path)
        if data is None:
            shelf.note(shelf.catalogue.file_findings(path))
            continue
        text, broken = decode_bytes(data, name)
        if text is None:
            shelf.note(broken)
        elif path.endswith(".j2") and TEMPLATE_PATH.fullmatch(path) is None:
            message = f"nama berkas templat `{summary(path, 80)}` tidak dapat dipakai"
            shelf.report(
                "KSD041", message, Span.at(name), "pakai huruf a sampai z, angka, garis bawah, dan tanda hubung"
            )
        elif path not in used and not _is_known(shelf, path):
            hint = _proper_place(shelf, path)
            shelf.report("KSD071", f"`{path}` tidak dipakai apa pun", Span.at(name), hint)


def check_archive(shelf: Shelf) -> None:
    """Versions of clauses against their index."""
    shelf.note(check_index(shelf.catalogue.tree))


def _is_known(shelf: Shelf, path: str) -> bool:
    """Whether the catalogue finds a file by its place and name."""
    folder, _, file_name = path.rpartition("/")
    name, _, suffix = file_name.rpartition(".")
    if folder == "klausul":
        return suffix == "j2" and name in shelf.klausul_codes
    if folder in ("gaya", OWN_RULES):
        return suffix == "yaml"
    if folder == ARCHIVE:
        return suffix == "j2"
    if path == SKELETON:
        return True
    # A document type whose front matter is broken has findings of its own.
    return not folder and suffix == "j2" and bool(shelf.catalogue.file_findings(path))


def _proper_place(shelf: Shelf, path: str) -> str:
    """What to do with a file that the catalogue does not find."""
    folder, _, file_name = path.rpartition("/")
    if folder in ("gaya", OWN_RULES):
        return f"ganti namanya menjadi {file_name.rpartition('.')[0]}.yaml"
    if not folder and path.endswith(".j2"):
        name = file_name.removesuffix(".j2")
        other = "jenis naskah diawali kepala YAML di antara dua baris `---`; klausul disimpan pada templates/klausul/"
        return did_you_mean(name, ["dasar", *shelf.kinds], other)
    return "jenis naskah pada templates/, klausul pada templates/klausul/*.j2, gaya pada templates/gaya/*.yaml"
