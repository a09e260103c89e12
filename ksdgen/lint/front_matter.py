"""Front matter of clauses and document types: all its names must mean something, and all of it must have an effect."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from ksdgen import regulation
from ksdgen.catalogue.front_matter import IsianDeclaration, KindFrontMatter, KlausulFrontMatter
from ksdgen.compose.task import did_you_mean
from ksdgen.diagnostics import Cause
from ksdgen.lint.kinds import ANY_KIND, Kind, RecordKind, list_content, part
from ksdgen.lint.shelf import Shelf
from ksdgen.naskah.model import Category, Naskah
from ksdgen.paper.document import ROLES
from ksdgen.rules.packaged import packaged_rules
from ksdgen.source.convert import ISIAN_TYPES
from ksdgen.source.decode import Decoder
from ksdgen.source.node import ScalarNode
from ksdgen.source.places import Places
from ksdgen.source.record import record_field

CATEGORIES = tuple(k.value for k in Category)
LAMBANG_LAYOUTS = ("garuda", "logo_dan_lambang", "pemrakarsa", "tanpa")


def check_klausul(shelf: Shelf, code: str, front_matter: KlausulFrontMatter, places: Places) -> None:
    """The front matter of a clause."""
    checks = _FrontMatterChecks(shelf, places)
    checks.basis(front_matter.dasar)
    checks.require(
        "unsur",
        "unsur",
        front_matter.unsur,
        _unsur(shelf),
        "tidak diminta aturan mana pun",
        case="unsur tidak diminta aturan mana pun",
    )
    checks.require("jenis", "jenis naskah", front_matter.jenis, shelf.kinds)
    checks.require("kategori", "kategori", front_matter.kategori, CATEGORIES)
    checks.route("fakta", front_matter.fakta)
    checks.route("bila", front_matter.bila)
    if front_matter.letak is not None:
        checks.require("letak.setelah", "klausul", front_matter.letak.setelah, ("awal", *shelf.klausul_codes))
    checks.isian(front_matter.isian)
    _check_variants(shelf, code, front_matter, checks)
    _check_use(shelf, code, front_matter, places)


def check_kind(shelf: Shelf, name: str, front_matter: KindFrontMatter, places: Places) -> None:
    """The front matter of a document type."""
    checks = _FrontMatterChecks(shelf, places)
    checks.basis(front_matter.dasar)
    checks.require("kategori", "kategori", front_matter.kategori, CATEGORIES)
    checks.isian(front_matter.isian)
    if front_matter.jenis != name:
        message = f"`jenis: {front_matter.jenis}` tidak sama dengan nama berkas `{name}.j2`"
        shelf.report("KSD011", message, places.span("jenis"), f"tulis `jenis: {name}`, atau ganti nama berkasnya")
    seen: set[str] = set()
    for index, code in enumerate(front_matter.pasal):
        if shelf.is_full("KSD041", places) or shelf.is_full("KSD031", places):
            break
        repeated = code in seen
        seen.add(code)
        span = places.span(f"pasal.{index}")
        if code not in shelf.klausul_codes:
            hint = did_you_mean(
                code, shelf.klausul_codes, f"buat templates/klausul/{code}.j2, atau hapus dari daftar ini"
            )
            shelf.report("KSD041", f"klausul `{code}` tidak ada", span, hint)
        elif repeated:
            shelf.report("KSD031", f"klausul `{code}` dicantumkan dua kali", span, "hapus salah satunya")
        elif code in shelf.klausul and not any(shelf.fits(code, name, k) for k in front_matter.kategori):
            suits = ", ".join(shelf.klausul[code].kategori)
            message = f"klausul `{code}` tidak pernah masuk: klausul itu hanya untuk kategori {suits}"
            shelf.report(
                "KSD072",
                message,
                span,
                "hapus dari daftar ini, atau tambahkan kategorinya",
                cause=Cause.NEVER_USED,
            )
    for category, layout in (front_matter.lambang or {}).items():
        checks.one(f"lambang.{category}", "kategori", category, front_matter.kategori, key=True)
        checks.one(f"lambang.{category}", "tata lambang", layout, LAMBANG_LAYOUTS)
    for unsur, role in (front_matter.unsur or {}).items():
        checks.one(
            f"unsur.{unsur}",
            "unsur",
            unsur,
            _unsur(shelf),
            "tidak diminta aturan mana pun",
            case="unsur tidak diminta aturan mana pun",
            key=True,
        )
        checks.one(f"unsur.{unsur}", "peran paragraf", role, (*ROLES, "pihak", "tanda_tangan", "tabel"))
    for term, other in (front_matter.sebutan_lain or {}).items():
        checks.require(f"sebutan_lain.{term}.kategori", "kategori", other.kategori, front_matter.kategori)


class _FrontMatterChecks:
    """Checks of the values of one front matter."""

    def __init__(self, shelf: Shelf, places: Places) -> None:
        self.shelf = shelf
        self.places = places

    def require(
        self,
        route: str,
        term: str,
        value: Sequence[str],
        present: Iterable[str],
        fault: str = "tidak ada",
        *,
        case: str = "",
    ) -> None:
        """Each value of a list is one of those that there are."""
        for index, entry in enumerate(value):
            self.one(f"{route}.{index}", term, entry, present, fault, case=case)

    def one(
        self,
        route: str,
        term: str,
        value: str,
        present: Iterable[str],
        fault: str = "tidak ada",
        *,
        case: str = "",
        key: bool = False,
    ) -> None:
        """A value, or the key that leads to it, is one of those that there are."""
        if self.shelf.is_full("KSD013", self.places):
            return
        present = list(present)
        if value not in present:
            span = self.places.key(route) if key else self.places.span(route)
            hint = did_you_mean(
                value, present, f"yang ada: {', '.join(present[:20])}{', …' if len(present) > 20 else ''}"
            )
            self.shelf.report("KSD013", f"{term} `{value}` {fault}", span, hint, case=case)

    def basis(self, basis: Sequence[str]) -> None:
        """Each citation resolves."""
        for index, citation in enumerate(basis):
            if citation != "praktik" and not regulation.resolves(citation):
                id_ = citation.partition("/")[0]
                present = [p.id for p in regulation.all_acts()]
                hint = (
                    did_you_mean(id_, present, f"peraturan yang ada: {', '.join(present)}")
                    if id_ not in present
                    else f"lihat `ksdgen coverage {id_}`"
                )
                self.shelf.report(
                    "KSD013", f"ketentuan `{citation}` tidak ada", self.places.span(f"dasar.{index}"), hint
                )

    def route(self, name: str, routes: Sequence[str]) -> None:
        """Each route leads to a field of an agreement."""
        for index, choice in enumerate(routes):
            for route in choice.split("|"):
                wrong = wrong_route(route)
                if wrong is not None:
                    self.shelf.report(
                        "KSD013", f"fakta `{route}` tidak ada dalam naskah", self.places.span(f"{name}.{index}"), wrong
                    )

    def isian(self, isian: Mapping[str, IsianDeclaration] | None) -> None:
        """Each blank has a standard value of its type, and a list of choices where it is a choice."""
        for name, declaration in (isian or {}).items():
            route = f"isian.{name}"
            if declaration.tipe == "pilihan" and not declaration.pilihan:
                self.shelf.report(
                    "KSD012",
                    f"isian `{name}` bertipe pilihan tanpa daftar `pilihan`",
                    self.places.key(route),
                    "tambahkan `pilihan: [a, b]`",
                )
            elif declaration.tipe != "pilihan" and declaration.pilihan:
                span = self.places.key(f"{route}.pilihan")
                self.shelf.report(
                    "KSD011",
                    f"daftar `pilihan` hanya untuk tipe pilihan, ini {declaration.tipe}",
                    span,
                    "tulis `tipe: pilihan`",
                )
            if declaration.baku is None:
                continue
            if declaration.tipe == "pilihan":
                text = declaration.baku.text.strip() if isinstance(declaration.baku, ScalarNode) else ""
                if declaration.pilihan:
                    self.one(f"{route}.baku", "pilihan", text, declaration.pilihan)
                continue
            decoder = Decoder()
            decoder.value(
                ISIAN_TYPES.get(declaration.tipe, str),
                record_field(declaration.uraian, single=True),
                declaration.baku,
                f"{route}.baku",
            )
            self.shelf.note(decoder.findings)


def wrong_route(route: str) -> str | None:
    """What is wrong with a route of a fact, or None."""
    current: Kind = RecordKind(Naskah)
    for step in route.split("."):
        if step == "*":
            content = list_content(current)
            if content is None:
                return "`*` hanya dapat dipakai pada daftar"
            current = content
            continue
        next_kind = part(current, step)
        if next_kind is None:
            if list_content(current) is not None:
                return f"sebelum `{step}` tulis `*`, artinya setiap butir"
            present = current.names if isinstance(current, RecordKind) else []
            return did_you_mean(
                step, present, f"yang ada: {', '.join(present[:20])}" if present else f"`{step}` tidak mempunyai bagian"
            )
        current = next_kind
        if current == ANY_KIND:
            return None
    return None


def _unsur(shelf: Shelf) -> list[str]:
    """The elements that rules ask for, and the clauses by whose names an element may be called."""
    result: dict[str, None] = {}
    for rule in packaged_rules():
        unsur = rule.parameter.get("unsur", ())
        result.update(dict.fromkeys([unsur] if isinstance(unsur, str) else unsur))
    return list(result | dict.fromkeys(shelf.klausul_codes))


# --- variants and use -------------------------------------------------------------------------------------------------


def _check_variants(shelf: Shelf, code: str, front_matter: KlausulFrontMatter, checks: _FrontMatterChecks) -> None:
    variants, places = front_matter.varian or {}, checks.places
    users = shelf.users(code)
    for name, variant in variants.items():
        checks.require(f"varian.{name}.jenis", "jenis naskah", variant.jenis, shelf.kinds)
        checks.require(f"varian.{name}.kategori", "kategori", variant.kategori, CATEGORIES)
        known = set(variant.jenis) <= set(shelf.kinds) and set(variant.kategori) <= set(CATEGORIES)
        if known and users and not any(variant.suits(*p) for p in users):
            message = f"varian `{name}` tidak dapat dipakai naskah mana pun"
            hint = f"klausul ini untuk {_mention_pairs(users)}; sesuaikan `jenis` dan `kategori` varian ini, atau hapus"
            shelf.report("KSD072", message, places.key(f"varian.{name}"), hint, cause=Cause.NEVER_USED)
    if isinstance(front_matter.judul, str):
        return
    for name in front_matter.judul:
        checks.one(f"judul.{name}", "varian", name, variants, key=True)
    lacking = [name for name in variants if name not in front_matter.judul]
    if lacking:
        message = f"judul untuk varian {', '.join(f'`{n}`' for n in lacking)} belum ada"
        shelf.report("KSD012", message, places.key("judul"), "tulis judul untuk setiap varian, atau satu judul saja")


def _mention_pairs(pairs: Sequence[tuple[str, str]]) -> str:
    kinds = ", ".join(dict.fromkeys(j for j, _ in pairs))
    return f"{kinds} kategori {', '.join(dict.fromkeys(k for _, k in pairs))}"


def _check_use(shelf: Shelf, code: str, front_matter: KlausulFrontMatter, places: Places) -> None:
    """A clause is listed by a document type, or can be chosen and has a place."""
    listed_by = shelf.listed_by(code)
    if front_matter.bila and not listed_by:
        message = "`bila` tidak berpengaruh: hanya klausul yang dicantumkan jenis naskah masuk dengan sendirinya"
        shelf.report(
            "KSD072",
            message,
            places.key("bila"),
            "cantumkan klausul ini pada `pasal` jenis naskah, atau hapus `bila`",
            cause=Cause.NEVER_USED,
        )
    if not set(front_matter.jenis) <= set(shelf.kinds) or not set(front_matter.kategori) <= set(CATEGORIES):
        return  # a name that does not exist is said at its place
    if not shelf.users(code):
        message = f"klausul `{code}` tidak dapat dipakai jenis naskah mana pun dengan kategori ini"
        shelf.report("KSD071", message, places.key("kategori"), "sesuaikan `jenis` dan `kategori`")
    elif not listed_by and front_matter.letak is None:
        message = f"klausul `{code}` tidak dicantumkan jenis naskah mana pun dan tidak mempunyai `letak`"
        hint = "tulis `letak: {setelah: [...]}` supaya dapat dipilih, atau cantumkan pada `pasal` jenis naskah"
        shelf.report("KSD071", message, places.start(), hint)
