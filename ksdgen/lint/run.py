"""All checks of all templates, in one run."""

from __future__ import annotations

from ksdgen.catalogue.catalogue import ARCHIVE, Catalogue, archived
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
    shelf = Shelf(catalogue, files)
    _lint_klausul(shelf)
    _lint_kinds(shelf)
    for name in catalogue.list_styles():
        check_style(shelf, name)
    _lint_archive(shelf)
    check_own_rules(shelf)
    check_files(shelf)
    return sorted(shelf.findings.values(), key=sort_key)


def _lint_klausul(shelf: Shelf) -> None:
    """The clauses, and when all are read the references between them."""
    checker = ClauseChecker(shelf)
    for code in shelf.klausul_codes:
        path = f"klausul/{code}.j2"
        file = shelf.catalogue.klausul(code)
        shelf.note(shelf.catalogue.file_findings(path))
        if file is None:
            continue
        front_matter: KlausulFrontMatter = file.front_matter
        check_klausul(shelf, code, front_matter, file.places)
        doc = shelf.templates.doc(path)
        if doc is None:
            continue
        check_text(shelf, doc, front_matter.isian, file.places, tuple(front_matter.varian or ()))
        check_twin_variants(shelf, code, doc, front_matter, file.places)
        if doc.tree is not None:
            checker.klausul(code, doc, front_matter)
    checker.finish()


def _lint_kinds(shelf: Shelf) -> None:
    """The document types, and once for all of them the skeletons that they extend."""
    all_isian: dict[str, dict[str, IsianDeclaration]] = {}
    used: dict[str, set[str]] = {}
    owners: dict[str, TemplateFile] = {}
    for path in shelf.catalogue.tree.files(""):
        name = path.removesuffix(".j2")
        if not path.endswith(".j2") or name == "dasar":
            continue
        file = shelf.catalogue.kind(name)
        shelf.note(shelf.catalogue.file_findings(path))
        doc = shelf.templates.doc(path) if file is not None else None
        if file is None or doc is None:
            continue
        owners[path] = file
        check_kind(shelf, name, file.front_matter, file.places)
        for parent in chain(shelf.templates, doc):
            all_isian.setdefault(parent.path, {}).update(file.front_matter.isian or {})
        if doc.tree is not None:
            check_skeleton(shelf, name, doc, file.front_matter.isian, file.front_matter.kategori)
    for path, isian in all_isian.items():
        doc = shelf.templates.doc(path)
        if doc is not None:
            used[path] = check_text(shelf, doc, isian, None, ())
    for path, file in owners.items():
        doc = shelf.templates.doc(path)
        in_use = {n for d in chain(shelf.templates, doc) for n in used.get(d.path, ())} if doc is not None else set()
        shelf.idle_isian(file.front_matter.isian, in_use, file.places)


def _lint_archive(shelf: Shelf) -> None:
    """Older texts of clauses, which agreements are still composed from."""
    catalogue = shelf.catalogue
    for path in catalogue.tree.files(ARCHIVE):
        known = archived(path)
        if known is None:
            continue
        file = catalogue.archive(*known)
        shelf.note(catalogue.file_findings(path))
        doc = shelf.templates.doc(path)
        if file is not None and doc is not None:
            check_text(shelf, doc, file.front_matter.isian, None, tuple(file.front_matter.varian or ()))
    check_archive(shelf)
