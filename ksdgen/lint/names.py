"""Names, attributes, filters and values that a template uses, held against what there is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from jinja2 import nodes

from ksdgen.compose.filters import MEMERLUKAN, PENANDA_BUTIR, SARINGAN
from ksdgen.compose.sandbox import UJI
from ksdgen.compose.task import maksud
from ksdgen.diagnostics import Diagnostic, Severity, Span
from ksdgen.lint.kinds import (
    ANY_KIND,
    NUMBER_KIND,
    TEXT_KIND,
    YES_NO_KIND,
    AnyKind,
    BlanksKind,
    CallKind,
    Kind,
    ListKind,
    LoopKind,
    MappingKind,
    RecordKind,
    ScalarKind,
    bagian,
    nama_bagian,
    satukan,
    sebut,
)
from ksdgen.lint.positions import TemplateFile, TemplateFiles, rantai
from ksdgen.lint.scopes import KnownMacro, KnownModule, Meaning, Scope, root_scope, top_names
from ksdgen.source.scalars import Menyusul


def periksa_nama(
    rak: TemplateFiles, dok: TemplateFile, konteks: Mapping[str, Kind], kode_klausul: Sequence[str]
) -> tuple[list[Diagnostic], set[str]]:
    """What is wrong with the names of a template, and which blanks it uses.

    Args:
        rak: finds the templates that it extends, imports and includes.
        dok: the template.
        konteks: the variables that it has, blanks and variant included.
        kode_klausul: the clauses that there are.
    """
    pemeriksa = _NameChecker(rak, kode_klausul)
    if dok.pohon is not None:
        pemeriksa.templat(dok, Scope(dict(konteks)))
    return list(pemeriksa.temuan), pemeriksa.isian


class _NameChecker:
    def __init__(self, rak: TemplateFiles, kode_klausul: Sequence[str]) -> None:
        self.rak = rak
        self.kode_klausul = kode_klausul
        self.temuan: dict[Diagnostic, None] = {}
        self.isian: set[str] = set()
        self.dok: TemplateFile
        self.dikunjungi: set[int] = set()
        self.tumpukan: list[nodes.Node] = []

    # --- templates ----------------------------------------------------------------------------------------------------

    def templat(self, dok: TemplateFile, luar: Scope) -> None:
        """A template and the macros in it that nothing calls."""
        assert dok.pohon is not None
        self.dok = dok
        lingkup = luar.anak(**self._warisan(dok))
        self._badan(dok.pohon.body, lingkup)
        for makro in dok.pohon.find_all(nodes.Macro):
            if id(makro) not in self.dikunjungi:
                self._isi_makro(KnownMacro(makro, dok), {}, lingkup)

    def _warisan(self, dok: TemplateFile) -> dict[str, Meaning]:
        """What the templates that this one extends define at their top; blocks see it."""
        hasil: dict[str, Meaning] = {}
        for induk in reversed(rantai(self.rak, dok)[1:]):
            hasil.update(top_names(induk))
        return hasil

    def _dok_lain(self, nama: nodes.Expr) -> TemplateFile | None:
        """Another template that this one names; a name that is computed is not followed."""
        if not isinstance(nama, nodes.Const) or not isinstance(nama.value, str):
            return None
        dok = self.rak.dok(nama.value)
        if dok is None:
            ada = [f for folder in ("", "klausul") for f in self.rak.katalog.pohon.files(folder) if f.endswith(".j2")]
            span = self._kutipan(nama)
            self._lapor(
                "KSD041",
                f"templat `{nama.value}` tidak ada",
                span,
                maksud(nama.value, ada, "periksa letak dan ejaan nama berkas"),
            )
        return dok

    # --- statements ---------------------------------------------------------------------------------------------------

    def _badan(self, isi: Iterable[nodes.Node], lingkup: Scope) -> None:
        for node in isi:
            self._perintah(node, lingkup)

    def _perintah(self, node: nodes.Node, lingkup: Scope) -> None:
        match node:
            case nodes.Output():
                for n in node.nodes:
                    if not isinstance(n, nodes.TemplateData):
                        self._cetak(n, lingkup)
            case nodes.If():
                self._rupa(node.test, lingkup)
                self._badan(node.body, lingkup)
                self._badan(node.elif_, lingkup)
                self._badan(node.else_, lingkup)
            case nodes.For():
                self._putaran(node, lingkup)
            case nodes.Assign():
                self._tetapkan(node.target, self._rupa(node.node, lingkup), lingkup)
            case nodes.AssignBlock():
                self._badan(node.body, lingkup.anak())
                self._tetapkan(node.target, TEXT_KIND, lingkup)
            case nodes.Macro():
                lingkup.nama[node.name] = KnownMacro(node, self.dok)
                for baku in node.defaults:
                    self._rupa(baku, lingkup)
            case nodes.Block():
                self._badan(node.body, lingkup.anak(super=CallKind("super")))
            case nodes.Extends():
                self._rupa(node.template, lingkup)
                self._dok_lain(node.template)
            case nodes.Import():
                lingkup.nama[node.target] = self._modul(node.template)
            case nodes.FromImport():
                self._dari_impor(node, lingkup)
            case nodes.Include():
                self._sisip(node, lingkup)
            case nodes.With():
                dalam = lingkup.anak()
                for sasaran, nilai in zip(node.targets, node.values, strict=True):
                    self._tetapkan(sasaran, self._rupa(nilai, lingkup), dalam)
                self._badan(node.body, dalam)
            case nodes.CallBlock():
                self._rupa(node.call, lingkup)
                self._badan(node.body, lingkup.anak(**{n.name: ANY_KIND for n in node.args}))
            case nodes.Expr():
                self._rupa(node, lingkup)
            case _:
                for anak in node.iter_child_nodes():
                    self._perintah(anak, lingkup)

    def _putaran(self, node: nodes.For, lingkup: Scope) -> None:
        sumber = self._rupa(node.iter, lingkup)
        isi: Kind = ANY_KIND
        if isinstance(sumber, ListKind):
            isi = sumber.isi
        elif not isinstance(sumber, AnyKind):
            self._lapor("KSD044", f"`for` memerlukan daftar, ini {_sebut(sumber)}", self._ujung(node.iter))
        dalam = lingkup.anak(loop=LoopKind(isi))
        self._tetapkan(node.target, isi, dalam)
        if node.test is not None:
            self._rupa(node.test, dalam)
        self._badan(node.body, dalam)
        self._badan(node.else_, lingkup)

    def _tetapkan(self, sasaran: nodes.Node, nilai: Meaning, lingkup: Scope) -> None:
        if isinstance(sasaran, nodes.Name):
            lama = lingkup.nama.get(sasaran.name)
            # Set in one branch as this and in another as that: what both may be.
            if isinstance(lama, ScalarKind) and isinstance(nilai, ScalarKind):
                nilai = satukan([lama, nilai])
            lingkup.nama[sasaran.name] = nilai
        for anak in sasaran.iter_child_nodes():
            self._tetapkan(anak, ANY_KIND, lingkup)

    def _modul(self, nama: nodes.Expr) -> Meaning:
        dok = self._dok_lain(nama)
        return KnownModule(top_names(dok), dok.path) if dok is not None and dok.pohon is not None else ANY_KIND

    def _dari_impor(self, node: nodes.FromImport, lingkup: Scope) -> None:
        modul = self._modul(node.template)
        for n in node.names:
            nama, alias = (n, n) if isinstance(n, str) else n
            isi: Meaning | None = ANY_KIND
            if isinstance(modul, KnownModule):
                isi = modul.isi.get(nama)
                if isi is None:
                    self._tak_dikenal(
                        nama, self.dok.cari(node, nama), list(modul.isi), f"`{modul.path}` tidak memuatnya"
                    )
            lingkup.nama[alias] = isi if isi is not None else ANY_KIND

    def _sisip(self, node: nodes.Include, lingkup: Scope) -> None:
        calon = node.template.items if isinstance(node.template, nodes.List | nodes.Tuple) else [node.template]
        for nama in calon:
            ada = isinstance(nama, nodes.Const) and self.rak.dok(str(nama.value)) is not None
            dok = self._dok_lain(nama) if ada or not node.ignore_missing else None
            if dok is None or dok.pohon is None or dok.pohon in self.tumpukan:
                continue
            semula, self.dok = self.dok, dok
            self.tumpukan.append(dok.pohon)
            self._badan(dok.pohon.body, lingkup.anak() if node.with_context else root_scope(lingkup).anak())
            self.tumpukan.pop()
            self.dok = semula

    # --- expressions --------------------------------------------------------------------------------------------------

    def _cetak(self, node: nodes.Expr | nodes.Node, lingkup: Scope) -> None:
        """An expression that is printed."""
        rupa = self._rupa(node, lingkup)
        if isinstance(rupa, RecordKind | MappingKind | LoopKind):
            pesan = "nilai ini terdiri atas beberapa bagian; cetak bagiannya satu per satu"
            bantuan = f"bagian yang ada: {', '.join(nama_bagian(rupa)[:12])}" if nama_bagian(rupa) else None
            self._lapor("KSD044", pesan, self._ujung(node), bantuan)
        elif isinstance(rupa, CallKind | KnownMacro | KnownModule) or rupa == YES_NO_KIND:
            self._lapor("KSD044", f"{_sebut(rupa)} tidak dapat dicetak", self._ujung(node))

    def _rupa(self, node: nodes.Node | None, lingkup: Scope) -> Meaning:
        """The kind of an expression; what is wrong in it is reported."""
        match node:
            case None:
                return ANY_KIND
            case nodes.Name():
                return self._nama(node, lingkup)
            case nodes.Const():
                return ScalarKind(frozenset({type(node.value)})) if node.value is not None else ANY_KIND
            case nodes.Getattr():
                return self._bagian(node, self._rupa(node.node, lingkup), node.attr)
            case nodes.Getitem():
                return self._butir(node, lingkup)
            case nodes.Filter():
                return self._saringan(node, lingkup)
            case nodes.Test():
                self._uji(node, lingkup)
                return YES_NO_KIND
            case nodes.Compare():
                self._banding(node, lingkup)
                return YES_NO_KIND
            case nodes.Not():
                self._rupa(node.node, lingkup)
                return YES_NO_KIND
            case nodes.And() | nodes.Or():
                kiri, kanan = self._rupa(node.left, lingkup), self._rupa(node.right, lingkup)
                return kiri if kiri == kanan else ANY_KIND
            case nodes.CondExpr():
                self._rupa(node.test, lingkup)
                hasil = self._rupa(node.expr1, lingkup)
                self._rupa(node.expr2, lingkup)
                return hasil if isinstance(hasil, ScalarKind) else ANY_KIND
            case nodes.Call():
                return self._panggil(node, lingkup)
            case nodes.List() | nodes.Tuple():
                semua = [self._rupa(n, lingkup) for n in node.items]
                return ListKind(satukan(r for r in semua if isinstance(r, ScalarKind)))
        for anak in node.iter_child_nodes():
            self._rupa(anak, lingkup)
        return ANY_KIND

    def _nama(self, node: nodes.Name, lingkup: Scope) -> Meaning:
        isi = lingkup.cari(node.name)
        if isi is None:
            self._tak_dikenal(
                node.name, self.dok.span(node, len(node.name)), lingkup.semua(), "periksa ejaan nama dalam templat"
            )
            return ANY_KIND
        return isi

    def _bagian(self, node: nodes.Getattr | nodes.Getitem, induk: Meaning, nama: str) -> Meaning:
        if isinstance(induk, BlanksKind):
            self.isian.add(nama)
        if isinstance(induk, KnownModule):
            hasil, ada = induk.isi.get(nama), list(induk.isi)
        elif isinstance(induk, KnownMacro | CallKind):
            hasil, ada = None, []
        else:
            hasil, ada = bagian(induk, nama), nama_bagian(induk)
        if hasil is None:
            span = self.dok.cari(node, nama)
            if isinstance(induk, BlanksKind):
                lain = f"isian yang dinyatakan: {', '.join(ada)}" if ada else "templat ini tidak menyatakan isian"
            elif ada:
                lain = f"yang ada: {', '.join(ada[:12])}{', …' if len(ada) > 12 else ''}"
            else:
                lain = f"nilai ini {_sebut(induk)}, tidak mempunyai bagian bernama"
            self._tak_dikenal(nama, span, ada, lain)
            return ANY_KIND
        return hasil

    def _butir(self, node: nodes.Getitem, lingkup: Scope) -> Meaning:
        induk = self._rupa(node.node, lingkup)
        self._rupa(node.arg, lingkup)
        if isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str) and not isinstance(induk, AnyKind):
            return self._bagian(node, induk, node.arg.value)
        return induk.isi if isinstance(induk, ListKind) else ANY_KIND

    def _saringan(self, node: nodes.Filter, lingkup: Scope) -> Meaning:
        isi = self._rupa(node.node, lingkup)
        for n in (*node.args, *(k.value for k in node.kwargs)):
            self._rupa(n, lingkup)
        saringan = SARINGAN.get(node.name)
        if saringan is None:
            span = self.dok.span(node, len(node.name))
            ada = maksud(node.name, list(SARINGAN), f"saringan yang ada: {', '.join(SARINGAN)}")
            self._lapor("KSD040", f"saringan `{node.name}` tidak ada", span, ada)
            return ANY_KIND
        perlu = MEMERLUKAN.get(saringan)
        if perlu is not None and not _cocok(isi, perlu[1]):
            span = self.dok.span(node, len(node.name))
            self._lapor("KSD044", f"saringan `{node.name}` memerlukan {perlu[0]}, ini {_sebut(isi)}", span)
        if node.name in ("butir", "ayat", "gabung", "baris", "length") and not isinstance(
            isi, ListKind | AnyKind | BlanksKind
        ):
            if not (isinstance(isi, ScalarKind) and node.name in ("baris", "length")):
                span = self.dok.span(node, len(node.name))
                self._lapor("KSD044", f"saringan `{node.name}` memerlukan daftar, ini {_sebut(isi)}", span)
        if node.name == "butir":
            for arg in node.args[:1]:
                if isinstance(arg, nodes.Const) and arg.value not in PENANDA_BUTIR:
                    ada = f"pilihan: {', '.join(PENANDA_BUTIR)}"
                    self._lapor(
                        "KSD044",
                        f"`butir` tidak mengenal '{arg.value}'",
                        self._kutipan(arg),
                        maksud(str(arg.value), PENANDA_BUTIR, ada),
                    )
        return NUMBER_KIND if node.name == "length" else TEXT_KIND

    def _uji(self, node: nodes.Test, lingkup: Scope) -> None:
        # `x is defined` asks whether there is an x: no fault when there is none.
        if not (node.name in ("defined", "undefined") and isinstance(node.node, nodes.Name)):
            self._rupa(node.node, lingkup)
        for n in node.args:
            self._rupa(n, lingkup)
        if node.name not in UJI:
            span = self.dok.cari(node, node.name)
            self._lapor(
                "KSD040",
                f"uji `{node.name}` tidak ada",
                span,
                maksud(node.name, sorted(UJI), f"uji yang ada: {', '.join(sorted(UJI))}"),
            )

    def _banding(self, node: nodes.Compare, lingkup: Scope) -> None:
        rupa = self._rupa(node.expr, lingkup)
        for op in node.ops:
            lain = self._rupa(op.expr, lingkup)
            self._harus_pilihan(rupa, op.expr, node.expr)
            self._harus_pilihan(lain, node.expr, op.expr)

    def _harus_pilihan(self, rupa: Meaning, tetap: nodes.Node, asal: nodes.Node) -> None:
        """A value out of a closed list is only compared with words that are in it."""
        if not isinstance(rupa, ScalarKind) or not rupa.pilihan:
            return
        for n in tetap.items if isinstance(tetap, nodes.List | nodes.Tuple) else [tetap]:
            if isinstance(n, nodes.Const) and isinstance(n.value, str) and n.value not in rupa.pilihan:
                nama = (
                    asal.name
                    if isinstance(asal, nodes.Name)
                    else asal.attr
                    if isinstance(asal, nodes.Getattr)
                    else "nilai"
                )
                ada = f"pilihan: {', '.join(rupa.pilihan)}"
                self._lapor(
                    "KSD013",
                    f"`{nama}` tidak pernah bernilai `{n.value}`",
                    self._kutipan(n),
                    maksud(n.value, rupa.pilihan, ada),
                )

    def _panggil(self, node: nodes.Call, lingkup: Scope) -> Meaning:
        fungsi = self._rupa(node.node, lingkup)
        argumen = [self._rupa(n, lingkup) for n in node.args]
        bernama = {k.key: self._rupa(k.value, lingkup) for k in node.kwargs}
        match fungsi:
            case KnownMacro():
                self._panggil_makro(node, fungsi, argumen, bernama, lingkup)
                return TEXT_KIND
            case CallKind(nama="ada"):
                for n in node.args[:1]:
                    if isinstance(n, nodes.Const) and isinstance(n.value, str) and n.value not in self.kode_klausul:
                        self._lapor(
                            "KSD013",
                            f"klausul `{n.value}` tidak ada",
                            self._kutipan(n),
                            maksud(n.value, self.kode_klausul, "lihat `ksdgen templates`"),
                        )
                self._argumen(node, 1, "ada")
                return YES_NO_KIND
            case CallKind(nama="kosong"):
                self._argumen(node, 1, "kosong")
                return ANY_KIND
            case CallKind() | AnyKind():
                return ANY_KIND
        self._lapor("KSD044", f"{_sebut(fungsi)} tidak dapat dipanggil", self._ujung(node.node))
        return ANY_KIND

    def _argumen(self, node: nodes.Call, banyak: int, nama: str) -> None:
        if len(node.args) != banyak or node.kwargs:
            self._lapor("KSD044", f"`{nama}` memerlukan {banyak} nilai di dalam kurung", self._ujung(node.node))

    def _panggil_makro(
        self,
        node: nodes.Call,
        makro: KnownMacro,
        argumen: list[Meaning],
        bernama: dict[str, Meaning],
        lingkup: Scope,
    ) -> None:
        nama = [a.name for a in makro.node.args]
        wajib = nama[: len(nama) - len(makro.node.defaults)]
        isi = {**dict(zip(nama, argumen, strict=False)), **{k: v for k, v in bernama.items() if k in nama}}
        kurang = [n for n in wajib if n not in isi]
        asing = [k for k in bernama if k not in nama]
        if len(argumen) > len(nama) or kurang or asing:
            pesan = f"makro `{makro.node.name}` dipanggil dengan {len(argumen) + len(bernama)} nilai, seharusnya {len(nama)}"
            self._lapor(
                "KSD044", pesan, self._ujung(node.node), f"nilai yang diminta: {', '.join(nama) or 'tidak ada'}"
            )
        self._isi_makro(makro, isi, root_scope(lingkup))

    def _isi_makro(self, makro: KnownMacro, argumen: Mapping[str, Meaning], lingkup: Scope) -> None:
        """The body of a macro with the kinds of what it was called with."""
        if makro.node in self.tumpukan:
            return
        self.dikunjungi.add(id(makro.node))
        nama = {a.name: argumen.get(a.name, ANY_KIND) for a in makro.node.args}
        semula, self.dok = self.dok, makro.dok
        self.tumpukan.append(makro.node)
        luar = lingkup if makro.dok is semula else lingkup.anak(**top_names(makro.dok))
        self._badan(makro.node.body, luar.anak(caller=ANY_KIND, varargs=ANY_KIND, kwargs=ANY_KIND, **nama))
        self.tumpukan.pop()
        self.dok = semula

    # --- findings -----------------------------------------------------------------------------------------------------

    def _tak_dikenal(self, nama: str, span: Span, ada: Sequence[str], lain: str) -> None:
        self._lapor("KSD043", f"nama `{nama}` tidak dikenal", span, maksud(nama, list(dict.fromkeys(ada)), lain))

    def _kutipan(self, node: nodes.Const) -> Span:
        """The place of a word between quotes."""
        return self.dok.span(node, len(str(node.value)), 1)

    def _ujung(self, node: nodes.Node) -> Span:
        """The place of the last name of an expression."""
        match node:
            case nodes.Getattr():
                return self.dok.cari(node, node.attr)
            case nodes.Name() | nodes.Filter():
                return self.dok.span(node, len(node.name))
            case nodes.Call():
                return self._ujung(node.node)
        return self.dok.span(node)

    def _lapor(self, kode: str, pesan: str, span: Span, bantuan: str | None = None) -> None:
        self.temuan.setdefault(Diagnostic(kode, Severity.KESALAHAN, pesan, span, bantuan))


def _cocok(isi: Meaning, tipe: type) -> bool:
    """Whether a filter for this type may be given that."""
    if isinstance(isi, AnyKind):
        return True
    if not isinstance(isi, ScalarKind):
        return False
    return any(issubclass(t, tipe) and (t is not bool or tipe is bool) for t in isi.tipe - {Menyusul})


def _sebut(isi: Meaning) -> str:
    if isinstance(isi, KnownMacro):
        return f"makro `{isi.node.name}`"
    return "templat lain" if isinstance(isi, KnownModule) else sebut(isi)
