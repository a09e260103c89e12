"""Every way through a template's conditions, each with the text that it gives.

A small reading of Jinja's tree in which values are symbols: a condition that depends on one is taken both ways, a loop runs for lists of
none, one, two and three, and what was assumed once holds for the rest of the way. Branches that hold nothing but words are not told
apart. The text has the same marks as that of a real rendering, and one more after each expression, so that places are exact.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from jinja2 import nodes

from ksdgen.compose import origins
from ksdgen.compose.filters import PENANDA_BUTIR
from ksdgen.lint.kinds import ANY_KIND, TEXT_KIND, Kind, ListKind, ScalarKind, bagian
from ksdgen.lint.positions import LineColumn, TemplateFile, TemplateFiles, nama_dalam, rantai
from ksdgen.paper import fences, markers

BATAS = 64
"""How many ways through one template are taken at most, beyond those in which each assumption is made at least once."""

NILAI = "\u25cc"
"""Stands for a value whose words are not known."""

_PANJANG = (2, 1, 0, 3)
_NOMOR = re.compile(r"\[\d+\]")
"""The place in a list: what was assumed of one element need not be assumed of the others too."""

_BERPIHAK = frozenset({"para_pihak", "pihak_judul", "pihak_nomor", "pihak_komparisi", "naskah.para_pihak"})
"""Lists that have two elements at least."""


@dataclass(frozen=True, slots=True)
class Reading:
    """In what a template is read.

    `tetap` are variables whose values are known, `rupa` the kinds of all, and `ada` tells whether a document of this kind has an article
    for certain (True), never (False), or perhaps (None).
    """

    tetap: Mapping[str, str | None]
    rupa: Mapping[str, Kind]
    ada: Callable[[str], bool | None]


_ARTIKEL = re.compile(r"""\[\[([a-z0-9_]+)|\bada\(\s*['"]([^'"]*)['"]""")


_MEMUAT_LAIN: tuple[type[nodes.Stmt], ...] = (nodes.Import, nodes.FromImport, nodes.Include)


@dataclass(frozen=True, slots=True)
class Questions:
    """What a template asks that is settled before any agreement is written: variables, and articles."""

    variabel: tuple[str, ...]
    artikel: tuple[str, ...]

    def jawab(self, keadaan: Reading) -> tuple[object, ...]:
        """The answers; where they are the same, so are all ways through the template."""
        return (*(keadaan.tetap[v] for v in self.variabel), *(keadaan.ada(a) for a in self.artikel))


def tanya(rak: TemplateFiles, dok: TemplateFile) -> Questions | None:
    """What a template and those that it extends ask; None where it takes in others, whose questions are not followed."""
    nama: set[str] = set()
    artikel: dict[str, None] = {}
    for d in rantai(rak, dok):
        if d.pohon is None or any(d.pohon.find(n) is not None for n in _MEMUAT_LAIN):
            return None
        nama |= nama_dalam(d.pohon)
        artikel.update((a or b, None) for a, b in _ARTIKEL.findall("\n".join(d.mentah)))
    return Questions(tuple(v for v in ("jenis", "kategori", "varian") if v in nama), tuple(artikel))


@dataclass(slots=True)
class Branch:
    """A condition of a template and how it has come out so far."""

    dok: TemplateFile
    node: nodes.If
    hasil: set[bool] = field(default_factory=set)


@dataclass(slots=True)
class TextPath:
    """One way through a template: what was assumed, and the text."""

    andaian: dict[str, Any] = field(default_factory=dict)
    urutan: list[tuple[str, int, int]] = field(default_factory=list)
    """The assumptions that could have been others: name, which one was taken, how many there are."""
    teks: str = ""

    def ada(self, kode: str) -> bool:
        """Whether it was assumed that the document has this article."""
        return self.andaian.get(f"ada({kode})") is True


def jelajahi(
    rak: TemplateFiles,
    dok: TemplateFile,
    keadaan: Reading,
    cabang: dict[int, Branch],
    *,
    batas: int = BATAS,
    sudah: set[tuple[str, int]] | None = None,
) -> Iterator[TextPath]:
    """The ways through a template: first so many that each assumption is made once, then all, up to `batas`.

    Args:
        rak: finds the templates that it extends, imports and includes.
        dok: the template.
        keadaan: in what it is read.
        cabang: how its conditions come out, by identity; added to.
        batas: how many ways are taken in the second round.
        sudah: assumptions that need not be made for their own sake, because they were in another template with the same skeleton;
            added to.
    """
    jelajah = _Walker(rak, dok, keadaan, cabang)
    sudah = set() if sudah is None else sudah
    antre: list[list[int]] = [[]]
    while antre:
        lintasan = jelajah.jalan(antre.pop())
        yield lintasan
        pilihan = [i for _, i, _ in lintasan.urutan]
        umum = [_NOMOR.sub("[*]", nama) for nama, _, _ in lintasan.urutan]
        sudah.update(zip(umum, pilihan, strict=True))
        for j, (nama, (_, _, banyak)) in enumerate(zip(umum, lintasan.urutan, strict=True)):
            for i in range(banyak):
                if (nama, i) not in sudah:
                    sudah.add((nama, i))
                    antre.append([*pilihan[:j], i])
    awal: list[int] = []
    for _ in range(batas):
        lintasan = jelajah.jalan(awal)
        yield lintasan
        urutan = list(lintasan.urutan)
        while urutan and urutan[-1][1] == urutan[-1][2] - 1:
            urutan.pop()
        if not urutan:
            return
        awal = [*(i for _, i, _ in urutan[:-1]), urutan[-1][1] + 1]


# --- values -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Known:
    """A value that is known."""

    isi: Any


@dataclass(frozen=True, slots=True)
class _Symbol:
    """A value that is not known, by the expression that gives it."""

    kunci: str
    rupa: Kind = ANY_KIND


@dataclass(frozen=True, slots=True)
class _Macro:
    node: nodes.Macro
    dok: TemplateFile


@dataclass(frozen=True, slots=True)
class _Module:
    isi: Mapping[str, _Symbolic]


@dataclass(frozen=True, slots=True)
class _LoopTurn:
    """The `loop` of one turn."""

    ke: int
    banyak: int
    daftar: _Symbol

    def bagian(self, nama: str) -> _Symbolic:
        hitung = {
            "index": self.ke + 1,
            "index0": self.ke,
            "length": self.banyak,
            "revindex": self.banyak - self.ke,
            "revindex0": self.banyak - self.ke - 1,
            "first": self.ke == 0,
            "last": self.ke == self.banyak - 1,
        }
        if nama in hitung:
            return _Known(hitung[nama])
        lain = {"previtem": self.ke - 1, "nextitem": self.ke + 1}.get(nama)
        return _butir(self.daftar, lain) if lain is not None else _Symbol(f"loop.{nama}")


_Symbolic = _Known | _Symbol | _Macro | _Module | _LoopTurn
_Nama = dict[str, _Symbolic]


def _butir(daftar: _Symbol, ke: int) -> _Symbol:
    return _Symbol(f"{daftar.kunci}[{ke}]", daftar.rupa.isi if isinstance(daftar.rupa, ListKind) else ANY_KIND)


class _Undecided(Exception):
    """A condition cannot be told without an assumption, where none may be made."""


# --- one way ----------------------------------------------------------------------------------------------------------


class _Walker:
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
        nama: _Nama = {}
        for n, rupa in self._keadaan.rupa.items():
            tetap = n in self._keadaan.tetap
            nama[n] = _Known(self._keadaan.tetap[n]) if tetap else _Symbol(n, rupa)
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
                raise _Undecided
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
        hasil: int = self._andai(f"length {kunci}", _PANJANG if kunci not in _BERPIHAK else (2, 3))
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
        return any(self._lintasan.andaian.get(f"?{i}") is False for i in _atasan(kunci))

    def _induk_ada(self, kunci: str, ada: bool) -> None:
        for i in _atasan(kunci) if ada else ():
            self._lintasan.andaian.setdefault(f"?{i}", True)

    # --- statements ---------------------------------------------------------------------------------------------------

    def _badan(self, isi: Iterable[nodes.Node], nama: _Nama) -> None:
        for node in isi:
            self._perintah(node, nama)

    def _perintah(self, node: nodes.Node, nama: _Nama) -> None:
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
                self._tetapkan(node.target, _Symbol(f"blok {id(node)}", TEXT_KIND), nama)
            case nodes.Macro():
                nama[node.name] = _Macro(node, self._dok)
            case nodes.Block():
                self._isi_blok(self._blok.get(node.name, [(node, self._dok)]), 0, nama)
            case nodes.Import():
                nama[node.target] = self._modul(node.template)
            case nodes.FromImport():
                modul = self._modul(node.template)
                for impor in node.names:
                    asal, alias = (impor, impor) if isinstance(impor, str) else impor
                    nama[alias] = modul.isi.get(asal, _Symbol(alias))
            case nodes.Include():
                self._sisip(node, nama)
            case nodes.With():
                dalam = dict(nama)
                for sasaran, nilai in zip(node.targets, node.values, strict=True):
                    self._tetapkan(sasaran, self._coba(nilai, nama), dalam)
                self._badan(node.body, dalam)
            case nodes.CallBlock() | nodes.FilterBlock() | nodes.Scope():
                self._badan(node.body, dict(nama))

    def _jika(self, node: nodes.If, nama: _Nama) -> None:
        struktur = self._struktur(node)
        for cabang in (node, *node.elif_):
            if self._uji(cabang, struktur, nama):
                self._badan(cabang.body, nama)
                return
        self._badan(node.else_, nama)

    def _uji(self, node: nodes.If, struktur: bool, nama: _Nama) -> bool:
        """How a condition comes out; where only words differ, no assumption is made and any branch will do."""
        self._boleh, semula = self._boleh and struktur, self._boleh
        cabang = self._cabang.setdefault(id(node), Branch(self._dok, node))
        try:
            benar = self._benar(node.test, nama)
        except _Undecided:
            cabang.hasil.add(False)
            benar = True
        finally:
            self._boleh = semula
        cabang.hasil.add(benar)
        return benar

    def _putaran(self, node: nodes.For, nama: _Nama) -> None:
        nilai = self._coba(node.iter, nama)
        if isinstance(nilai, _Known):
            isi: list[_Symbolic] = [_Known(v) for v in nilai.isi] if isinstance(nilai.isi, list | tuple) else []
            daftar = _Symbol(repr(nilai.isi))
        else:
            daftar = nilai if isinstance(nilai, _Symbol) else _Symbol(self._kunci(node.iter, nama))
            try:
                boleh, self._boleh = self._boleh, self._boleh and self._struktur(node)
                banyak = self._panjang(daftar.kunci)
            except _Undecided:
                banyak = 1
            finally:
                self._boleh = boleh
            isi = [_butir(daftar, i) for i in range(banyak)]
        for i, butir in enumerate(isi):
            dalam = dict(nama)
            dalam["loop"] = _LoopTurn(i, len(isi), daftar)
            self._tetapkan(node.target, butir, dalam)
            self._badan(node.body, dalam)
        if not isi:
            self._badan(node.else_, nama)

    def _tetapkan(self, sasaran: nodes.Node, nilai: _Symbolic, nama: _Nama) -> None:
        if isinstance(sasaran, nodes.Name):
            nama[sasaran.name] = nilai
        elif isinstance(nilai, _Symbol):
            for n in sasaran.find_all(nodes.Name):
                nama[n.name] = _Symbol(f"{nilai.kunci}.{n.name}")

    def _isi_blok(self, daftar: Sequence[tuple[nodes.Block, TemplateFile]], ke: int, nama: _Nama) -> None:
        if ke >= len(daftar):
            return
        blok, dok = daftar[ke]
        semula, self._dok = self._dok, dok
        dalam = dict(nama)
        dalam["super"] = _Symbol(f"super {blok.name} {ke + 1}")
        self._badan(blok.body, dalam)
        self._dok = semula

    def _modul(self, nama: nodes.Expr) -> _Module:
        dok = self._rak.dok(str(nama.value)) if isinstance(nama, nodes.Const) else None
        makro = dok.pohon.find_all(nodes.Macro) if dok is not None and dok.pohon is not None else ()
        return _Module({m.name: _Macro(m, dok) for m in makro if dok is not None})

    def _sisip(self, node: nodes.Include, nama: _Nama) -> None:
        dok = self._rak.dok(str(node.template.value)) if isinstance(node.template, nodes.Const) else None
        if dok is None or dok.pohon is None or dok.pohon in self._tumpukan:
            return
        semula, self._dok = self._dok, dok
        self._tumpukan.append(dok.pohon)
        self._badan(dok.pohon.body, dict(nama))
        self._tumpukan.pop()
        self._dok = semula

    # --- text ---------------------------------------------------------------------------------------------------------

    def _cetak(self, node: nodes.Node, nama: _Nama) -> None:
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

    def _panggil(self, node: nodes.Call, nama: _Nama) -> bool:
        """Print what a macro or an inherited block gives; False when it is neither."""
        fungsi = self._coba(node.node, nama)
        if isinstance(fungsi, _Symbol) and fungsi.kunci.startswith("super "):
            _, blok, ke = fungsi.kunci.split(" ")
            self._isi_blok(self._blok.get(blok, []), int(ke), nama)
            return True
        if not isinstance(fungsi, _Macro) or fungsi.node in self._tumpukan:
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

    def _coba(self, node: nodes.Node, nama: _Nama) -> _Symbolic:
        """The value of an expression, without an assumption that is not made yet."""
        boleh, self._boleh = self._boleh, False
        try:
            return self._nilai(node, nama)
        except _Undecided:
            return _Symbol(self._kunci(node, nama))
        finally:
            self._boleh = boleh

    def _nilai(self, node: nodes.Node, nama: _Nama) -> _Symbolic:
        match node:
            case nodes.Const():
                return _Known(node.value)
            case nodes.Name(name="jumlah_pihak"):
                return _Known(self._panjang("para_pihak"))
            case nodes.Name():
                return nama.get(node.name, _Symbol(node.name))
            case nodes.Getattr():
                return self._bagian(self._nilai(node.node, nama), node.attr, node, nama)
            case nodes.Getitem():
                induk = self._nilai(node.node, nama)
                if isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str):
                    return self._bagian(induk, node.arg.value, node, nama)
                if isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, int) and isinstance(induk, _Symbol):
                    return _butir(induk, node.arg.value)
            case nodes.Filter(name="length"):
                isi = self._nilai(node.node, nama) if node.node is not None else None
                if isinstance(isi, _Symbol):
                    return _Known(self._panjang(isi.kunci))
            case nodes.List() | nodes.Tuple():
                semua = [self._nilai(n, nama) for n in node.items]
                if all(isinstance(n, _Known) for n in semua):
                    return _Known([n.isi for n in semua if isinstance(n, _Known)])
            case nodes.And() | nodes.Or() | nodes.Not() | nodes.Compare() | nodes.Test():
                return _Known(self._benar(node, nama))
            case nodes.Call(node=nodes.Name(name="ada"), args=[nodes.Const(value=str())]):
                return _Known(self._benar(node, nama))
            case nodes.CondExpr():
                pilihan = node.expr1 if self._benar(node.test, nama) else node.expr2
                return self._nilai(pilihan, nama) if pilihan is not None else _Known(None)
        return _Symbol(self._kunci(node, nama))

    def _bagian(self, induk: _Symbolic, atribut: str, node: nodes.Node, nama: _Nama) -> _Symbolic:
        match induk:
            case _Symbol():
                return _Symbol(f"{induk.kunci}.{atribut}", bagian(induk.rupa, atribut) or ANY_KIND)
            case _LoopTurn():
                return induk.bagian(atribut)
            case _Module():
                return induk.isi.get(atribut, _Symbol(atribut))
        return _Symbol(self._kunci(node, nama))

    def _benar(self, node: nodes.Node, nama: _Nama) -> bool:
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
                if isinstance(daftar, _Symbol):
                    return self._panjang(daftar.kunci) > ke
            case nodes.Test(name="defined", node=nodes.Name(name=n)):
                return n in nama
            case nodes.Test() | nodes.Call():
                hasil: bool = self._andai(self._kunci(node, nama), (True, False))
                return hasil
        isi = self._nilai(node, nama)
        match isi:
            case _Known():
                return bool(isi.isi)
            case _Symbol(rupa=ListKind()):
                return self._panjang(isi.kunci) > 0
            case _Symbol(rupa=ScalarKind(pilihan=pilihan)) if pilihan:
                return bool(self._dari(isi, pilihan))
            case _Symbol():
                return self._terisi(isi.kunci)
        return True

    def _ada(self, kode: str) -> bool:
        pasti = self._keadaan.ada(kode)
        if pasti is not None:
            self._lintasan.andaian[f"ada({kode})"] = pasti
            return pasti
        hasil: bool = self._andai(f"ada({kode})", (True, False))
        return hasil

    def _dari(self, isi: _Symbol, pilihan: tuple[str, ...]) -> str | None:
        """Which word of a closed list a value is; None when it is not given."""
        if self._induk_kosong(isi.kunci):
            return None
        hasil: str | None = self._andai(f"= {isi.kunci}", (*pilihan, None))
        self._induk_ada(isi.kunci, hasil is not None)
        return hasil

    def _banding(self, node: nodes.Compare, nama: _Nama) -> bool:
        kiri, kunci = self._nilai(node.expr, nama), self._kunci(node.expr, nama)
        for op in node.ops:
            kanan = self._nilai(op.expr, nama)
            if not self._satu_banding(op.op, kiri, kanan, kunci, self._kunci(op.expr, nama)):
                return False
            kiri, kunci = kanan, self._kunci(op.expr, nama)
        return True

    def _satu_banding(self, op: str, kiri: _Symbolic, kanan: _Symbolic, kunci_kiri: str, kunci_kanan: str) -> bool:
        if op in ("ne", "notin"):
            return not self._satu_banding("eq" if op == "ne" else "in", kiri, kanan, kunci_kiri, kunci_kanan)
        kiri, kanan = self._pilihan(kiri, kanan), self._pilihan(kanan, kiri)
        if isinstance(kiri, _Known) and isinstance(kanan, _Known):
            try:
                return bool(_OPERASI[op](kiri.isi, kanan.isi))
            except TypeError:
                return False
        hasil: bool = self._andai(f"{kunci_kiri} {op} {kunci_kanan}", (True, False))
        return hasil

    def _pilihan(self, isi: _Symbolic, lain: _Symbolic) -> _Symbolic:
        """A value out of a closed list that is compared with words becomes one of its words."""
        if (
            isinstance(isi, _Symbol)
            and isinstance(isi.rupa, ScalarKind)
            and isi.rupa.pilihan
            and isinstance(lain, _Known)
        ):
            return _Known(self._dari(isi, isi.rupa.pilihan))
        return isi

    def _kunci(self, node: nodes.Node, nama: _Nama) -> str:
        """An expression as one name: the same for the same values."""
        match node:
            case nodes.Const():
                return repr(node.value)
            case nodes.Name():
                isi = nama.get(node.name)
                return (
                    isi.kunci if isinstance(isi, _Symbol) else repr(isi.isi) if isinstance(isi, _Known) else node.name
                )
            case nodes.Getattr():
                return f"{self._kunci(node.node, nama)}.{node.attr}"
        sendiri = [str(v) for _, v in node.iter_fields() if isinstance(v, str | int)]
        return (
            f"{type(node).__name__}({', '.join([*sendiri, *(self._kunci(n, nama) for n in node.iter_child_nodes())])})"
        )


_OPERASI: dict[str, Callable[[Any, Any], Any]] = {
    "eq": lambda a, b: a == b,
    "lt": lambda a, b: a < b,
    "gt": lambda a, b: a > b,
    "lteq": lambda a, b: a <= b,
    "gteq": lambda a, b: a >= b,
    "in": lambda a, b: a in b,
}


def _penanda(node: nodes.Filter) -> str:
    if node.name == "ayat":
        return "(#)"
    jenis = node.args[0].value if node.args and isinstance(node.args[0], nodes.Const) else "huruf"
    return PENANDA_BUTIR.get(jenis, "#a.")


def _bentuk(baris: str) -> bool:
    """Whether a line may be more than words; a lone number can be the width of a column."""
    isi = baris.strip()
    return "[[" in isi or isi.startswith(("@", "|")) or isi.isdigit() or markers.adalah_penanda(isi)


def _atasan(kunci: str) -> Iterator[str]:
    """Names of all that a name is part of."""
    while "." in kunci:
        kunci = kunci.rpartition(".")[0]
        yield kunci
