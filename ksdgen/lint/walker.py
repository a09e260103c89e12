"""One walk through a template, in which conditions that depend on an agreement come out as they are assumed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from jinja2 import nodes

from ksdgen.compose import origins
from ksdgen.compose.filters import PENANDA_BUTIR
from ksdgen.lint.kinds import ANY_KIND, TEXT_KIND, ListKind, ScalarKind, bagian
from ksdgen.lint.positions import LineColumn, TemplateFile, TemplateFiles, rantai
from ksdgen.lint.symbols import (
    COMPARISONS,
    LENGTHS,
    PER_PIHAK,
    Known,
    LoopTurn,
    Names,
    Symbol,
    Symbolic,
    Undecided,
    WalkedMacro,
    WalkedModule,
    element,
    owners,
)
from ksdgen.lint.ways import NILAI, Branch, Reading, TextPath
from ksdgen.paper import fences, markers


class Walker:
    """A template that can be walked through again and again."""

    def __init__(self, rak: TemplateFiles, dok: TemplateFile, keadaan: Reading, cabang: dict[int, Branch]) -> None:
        self._rak = rak
        self._keadaan = keadaan
        self._cabang = cabang
        self._blok: dict[str, list[tuple[nodes.Block, TemplateFile]]] = {}
        self._rantai = rantai(rak, dok)
        self._induk = self._rantai[-1]
        for d in self._rantai:
            for blok in d.pohon.find_all(nodes.Block) if d.pohon is not None else ():
                self._blok.setdefault(blok.name, []).append((blok, d))
        self._makro = {m.name: m for d in self._rantai if d.pohon is not None for m in d.pohon.find_all(nodes.Macro)}
        self._berstruktur = dok.berstruktur

    def jalan(self, awal: Sequence[int]) -> TextPath:
        """Walk once, with the first assumptions as given and the usual ones after them."""
        self._awal = awal
        self._lintasan = TextPath()
        self._boleh = True
        self._keluar: list[str] = []
        self._tumpukan: list[nodes.Node] = []
        nama: Names = {}
        for n, rupa in self._keadaan.rupa.items():
            tetap = n in self._keadaan.tetap
            nama[n] = Known(self._keadaan.tetap[n]) if tetap else Symbol(n, rupa)
        for dok in reversed(self._rantai[:-1]):
            self._dok = dok
            for node in dok.pohon.body if dok.pohon is not None else ():
                if isinstance(node, nodes.Macro | nodes.Assign | nodes.AssignBlock | nodes.Import | nodes.FromImport):
                    self._perintah(node, nama)
        self._dok = self._induk
        if self._induk.pohon is not None:
            self._badan(self._induk.pohon.body, nama)
        teks = "".join(self._keluar)
        self._lintasan.teks = teks.replace(f"{fences.TELAN}\n", "").replace(fences.TELAN, "")
        return self._lintasan

    # --- assumptions --------------------------------------------------------------------------------------------------

    def _andai(self, nama: str, pilihan: Sequence[Any]) -> Any:
        """What is assumed of something that is not known; the same for the rest of the way."""
        andaian = self._lintasan.andaian
        if nama not in andaian:
            if not self._boleh:
                raise Undecided
            urutan = self._lintasan.urutan
            i = self._awal[len(urutan)] if len(urutan) < len(self._awal) else 0
            i = min(i, len(pilihan) - 1)
            urutan.append((nama, i, len(pilihan)))
            andaian[nama] = pilihan[i]
        return andaian[nama]

    def _panjang(self, kunci: str) -> int:
        """How long a list is."""
        if self._induk_kosong(kunci):
            return 0
        hasil: int = self._andai(f"length {kunci}", LENGTHS if kunci not in PER_PIHAK else (2, 3))
        self._induk_ada(kunci, bool(hasil))
        return hasil

    def _terisi(self, kunci: str) -> bool:
        """Whether a fact is given."""
        if self._induk_kosong(kunci):
            return False
        hasil: bool = self._andai(f"?{kunci}", (True, False))
        self._induk_ada(kunci, hasil)
        return hasil

    def _induk_kosong(self, kunci: str) -> bool:
        """Whether it was assumed that what this is part of is not given."""
        return any(self._lintasan.andaian.get(f"?{i}") is False for i in owners(kunci))

    def _induk_ada(self, kunci: str, ada: bool) -> None:
        for i in owners(kunci) if ada else ():
            self._lintasan.andaian.setdefault(f"?{i}", True)

    # --- statements ---------------------------------------------------------------------------------------------------

    def _badan(self, isi: Iterable[nodes.Node], nama: Names) -> None:
        for node in isi:
            self._perintah(node, nama)

    def _perintah(self, node: nodes.Node, nama: Names) -> None:
        match node:
            case nodes.Output():
                for n in node.nodes:
                    self._cetak(n, nama)
            case nodes.If():
                self._jika(node, nama)
            case nodes.For():
                self._putaran(node, nama)
            case nodes.Assign():
                self._tetapkan(node.target, self._coba(node.node, nama), nama)
            case nodes.AssignBlock():
                self._tetapkan(node.target, Symbol(f"blok {id(node)}", TEXT_KIND), nama)
            case nodes.Macro():
                nama[node.name] = WalkedMacro(node, self._dok)
            case nodes.Block():
                self._isi_blok(self._blok.get(node.name, [(node, self._dok)]), 0, nama)
            case nodes.Import():
                nama[node.target] = self._modul(node.template)
            case nodes.FromImport():
                modul = self._modul(node.template)
                for impor in node.names:
                    asal, alias = (impor, impor) if isinstance(impor, str) else impor
                    nama[alias] = modul.isi.get(asal, Symbol(alias))
            case nodes.Include():
                self._sisip(node, nama)
            case nodes.With():
                dalam = dict(nama)
                for sasaran, nilai in zip(node.targets, node.values, strict=True):
                    self._tetapkan(sasaran, self._coba(nilai, nama), dalam)
                self._badan(node.body, dalam)
            case nodes.CallBlock() | nodes.FilterBlock() | nodes.Scope():
                self._badan(node.body, dict(nama))

    def _jika(self, node: nodes.If, nama: Names) -> None:
        struktur = self._struktur(node)
        for cabang in (node, *node.elif_):
            if self._uji(cabang, struktur, nama):
                self._badan(cabang.body, nama)
                return
        self._badan(node.else_, nama)

    def _uji(self, node: nodes.If, struktur: bool, nama: Names) -> bool:
        """How a condition comes out; where only words differ, no assumption is made and any branch will do."""
        self._boleh, semula = self._boleh and struktur, self._boleh
        cabang = self._cabang.setdefault(id(node), Branch(self._dok, node))
        try:
            benar = self._benar(node.test, nama)
        except Undecided:
            cabang.hasil.add(False)
            benar = True
        finally:
            self._boleh = semula
        cabang.hasil.add(benar)
        return benar

    def _putaran(self, node: nodes.For, nama: Names) -> None:
        nilai = self._coba(node.iter, nama)
        if isinstance(nilai, Known):
            isi: list[Symbolic] = [Known(v) for v in nilai.isi] if isinstance(nilai.isi, list | tuple) else []
            daftar = Symbol(repr(nilai.isi))
        else:
            daftar = nilai if isinstance(nilai, Symbol) else Symbol(self._kunci(node.iter, nama))
            try:
                boleh, self._boleh = self._boleh, self._boleh and self._struktur(node)
                banyak = self._panjang(daftar.kunci)
            except Undecided:
                banyak = 1
            finally:
                self._boleh = boleh
            isi = [element(daftar, i) for i in range(banyak)]
        for i, butir in enumerate(isi):
            dalam = dict(nama)
            dalam["loop"] = LoopTurn(i, len(isi), daftar)
            self._tetapkan(node.target, butir, dalam)
            self._badan(node.body, dalam)
        if not isi:
            self._badan(node.else_, nama)

    def _tetapkan(self, sasaran: nodes.Node, nilai: Symbolic, nama: Names) -> None:
        if isinstance(sasaran, nodes.Name):
            nama[sasaran.name] = nilai
        elif isinstance(nilai, Symbol):
            for n in sasaran.find_all(nodes.Name):
                nama[n.name] = Symbol(f"{nilai.kunci}.{n.name}")

    def _isi_blok(self, daftar: Sequence[tuple[nodes.Block, TemplateFile]], ke: int, nama: Names) -> None:
        if ke >= len(daftar):
            return
        blok, dok = daftar[ke]
        semula, self._dok = self._dok, dok
        dalam = dict(nama)
        dalam["super"] = Symbol(f"super {blok.name} {ke + 1}")
        self._badan(blok.body, dalam)
        self._dok = semula

    def _modul(self, nama: nodes.Expr) -> WalkedModule:
        dok = self._rak.dok(str(nama.value)) if isinstance(nama, nodes.Const) else None
        makro = dok.pohon.find_all(nodes.Macro) if dok is not None and dok.pohon is not None else ()
        return WalkedModule({m.name: WalkedMacro(m, dok) for m in makro if dok is not None})

    def _sisip(self, node: nodes.Include, nama: Names) -> None:
        dok = self._rak.dok(str(node.template.value)) if isinstance(node.template, nodes.Const) else None
        if dok is None or dok.pohon is None or dok.pohon in self._tumpukan:
            return
        semula, self._dok = self._dok, dok
        self._tumpukan.append(dok.pohon)
        self._badan(dok.pohon.body, dict(nama))
        self._tumpukan.pop()
        self._dok = semula

    # --- text ---------------------------------------------------------------------------------------------------------

    def _cetak(self, node: nodes.Node, nama: Names) -> None:
        if isinstance(node, nodes.TemplateData):
            self._keluar.append(self._bertanda(node))
        elif isinstance(node, nodes.Filter) and node.name in ("butir", "ayat"):
            self._keluar.append("\n".join([f"{_penanda(node)} {fences.nilai(NILAI)}"] * 2))
        elif isinstance(node, nodes.Call) and self._panggil(node, nama):
            pass
        else:
            self._keluar.append(fences.nilai(NILAI))

    def _bertanda(self, node: nodes.TemplateData) -> str:
        """Text of a template with a mark that says where it stands."""
        hasil = self._dok.bertanda.get(id(node))
        if hasil is None:
            hasil = node.data
            awal = hasil.partition("\n")[0]
            if (
                awal.strip(" \t")
                and not awal.startswith((fences.TANDA, fences.TELAN))
                and isinstance(node.lineno, LineColumn)
            ):
                hasil = (
                    fences.tanda(origins.id_templat(self._dok.path, int(node.lineno), node.lineno.kolom - 1)) + hasil
                )
            self._dok.bertanda[id(node)] = hasil
        return hasil

    def _panggil(self, node: nodes.Call, nama: Names) -> bool:
        """Print what a macro or an inherited block gives; False when it is neither."""
        fungsi = self._coba(node.node, nama)
        if isinstance(fungsi, Symbol) and fungsi.kunci.startswith("super "):
            _, blok, ke = fungsi.kunci.split(" ")
            self._isi_blok(self._blok.get(blok, []), int(ke), nama)
            return True
        if not isinstance(fungsi, WalkedMacro) or fungsi.node in self._tumpukan:
            return False
        dalam = dict(nama)
        sisa = [a.name for a in fungsi.node.args]
        for a, baku in zip(sisa[len(sisa) - len(fungsi.node.defaults) :], fungsi.node.defaults, strict=True):
            dalam[a] = self._coba(baku, nama)
        for a, n in zip(sisa, node.args, strict=False):
            dalam[a] = self._coba(n, nama)
        for k in node.kwargs:
            dalam[k.key] = self._coba(k.value, nama)
        semula, self._dok = self._dok, fungsi.dok
        self._tumpukan.append(fungsi.node)
        self._badan(fungsi.node.body, dalam)
        self._tumpukan.pop()
        self._dok = semula
        return True

    def _struktur(self, node: nodes.Node) -> bool:
        """Whether a branch holds more than words: markers, labels, references, rows, directives."""
        if id(node) not in self._berstruktur:
            self._berstruktur[id(node)] = False  # a macro that calls itself
            self._berstruktur[id(node)] = self._cari_struktur(node)
        return self._berstruktur[id(node)]

    def _cari_struktur(self, node: nodes.Node) -> bool:
        match node:
            case nodes.TemplateData():
                return any(_bentuk(b) for b in fences.tanpa_tanda(node.data).replace(fences.TELAN, "").split("\n"))
            case nodes.Filter(name="butir" | "ayat") | nodes.Include() | nodes.Block():
                return True
            case nodes.Call(node=nodes.Name() as fungsi):
                makro = self._makro.get(fungsi.name)
                return makro is not None and any(map(self._struktur, makro.body))
            case nodes.Call(node=nodes.Getattr()):
                return True  # a macro of another template
        return any(map(self._struktur, node.iter_child_nodes()))

    # --- expressions --------------------------------------------------------------------------------------------------

    def _coba(self, node: nodes.Node, nama: Names) -> Symbolic:
        """The value of an expression, without an assumption that is not made yet."""
        boleh, self._boleh = self._boleh, False
        try:
            return self._nilai(node, nama)
        except Undecided:
            return Symbol(self._kunci(node, nama))
        finally:
            self._boleh = boleh

    def _nilai(self, node: nodes.Node, nama: Names) -> Symbolic:
        match node:
            case nodes.Const():
                return Known(node.value)
            case nodes.Name(name="jumlah_pihak"):
                return Known(self._panjang("para_pihak"))
            case nodes.Name():
                return nama.get(node.name, Symbol(node.name))
            case nodes.Getattr():
                return self._bagian(self._nilai(node.node, nama), node.attr, node, nama)
            case nodes.Getitem():
                induk = self._nilai(node.node, nama)
                if isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str):
                    return self._bagian(induk, node.arg.value, node, nama)
                if isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, int) and isinstance(induk, Symbol):
                    return element(induk, node.arg.value)
            case nodes.Filter(name="length"):
                isi = self._nilai(node.node, nama) if node.node is not None else None
                if isinstance(isi, Symbol):
                    return Known(self._panjang(isi.kunci))
            case nodes.List() | nodes.Tuple():
                semua = [self._nilai(n, nama) for n in node.items]
                if all(isinstance(n, Known) for n in semua):
                    return Known([n.isi for n in semua if isinstance(n, Known)])
            case nodes.And() | nodes.Or() | nodes.Not() | nodes.Compare() | nodes.Test():
                return Known(self._benar(node, nama))
            case nodes.Call(node=nodes.Name(name="ada"), args=[nodes.Const(value=str())]):
                return Known(self._benar(node, nama))
            case nodes.CondExpr():
                pilihan = node.expr1 if self._benar(node.test, nama) else node.expr2
                return self._nilai(pilihan, nama) if pilihan is not None else Known(None)
        return Symbol(self._kunci(node, nama))

    def _bagian(self, induk: Symbolic, atribut: str, node: nodes.Node, nama: Names) -> Symbolic:
        match induk:
            case Symbol():
                return Symbol(f"{induk.kunci}.{atribut}", bagian(induk.rupa, atribut) or ANY_KIND)
            case LoopTurn():
                return induk.bagian(atribut)
            case WalkedModule():
                return induk.isi.get(atribut, Symbol(atribut))
        return Symbol(self._kunci(node, nama))

    def _benar(self, node: nodes.Node, nama: Names) -> bool:
        """Whether a condition holds, on this way."""
        match node:
            case nodes.And():
                return self._benar(node.left, nama) and self._benar(node.right, nama)
            case nodes.Or():
                return self._benar(node.left, nama) or self._benar(node.right, nama)
            case nodes.Not():
                return not self._benar(node.node, nama)
            case nodes.Compare():
                return self._banding(node, nama)
            case nodes.Call(node=nodes.Name(name="ada"), args=[nodes.Const(value=str() as kode)]):
                return self._ada(kode)
            case nodes.Test(name="defined", node=nodes.Getitem(arg=nodes.Const(value=int() as ke))):
                assert isinstance(node.node, nodes.Getitem)
                daftar = self._nilai(node.node.node, nama)
                if isinstance(daftar, Symbol):
                    return self._panjang(daftar.kunci) > ke
            case nodes.Test(name="defined", node=nodes.Name(name=n)):
                return n in nama
            case nodes.Test() | nodes.Call():
                hasil: bool = self._andai(self._kunci(node, nama), (True, False))
                return hasil
        isi = self._nilai(node, nama)
        match isi:
            case Known():
                return bool(isi.isi)
            case Symbol(rupa=ListKind()):
                return self._panjang(isi.kunci) > 0
            case Symbol(rupa=ScalarKind(pilihan=pilihan)) if pilihan:
                return bool(self._dari(isi, pilihan))
            case Symbol():
                return self._terisi(isi.kunci)
        return True

    def _ada(self, kode: str) -> bool:
        pasti = self._keadaan.ada(kode)
        if pasti is not None:
            self._lintasan.andaian[f"ada({kode})"] = pasti
            return pasti
        hasil: bool = self._andai(f"ada({kode})", (True, False))
        return hasil

    def _dari(self, isi: Symbol, pilihan: tuple[str, ...]) -> str | None:
        """Which word of a closed list a value is; None when it is not given."""
        if self._induk_kosong(isi.kunci):
            return None
        hasil: str | None = self._andai(f"= {isi.kunci}", (*pilihan, None))
        self._induk_ada(isi.kunci, hasil is not None)
        return hasil

    def _banding(self, node: nodes.Compare, nama: Names) -> bool:
        kiri, kunci = self._nilai(node.expr, nama), self._kunci(node.expr, nama)
        for op in node.ops:
            kanan = self._nilai(op.expr, nama)
            if not self._satu_banding(op.op, kiri, kanan, kunci, self._kunci(op.expr, nama)):
                return False
            kiri, kunci = kanan, self._kunci(op.expr, nama)
        return True

    def _satu_banding(self, op: str, kiri: Symbolic, kanan: Symbolic, kunci_kiri: str, kunci_kanan: str) -> bool:
        if op in ("ne", "notin"):
            return not self._satu_banding("eq" if op == "ne" else "in", kiri, kanan, kunci_kiri, kunci_kanan)
        kiri, kanan = self._pilihan(kiri, kanan), self._pilihan(kanan, kiri)
        if isinstance(kiri, Known) and isinstance(kanan, Known):
            try:
                return bool(COMPARISONS[op](kiri.isi, kanan.isi))
            except TypeError:
                return False
        hasil: bool = self._andai(f"{kunci_kiri} {op} {kunci_kanan}", (True, False))
        return hasil

    def _pilihan(self, isi: Symbolic, lain: Symbolic) -> Symbolic:
        """A value out of a closed list that is compared with words becomes one of its words."""
        if (
            isinstance(isi, Symbol)
            and isinstance(isi.rupa, ScalarKind)
            and isi.rupa.pilihan
            and isinstance(lain, Known)
        ):
            return Known(self._dari(isi, isi.rupa.pilihan))
        return isi

    def _kunci(self, node: nodes.Node, nama: Names) -> str:
        """An expression as one name: the same for the same values."""
        match node:
            case nodes.Const():
                return repr(node.value)
            case nodes.Name():
                isi = nama.get(node.name)
                return isi.kunci if isinstance(isi, Symbol) else repr(isi.isi) if isinstance(isi, Known) else node.name
            case nodes.Getattr():
                return f"{self._kunci(node.node, nama)}.{node.attr}"
        sendiri = [str(v) for _, v in node.iter_fields() if isinstance(v, str | int)]
        return (
            f"{type(node).__name__}({', '.join([*sendiri, *(self._kunci(n, nama) for n in node.iter_child_nodes())])})"
        )


def _penanda(node: nodes.Filter) -> str:
    if node.name == "ayat":
        return "(#)"
    jenis = node.args[0].value if node.args and isinstance(node.args[0], nodes.Const) else "huruf"
    return PENANDA_BUTIR.get(jenis, "#a.")


def _bentuk(baris: str) -> bool:
    """Whether a line may be more than words; a lone number can be the width of a column."""
    isi = baris.strip()
    return "[[" in isi or isi.startswith(("@", "|")) or isi.isdigit() or markers.adalah_penanda(isi)
