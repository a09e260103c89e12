"""Joins the steps: what is chosen, which articles, their text and the skeleton's, numbers, and what was lost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from ksdgen.catalogue.catalogue import Catalogue
from ksdgen.compose import page
from ksdgen.compose.blanks import read_isian
from ksdgen.compose.budget import new_budget
from ksdgen.compose.choices import choose
from ksdgen.compose.composition import Composition, Pasal
from ksdgen.compose.consistency import check_pihak
from ksdgen.compose.context import Related, compose_context
from ksdgen.compose.emblems import Lambang
from ksdgen.compose.images import Gallery
from ksdgen.compose.parts import Parts
from ksdgen.compose.plan import make_plan
from ksdgen.compose.printed import check_printed, printed_routes
from ksdgen.compose.sandbox import Environment
from ksdgen.compose.task import Choice, Job
from ksdgen.compose.uses import clause_uses
from ksdgen.diagnostics import Cause
from ksdgen.naskah.model import Naskah
from ksdgen.paper.document import Block, Dokumen, Paragraph, Table, Text, paragraphs_of
from ksdgen.paper.numbering import assign_numbers, resolve
from ksdgen.source.places import Places
from ksdgen.world.tree import Tree

if TYPE_CHECKING:
    from jinja2 import BytecodeCache


class Composer:
    """Composes agreements with one catalogue; templates are compiled once.

    Args:
        catalogue: document types, clauses and styles.
        files: where images are read from.
        cache: compiled templates from earlier runs.
    """

    def __init__(self, catalogue: Catalogue, files: Tree, cache: BytecodeCache | None = None) -> None:
        self.catalogue = catalogue
        self.files = files
        self.env = Environment(catalogue, cache)

    def compose(
        self,
        naskah: Naskah,
        places: Places,
        *,
        ksb: Naskah | None = None,
        nota: Naskah | None = None,
        versions: Mapping[str, int] | None = None,
        replacements: Mapping[int, str] | None = None,
    ) -> Composition:
        """Compose one agreement; a document without blocks when its type is unknown.

        Args:
            naskah: the agreement.
            places: where its values are written.
            ksb: the Kesepakatan Bersama that it refers to by file.
            nota: the Nota Kesepakatan that a Rencana Kerja belongs to.
            versions: the versions of clauses that the agreement is pinned to.
            replacements: additional articles to leave out, by number, each with the clause that takes its place.
        """
        job = Job(naskah, places, self.catalogue, versions=versions or {}, replacements=replacements or {})
        choice = choose(job)
        if choice is None:
            return _empty(job)
        gallery = Gallery(job, self.files)
        lambang = Lambang(job, choice, gallery)
        check_pihak(job, lambang.read_logo)
        plan = make_plan(job, choice)
        all_pasal = plan.pasal
        context = compose_context(job, choice, Related(ksb, nota), lambang.view(), {p.code for p in all_pasal})
        context["isian"] = read_isian(job, choice.kind.isian, naskah.isian, "isian")
        parts = Parts(job, self.env, context, lambang.image)
        with new_budget():
            body = [block for pasal in all_pasal for block in parts.pasal(pasal)]
            before, after = parts.skeleton(choice.path)
        if any(finding.cause is Cause.UNUSABLE_TEMPLATE for finding in job.findings):
            # A template that cannot be rendered leaves parts out: what is missing is not the agreement's fault.
            return _empty(job)
        blocks, findings = resolve(assign_numbers([*before, *body, *after]), name=_absent_titles(choice, all_pasal))
        job.findings += findings
        printed = printed_routes(blocks)
        check_printed(job, choice, printed)
        return Composition(
            _dokumen(naskah, choice, blocks),
            job.findings,
            _unsur(choice, all_pasal, blocks),
            all_pasal,
            printed,
            gallery.assets,
            gallery.files,
            lambang.frames,
            clause_uses(job, plan),
        )


def _dokumen(naskah: Naskah, choice: Choice, blocks: tuple[Block, ...]) -> Dokumen:
    return Dokumen(
        title=f"{choice.title} {naskah.tentang}",
        content=blocks,
        footer=page.footer(choice.style, len(naskah.para_pihak)),
        layout=page.layout(choice.style, choice.kind.lanskap),
        watermark="DRAF" if naskah.status.is_draft else None,
    )


def _empty(job: Job) -> Composition:
    return Composition(Dokumen(job.naskah.tentang, ()), job.findings)


def _absent_titles(choice: Choice, pasal: Sequence[Pasal]) -> dict[str, str]:
    """Titles of the articles that the document type has and this document has not."""
    present = {p.code for p in pasal}
    return {code: code.replace("_", " ").upper() for code in choice.kind.pasal if code not in present}


def _unsur(choice: Choice, pasal: Sequence[Pasal], blocks: Sequence[Block]) -> frozenset[str]:
    """The elements that the document fulfils: those of its articles, and those of the skeleton that say something."""
    skeleton = (choice.kind.unsur or {}).items()
    result = {unsur for unsur, role in skeleton if any(_holds(b, role) for b in blocks)}
    return frozenset(result.union(*(p.unsur for p in pasal)))


def _holds(block: Block, role: str) -> bool:
    """Whether a block of this role says something: text that is more than blanks."""
    if isinstance(block, Table) and block.role == role:
        return any(isinstance(i, Text) and i.content.strip() for p in paragraphs_of((block,)) for i in p.content)
    return (
        isinstance(block, Paragraph)
        and block.role == role
        and any(isinstance(i, Text) and len(i.content.strip(" .;:")) > 2 for i in block.content)
    )
