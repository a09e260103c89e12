"""All checks of all templates, in one run."""

from __future__ import annotations

from ksdgen.catalogue.catalogue import ARCHIVE, Catalogue
from ksdgen.catalogue.front_matter import IsianDeclaration, KlausulFrontMatter, TemplateFile
from ksdgen.diagnostics import Diagnostic, sort_key
from ksdgen.lint.files import check_archive, check_files, check_style
from ksdgen.lint.front_matter import check_kind, check_klausul
from ksdgen.lint.own_rules import check_own_rules
from ksdgen.lint.positions import chain
from ksdgen.lint.shelf import Shelf
from ksdgen.lint.text import ClauseChecker, check_skeleton, check_text, check_twin_variants
from ksdgen.world.tree import Tree


def check_templates(catalogue: Catalogue, files: Tree) -> list[Diagnostic]:
    """What is wrong with the templates and own rules of a repository, templates of ksdgen that it uses included.

    Args:
        catalogue: document types, clauses and styles.
        files: the repository's files, where styles find their images.
    """
    linted = Shelf(catalogue, files)
    _klausul(linted)
    _kind(linted)
    for name in catalogue.list_styles():
        check_style(linted, name)
    _archive(linted)
    check_own_rules(linted)
    check_files(linted)
    return sorted(linted.findings.values(), key=sort_key)


def _klausul(linted: Shelf) -> None:
    checker = ClauseChecker(linted)
    for code in linted.klausul_codes:
        path = f"klausul/{code}.j2"
        files = linted.catalogue.klausul(code)
        linted.note(linted.catalogue.file_findings(path))
        if files is None:
            continue
        front_matter: KlausulFrontMatter = files.front_matter
        check_klausul(linted, code, front_matter, files.place)
        doc = linted.shelf.doc(path)
        if doc is None:
            continue
        check_text(linted, doc, front_matter.isian, files.place, tuple(front_matter.varian or ()))
        check_twin_variants(linted, code, doc, front_matter, files.place)
        if doc.tree is not None:
            checker.klausul(code, doc, front_matter)
    checker.finish()


def _kind(linted: Shelf) -> None:
    """The document types, and once for all of them the skeletons that they extend."""
    all_isian: dict[str, dict[str, IsianDeclaration]] = {}
    used: dict[str, set[str]] = {}
    owners: dict[str, TemplateFile] = {}
    for path in linted.catalogue.tree.files(""):
        name = path.removesuffix(".j2")
        if not path.endswith(".j2") or name == "dasar":
            continue
        files = linted.catalogue.kind(name)
        linted.note(linted.catalogue.file_findings(path))
        doc = linted.shelf.doc(path) if files is not None else None
        if files is None or doc is None:
            continue
        owners[path] = files
        check_kind(linted, name, files.front_matter, files.place)
        for parent in chain(linted.shelf, doc):
            all_isian.setdefault(parent.path, {}).update(files.front_matter.isian or {})
        if doc.tree is not None:
            check_skeleton(linted, name, doc, files.front_matter.isian, files.front_matter.kategori)
    for path, isian in all_isian.items():
        doc = linted.shelf.doc(path)
        if doc is not None:
            used[path] = check_text(linted, doc, isian, None, ())
    for path, files in owners.items():
        doc = linted.shelf.doc(path)
        in_use = {n for d in chain(linted.shelf, doc) for n in used.get(d.path, ())} if doc is not None else set()
        linted.idle_isian(files.front_matter.isian, in_use, files.place)


def _archive(linted: Shelf) -> None:
    """Older texts of clauses, which agreements are still composed from."""
    catalogue = linted.catalogue
    for path in catalogue.tree.files(ARCHIVE):
        code, _, version = path.removeprefix(f"{ARCHIVE}/").removesuffix(".j2").rpartition("@")
        if not path.endswith(".j2") or not version.isdigit():
            continue
        files = catalogue.archive(code, int(version))
        linted.note(catalogue.file_findings(path))
        doc = linted.shelf.doc(path)
        if files is not None and doc is not None:
            check_text(linted, doc, files.front_matter.isian, None, tuple(files.front_matter.varian or ()))
    check_archive(linted)
