"""The model and the catalogue as JSON Schema (draft 2020-12), for the YAML extension of editors.

What the decoder accepts the schema accepts, and what it rejects the schema rejects, as far as a schema can see: it
judges values as the YAML language server types them, so that quotes, notation of numbers, comments and other files are
out of its sight.

Two habits of the language server shape the form. It offers `true`, `false` and `null` wherever a `type` allows them, so
that what may stay open or may be written as a number is told by `if` and `not`, which it does not read for proposals.
And its messages are English unless `errorMessage` says something else.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, get_origin

from ksdgen import regulation
from ksdgen.catalogue.catalogue import Catalogue
from ksdgen.catalogue.front_matter import IsianDeclaration, KindFrontMatter, KlausulFrontMatter, Variant, klausul_title
from ksdgen.catalogue.schema_examples import empty_shape, example
from ksdgen.catalogue.schema_records import RecordSchemas
from ksdgen.catalogue.schema_scalars import (
    EMPTY,
    NUMBER,
    SHARED,
    TEXT_TYPES,
    Schema,
    closed_list,
    description,
    pairs,
    silent,
    text,
    title,
    when,
)
from ksdgen.naskah.articles import DasarHukum, KlausulChoice
from ksdgen.naskah.model import Category, Naskah
from ksdgen.naskah.pihak import PihakFile
from ksdgen.source.convert import ISIAN_TYPES
from ksdgen.source.node import plain
from ksdgen.source.record import Field, Record, field_types, record_field

DIALECT = "https://json-schema.org/draft/2020-12/schema"
NASKAH_FILE = "naskah.schema.json"
PIHAK_FILE = "pihak.schema.json"

_NOTE = "Dibuat oleh `ksdgen schema` dari model dan katalog templat; jangan diubah dengan tangan."


def naskah_schema(catalogue: Catalogue) -> Schema:
    """The schema of agreements.

    Args:
        catalogue: the document types, clauses and styles of the repository; what is broken there is left out.
    """
    return CatalogueSchemas(catalogue).naskah()


def pihak_schema(catalogue: Catalogue) -> Schema:
    """The schema of shared party files, agreements/pihak/*.yaml."""
    return CatalogueSchemas(catalogue).pihak()


def write(schema: Schema) -> bytes:
    """A schema as the text of its file; the same schema always gives the same bytes."""
    return (json.dumps(schema, ensure_ascii=False, indent=1) + "\n").encode()


def schema_files(catalogue: Catalogue) -> dict[str, bytes]:
    """The schemas of a repository as files: name → content."""
    return {NASKAH_FILE: write(naskah_schema(catalogue)), PIHAK_FILE: write(pihak_schema(catalogue))}


class CatalogueSchemas(RecordSchemas):
    """Builds the schemas of one repository."""

    def __init__(self, catalogue: Catalogue) -> None:
        super().__init__()
        self.catalogue = catalogue
        self.kinds: dict[str, KindFrontMatter] = {}
        for name in catalogue.list_kinds():
            if (file := catalogue.kind(name)) is not None:
                self.kinds[name] = file.front_matter
        self.klausul: dict[str, KlausulFrontMatter] = {}
        for name in catalogue.list_klausul():
            if (file := catalogue.klausul(name)) is not None:
                self.klausul[name] = file.front_matter
        self.shared: Schema = dict(SHARED)

    # --- whole files --------------------------------------------------------------------------------------------------

    def naskah(self) -> Schema:
        """The schema of agreements."""
        content = self.record(Naskah, required=True)
        conditions = content.pop("allOf")
        return {
            "$schema": DIALECT,
            "$comment": _NOTE,
            "title": "Naskah kerja sama daerah",
            "description": "Satu naskah: Kesepakatan Bersama, Perjanjian Kerja Sama, Nota Kesepakatan, atau Rencana Kerja",
            "type": "object",
            **content,
            "allOf": [*conditions, *self._by_kind(), *self._by_category()],
            "$defs": dict(sorted(self.shared.items())),
        }

    def pihak(self) -> Schema:
        """The schema of party files."""
        return {
            "$schema": DIALECT,
            "$comment": _NOTE,
            "title": "Berkas pihak",
            "description": "Data pihak yang dipakai bersama oleh banyak naskah melalui `acuan`",
            "type": "object",
            **self.record(PihakFile, required=True),
            "$defs": self.shared,
        }

    def _example(self, kind: type[Record], name: str, field: Field, annotation: Any) -> str:
        """An example of a field that is more than one word or sentence, as YAML; empty for the others."""
        data = example(annotation, field)
        if kind is Naskah and name == "klausul":
            # A clause that has a variant only for those who choose it shows best what the key is for.
            choices = (
                (k, n)
                for k, front_matter in self.klausul.items()
                for n, v in (front_matter.varian or {}).items()
                if v.pilihan
            )
            data = {k: {"varian": n} for k, n in list(choices)[:1]}
        return self.example_text(name, data)

    # --- what the catalogue knows -------------------------------------------------------------------------------------

    def _from_catalogue(self, kind: type[Record], name: str, field: Field) -> Schema | None:
        """The schema of a field whose values are names of the catalogue; None for the others."""
        if kind is Naskah and name == "jenis":
            kinds = {
                j: f"{k.sebutan}: {k.uraian}. Diisi antara lain: {', '.join(self._usual(k))}"
                for j, k in self.kinds.items()
            }
            return {"type": "string", **closed_list(kinds, "jenis naskah ini tidak dikenal")}
        if kind is Naskah and name == "kategori":
            return {"anyOf": [text(field, required=True), NUMBER]}  # the words come with the document type
        if kind is Naskah and name == "gaya":
            styles = {
                g: content.uraian
                for g in self.catalogue.list_styles()
                if (content := self.catalogue.style(g)) is not None
            }
            return {
                "anyOf": [closed_list(styles, "gaya ini tidak ada"), {"type": "string", "pattern": r"^\s*$"}, EMPTY]
            }
        if kind is Naskah and name in ("klausul", "isian"):
            return {"properties": {}, **pairs()}  # the keys come with document type and category
        if kind is Naskah and name == "dasar_hukum":
            acts = {p.id: regulation.act_name(p.id, None, gazette=False) or p.id for p in regulation.all_acts()}
            short = {
                "type": "string",
                **closed_list(acts, "kode peraturan ini tidak ada dalam daftar; tulis lengkap dengan `- sebutan: …`"),
            }
            short["errorMessage"] = short["errorMessage"].partition("; pilihan")[0]
            full = self._list(DasarHukum, field, required=False)
            return {**full, "items": {"anyOf": [short, full["items"]]}}
        return None

    def _usual(self, front_matter: KindFrontMatter) -> list[str]:
        """Keys whose facts the articles of a document type cannot do without."""
        klausul = [self.klausul[k] for k in front_matter.pasal if k in self.klausul and not self.klausul[k].bila]
        keys = [r.partition("|")[0].partition(".")[0] for k in klausul for r in k.fakta]
        # Those of the frame come first; a category of its own may not need all of them.
        frame = ("penandatanganan", "para_pihak", "konsideran", "dasar_hukum")
        return list(dict.fromkeys([*frame, *(key for key in keys if key in Naskah.fields_)]))

    def _by_kind(self) -> Iterator[Schema]:
        """Per document type: its categories and its own blanks."""
        for name, front_matter in self.kinds.items():
            categories = {
                str(k.value): k.description for k in Category if k.supported and k.value in front_matter.kategori
            }
            content: Schema = {
                "kategori": closed_list(
                    categories, f"kategori ini tidak dapat memakai jenis naskah {front_matter.sebutan}"
                ),
                "isian": self._isian(front_matter.isian),
            }
            if not front_matter.isian:
                content["isian"]["errorMessage"] = f"{front_matter.sebutan} tidak mempunyai isian khusus"
            yield {
                "if": when(jenis=[name]),
                "then": {**silent(content), "defaultSnippets": [self._skeleton(name, front_matter)]},
            }
        all_skeletons = [self._skeleton(n, k) for n, k in self.kinds.items()]
        yield {"if": {"not": {"required": ["jenis"]}}, "then": {"defaultSnippets": all_skeletons}}
        all_categories = {str(k.value): k.description for k in Category if k.supported}
        yield {
            "if": {"not": when(jenis=list(self.kinds))},
            "then": silent({"kategori": closed_list(all_categories, "kategori ini tidak dikenal")}),
        }

    def _by_category(self) -> Iterator[Schema]:
        """Per document type and category: the clauses, their variants and the other titles that may be used."""
        known: list[Schema] = []
        for kind, front_matter in self.kinds.items():
            for category in (k.value for k in Category if k.supported and k.value in front_matter.kategori):
                condition = when(jenis=[kind], kategori=[category])
                known.append(condition)
                terms = {
                    n: s.judul
                    for n, s in (front_matter.sebutan_lain or {}).items()
                    if not s.kategori or category in s.kategori
                }
                other: Schema = {
                    "type": "null",
                    "errorMessage": f"{front_matter.sebutan} kategori {category} tidak mempunyai sebutan lain; hapus kunci ini",
                }
                if terms:
                    other = {"anyOf": [closed_list(terms, "sebutan ini tidak tersedia"), EMPTY]}
                yield {
                    "if": condition,
                    "then": silent({"sebutan": other, "klausul": self._klausul_list(kind, category)}),
                }
        yield {"if": {"not": {"anyOf": known}}, "then": silent({"klausul": self._klausul_list(None, None)})}

    def _klausul_list(self, kind: str | None, category: str | None) -> Schema:
        """The choices among standard clauses that a document type has in a category; all of them for None."""
        content: Schema = {}
        for code, front_matter in self.klausul.items():
            matched = kind is None or (
                (code in self.kinds[kind].pasal or not front_matter.jenis or kind in front_matter.jenis)
                and (not front_matter.kategori or category in front_matter.kategori)
            )
            if matched:
                variants = {
                    n: v
                    for n, v in (front_matter.varian or {}).items()
                    if kind is None or category is None or v.suits(kind, category)
                }
                content[code] = self._refer(code, front_matter, variants)
        suits = f"untuk {self.kinds[kind].sebutan} kategori {category}" if kind is not None else "dalam katalog"
        name = f"klausul.{kind}.{category}" if kind is not None else "klausul"
        self.shared[name] = {
            "properties": content,
            "additionalProperties": False,
            "errorMessage": f"klausul ini tidak ada {suits}; periksa ejaannya atau lihat katalog klausul",
        }
        return {"$ref": f"#/$defs/{name}"}

    def _refer(self, code: str, front_matter: KlausulFrontMatter, variants: Mapping[str, Variant]) -> Schema:
        """A reference to the shared schema of a clause with some of its variants."""
        limited = len(variants) < len(front_matter.varian or {})
        name = ".".join(["klausul", code, *(variants or ["tanpa_varian"])]) if limited else f"klausul.{code}"
        if name not in self.shared:
            self.shared[name] = self._klausul(front_matter, variants)
        return {"$ref": f"#/$defs/{name}"}

    def _klausul(self, front_matter: KlausulFrontMatter, variants: Mapping[str, Variant]) -> Schema:
        heading = klausul_title(front_matter, None)
        annotation = field_types(KlausulChoice)
        replacements: Schema = {}
        for name, field in KlausulChoice.fields_.items():
            key = f"pilihan_klausul.{name}"
            if key not in self.shared:
                self.shared[key] = self.record_field(KlausulChoice, name, field, annotation[name])
            replacements[name] = {"$ref": f"#/$defs/{key}"}
        general = {
            n: {"title": title(n), **description(field.description)} for n, field in KlausulChoice.fields_.items()
        }
        if variants:
            explained = {n: v.uraian for n, v in variants.items()}
            replacements["varian"] = {
                **general["varian"],
                "anyOf": [closed_list(explained, "varian ini tidak dapat dipakai di sini"), EMPTY],
            }
        else:
            replacements["varian"] = {
                **general["varian"],
                "type": "null",
                "doNotSuggest": True,
                "errorMessage": "klausul ini tidak mempunyai varian yang dapat dipilih di sini",
            }
        replacements["isian"] = {**general["isian"], **self._isian(front_matter.isian)}
        if not front_matter.isian:
            replacements["isian"] |= {"doNotSuggest": True, "errorMessage": "klausul ini tidak mempunyai isian"}
        citations = [regulation.render_citation(s) for s in front_matter.dasar]
        parts = [
            f"Klausul baku {heading}",
            _STRICTNESS[front_matter.kekakuan],
            f"Dasar: {'; '.join(citations)}" if citations else "",
            front_matter.catatan or "",
        ]
        result = self.record(KlausulChoice, required=False, replace=replacements)
        return {"title": heading, **description(". ".join(b.rstrip(".") for b in parts if b)), **result}

    def _isian(self, declarations: Mapping[str, IsianDeclaration] | None) -> Schema:
        """The typed blanks that a clause or document type declares."""
        content: Schema = {}
        for name, declaration in (declarations or {}).items():
            field = record_field(declaration.uraian, single=True)
            content[name] = {"title": title(name), **description(declaration.uraian)}
            if declaration.baku is not None and (default := plain(declaration.baku)) not in (None, [], ""):
                content[name]["default"] = (
                    int(default)
                    if declaration.tipe == "bilangan" and default.isdecimal() and len(default) < 19
                    else default
                )
            if declaration.tipe == "pilihan":
                content[name] |= {
                    "type": "string",
                    **closed_list(dict.fromkeys(declaration.pilihan, ""), "nilai ini tidak dikenal"),
                }
                del content[name]["enumDescriptions"]
            else:
                annotation = ISIAN_TYPES.get(declaration.tipe, str)
                may_stay_open = annotation in TEXT_TYPES or get_origin(annotation) is tuple
                content[name] |= self.value(annotation, field, required=not may_stay_open)
        return {
            **pairs(),
            "properties": content,
            "additionalProperties": False,
            "errorMessage": f"isian ini tidak dikenal; isian yang ada: {', '.join(content)}"
            if content
            else "tidak ada isian di sini",
        }

    # --- skeletons ----------------------------------------------------------------------------------------------------

    def _skeleton(self, name: str, front_matter: KindFrontMatter) -> Schema:
        """A whole paper of a document type with what it cannot do without, to be filled in."""
        categories = [k.value for k in Category if k.supported and k.value in front_matter.kategori]
        content: Schema = {
            "jenis": name,
            "kategori": categories[0] if len(categories) == 1 else "${1|" + ",".join(categories) + "|}",
            "status": "konsep",
            "tentang": "$2",
        }
        numbers = iter(range(3, 100))
        annotation = field_types(Naskah)
        for key in self._usual(front_matter):
            if key == "para_pihak":
                content[key] = [
                    {"kode": f"${next(numbers)}", "bentuk": f"${next(numbers)}", "nama": f"${next(numbers)}"}
                    for _ in range(2)
                ]
            else:
                content[key] = empty_shape(annotation[key], numbers)
        return {
            "label": f"Kerangka {front_matter.sebutan}",
            "description": f"{front_matter.uraian}: kunci yang diperlukan, tinggal diisi",
            "body": content,
        }


_STRICTNESS = {
    "bebas": "Boleh diubah",
    "persetujuan": "Diubah dengan persetujuan bagian hukum",
    "tetap": "Tidak diubah, karena mengikuti peraturan",
}
