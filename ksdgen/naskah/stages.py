"""The stages of a cooperation, and how far an agreement has come in them.

The stages are data (`data/tahapan.yaml`); here are the few ways in which a file shows that a stage is behind it. What a
file does not record is never taken for done.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cache
from typing import Any

from ksdgen import bahasa, regulation
from ksdgen.naskah.accompanying import KesepakatanFacts, Rkpd
from ksdgen.naskah.facts import DPRD_DAYS, days_after, dprd_reason, filled, missing_dprd_facts, naskah_end
from ksdgen.naskah.model import Naskah, Status
from ksdgen.naskah.routes import date_at, holds, value_at
from ksdgen.source.decode import Decoder
from ksdgen.source.parse import load
from ksdgen.source.record import Record, record_field
from ksdgen.world.package import DATA

FILE = DATA / "tahapan.yaml"

APPROACHING_DAYS = 90
"""From how many days before the end on a running agreement asks what shall become of it."""


class BrokenStages(Exception):
    """The packaged file of stages is broken. That is a fault of ksdgen, not of a user's file."""


class Check(Enum):
    """How a file shows that a stage is behind it."""

    FACT = "fakta"
    COMPOSING = "penyusunan"
    PENANDATANGANAN = "penandatanganan"
    DPRD = "dprd"
    PELAKSANAAN = "pelaksanaan"
    AFTERWARDS = "sesudah"


class Evidence(Record):
    """A fact that belongs to a stage, and what to do while it is not there."""

    fakta: str = record_field("Kunci fakta di dalam naskah")
    sebutan: str = record_field("Sebutan fakta")
    langkah: str = record_field("Apa yang harus dilakukan bila belum ada")
    sitasi: str = record_field("Ketentuan yang menuntutnya")
    bila: Mapping[str, str] = record_field("Hanya untuk naskah dengan isian ini", default=None)
    kecuali: Mapping[str, str] = record_field("Bukan untuk naskah dengan isian ini", default=None)
    sejak: str | None = record_field("Tanggal sejak kapan fakta ini ditunggu", default=None)
    hari: int | None = record_field("Berapa hari fakta ini ditunggu", default=None)
    lewat: str | None = record_field("Apa yang harus dilakukan sesudah waktu itu", default=None)


class Stage(Record):
    """One stage."""

    nama: str = record_field("Nama tahap")
    sitasi: str = record_field("Ketentuan yang menyebut tahap ini")
    cek: Check = record_field("Cara menilai tahap")
    naskah: tuple[str, ...] = record_field("Jenis naskah yang dibicarakan", default=())
    dasar: str | None = record_field("Ketentuan yang menuntut langkahnya", default=None)
    bukti: tuple[Evidence, ...] = record_field("Fakta yang menunjukkan tahap ini sudah dilalui", default=())
    langkah: Mapping[str, str] = record_field("Langkah berikutnya menurut keadaan naskah", default=None)


class StageFlow(Record):
    """The stages of some kinds of cooperation, in order."""

    kategori: tuple[str, ...] = record_field("Kategori kerja sama")
    sitasi: str = record_field("Ketentuan tentang tahapan")
    tahap: tuple[Stage, ...] = record_field("Tahap menurut urutannya")


class _StagesFile(Record):
    alur: tuple[StageFlow, ...] = record_field("Tahapan menurut kategori")


class StageState(Enum):
    """How a stage stands; the value is the word printed to people."""

    DONE = "sudah"
    UNDER_WAY = "sedang"
    NOT_YET = "belum"
    NOT_NEEDED = "tidak perlu"
    UNRECORDED = "tidak tercatat"


@dataclass(frozen=True, slots=True)
class Step:
    """What to do next, and the provision that asks for it."""

    text: str
    citation: str

    @property
    def citation_text(self) -> str:
        """The citation as people write it."""
        return regulation.render_citation(self.citation)


@dataclass(frozen=True, slots=True)
class Progress:
    """One stage of one agreement: how it stands, by what that is known, and what it waits for."""

    stage: Stage
    state: StageState
    remark: str = ""
    step: Step | None = None

    @property
    def is_open(self) -> bool:
        """Whether something remains to be done."""
        return self.state in (StageState.UNDER_WAY, StageState.NOT_YET)


@cache
def all_flows() -> tuple[StageFlow, ...]:
    """The stages of all kinds of cooperation.

    Raises:
        BrokenStages: the packaged file is broken.
    """
    node, findings = load(FILE.read_bytes(), FILE.name)
    decoder = Decoder()
    file = decoder.record(_StagesFile, node) if node is not None else None
    if file is None or findings or decoder.findings:
        raise BrokenStages(f"{FILE.name}: {[finding.message for finding in findings + decoder.findings]}")
    return file.alur


def flow(naskah: Naskah) -> StageFlow | None:
    """The stages that an agreement goes through; None outside of what the regulation orders."""
    for stage_flow in all_flows():
        if naskah.kategori.value in stage_flow.kategori and any(naskah.jenis in t.naskah for t in stage_flow.tahap):
            return stage_flow
    return None


def progress(
    naskah: Naskah, today: date, *, ksb: Naskah | None = None, nota: Naskah | None = None
) -> tuple[Progress, ...]:
    """How far an agreement has come.

    Args:
        naskah: the agreement.
        today: the day on which terms and waiting times are judged.
        ksb: the Kesepakatan Bersama that the agreement names by file.
        nota: the Nota Kesepakatan that it names by file.
    """
    stage_flow = flow(naskah)
    if stage_flow is None:
        return ()
    judge = _Judge(naskah, today, ksb, nota)
    return _mark_unrecorded([judge.progress(stage) for stage in stage_flow.tahap])


def next_step(progress: tuple[Progress, ...]) -> Step | None:
    """What to do next: what the first open stage waits for."""
    return next((k.step for k in progress if k.is_open and k.step is not None), None)


def _mark_unrecorded(progress: list[Progress]) -> tuple[Progress, ...]:
    """A stage before one that was certainly reached is not ahead any more, only not recorded; a missing approval of
    DPRD stays missing.
    """
    last_signed = max(
        (i for i, k in enumerate(progress) if k.state is StageState.DONE and k.stage.cek is Check.PENANDATANGANAN),
        default=0,
    )
    return tuple(
        Progress(k.stage, StageState.UNRECORDED, k.remark)
        if i < last_signed and k.is_open and k.stage.cek is not Check.DPRD
        else k
        for i, k in enumerate(progress)
    )


class _Judge:
    """Says of each stage how far one agreement has come in it."""

    def __init__(self, naskah: Naskah, today: date, ksb: Naskah | None, nota: Naskah | None) -> None:
        self.naskah = naskah
        self.today = today
        self.ksb = ksb
        # Facts of the preparation may stand in the paper that this one follows.
        self.sources = [n for n in (naskah, ksb, nota) if n is not None]
        # A Rencana Kerja is approved, recommended and signed together with its Nota Kesepakatan.
        self.shared = [n for n in (naskah, nota) if n is not None]

    def progress(self, stage: Stage) -> Progress:
        """How a stage stands."""
        if stage.cek is Check.FACT:
            return self._facts(stage)
        if stage.cek is Check.DPRD:
            return self._dprd(stage)
        if self.naskah.jenis not in stage.naskah:
            return self._other_naskah(stage)
        if stage.cek is Check.COMPOSING:
            return self._composing(stage, self.naskah)
        if stage.cek is Check.PENANDATANGANAN:
            return self._penandatanganan(stage, self.naskah)
        if stage.cek is Check.PELAKSANAAN:
            return self._pelaksanaan(stage)
        return self._afterwards(stage)

    # --- preparation --------------------------------------------------------------------------------------------------

    def _facts(self, stage: Stage) -> Progress:
        present, step = self._evidence(stage, self.sources)
        state = StageState.DONE if step is None else StageState.UNDER_WAY if present else StageState.NOT_YET
        return Progress(stage, state, ", ".join(present), step)

    def _evidence(self, stage: Stage, sources: list[Naskah]) -> tuple[list[str], Step | None]:
        """The facts that are there in words, and what to do for the first that is not.

        Args:
            stage: the stage that they belong to.
            sources: the agreements in which a fact may stand; the first that has it counts.
        """
        present: list[str] = []
        step: Step | None = None
        for evidence in stage.bukti:
            if not holds(self.naskah, evidence.bila, evidence.kecuali):
                continue
            fact = next((f for naskah in sources if filled(f := value_at(naskah, evidence.fakta))), None)
            if fact is not None:
                present.append(f"{evidence.sebutan} {_when(fact)}".strip())
            elif step is None:
                step = Step(self._step_text(evidence), evidence.sitasi)
        return present, step

    def _step_text(self, evidence: Evidence) -> str:
        if evidence.sejak is None or evidence.hari is None:
            return evidence.langkah
        since = next((day for naskah in self.sources if (day := date_at(naskah, evidence.sejak))), None)
        if since is None:
            return evidence.langkah
        limit = days_after(since, evidence.hari)
        if limit < self.today and evidence.lewat is not None:
            return evidence.lewat
        return f"{evidence.langkah}, paling lambat {bahasa.long_date(limit)}"

    # --- papers -------------------------------------------------------------------------------------------------------

    def _other_naskah(self, stage: Stage) -> Progress:
        """A stage that speaks of another paper: of the Kesepakatan Bersama behind this one, or of one still to come."""
        if "kesepakatan_bersama" not in stage.naskah:
            return Progress(stage, StageState.NOT_YET, "pada berkas tersendiri", self._step(stage, "belum_ada"))
        ksb = self.naskah.kesepakatan_bersama
        if isinstance(ksb, KesepakatanFacts):
            remark = bahasa.long_date(ksb.tanggal) if stage.cek is Check.PENANDATANGANAN else ""
            return Progress(stage, StageState.DONE, remark)
        if self.ksb is None:
            return Progress(stage, StageState.NOT_YET, "", self._step(stage, "belum_ada"))
        judge = self._composing if stage.cek is Check.COMPOSING else self._penandatanganan
        there = judge(stage, self.ksb)
        step = Step(f"pada `{ksb}`: {there.step.text}", there.step.citation) if there.step is not None else None
        return Progress(stage, there.state, there.remark, step)

    def _composing(self, stage: Stage, naskah: Naskah) -> Progress:
        status = naskah.status
        if status.is_signed or status is Status.READY_TO_SIGN:
            return Progress(stage, StageState.DONE)
        state = StageState.UNDER_WAY if status.is_draft else StageState.NOT_YET
        return Progress(stage, state, _status_words(status), self._step(stage, status.value))

    def _penandatanganan(self, stage: Stage, naskah: Naskah) -> Progress:
        status = naskah.status
        signing_date = date_at(naskah, "penandatanganan.tanggal")
        if status.is_signed:
            return Progress(stage, StageState.DONE, bahasa.long_date(signing_date) if signing_date else "")
        present, step = self._evidence(stage, self.shared if naskah is self.naskah else [naskah])
        if signing_date:
            present.append(f"direncanakan {bahasa.long_date(signing_date)}")
        remark = ", ".join(present)
        if status is not Status.READY_TO_SIGN:
            return Progress(stage, StageState.NOT_YET, remark)
        return Progress(stage, StageState.UNDER_WAY, remark, step or self._step(stage, status.value))

    def _step(self, stage: Stage, state: str) -> Step | None:
        """What a stage's table of steps asks for in a state: a status of the paper, or `belum_ada`."""
        text = (stage.langkah or {}).get(state)
        return Step(text, stage.dasar or stage.sitasi) if text is not None else None

    # --- DPRD ---------------------------------------------------------------------------------------------------------

    def _dprd(self, stage: Stage) -> Progress:
        citation = stage.dasar or stage.sitasi
        if self.naskah.jenis not in stage.naskah:
            return Progress(stage, StageState.NOT_YET, "dinilai pada naskah berikutnya")
        naskah = next((n for n in self.shared if n.persetujuan_dprd is not None), self.naskah)
        consent = naskah.persetujuan_dprd
        lacking = missing_dprd_facts(naskah)
        if (consent is None or lacking) and naskah.status.is_signed:
            return Progress(stage, StageState.UNRECORDED, "belum diketahui perlu tidaknya")
        if consent is None or lacking:
            step = "tentukan perlu tidaknya persetujuan DPRD, lalu catat pada `persetujuan_dprd`"
            return Progress(stage, StageState.NOT_YET, "belum diketahui perlu tidaknya", Step(step, citation))
        reason = dprd_reason(consent)
        if not reason:
            remark = "tidak membebani, dan sudah dianggarkan" if consent.sudah_dianggarkan else "tidak membebani"
            return Progress(stage, StageState.NOT_NEEDED, remark)
        if filled(consent.surat_pimpinan_dprd):
            return Progress(stage, StageState.DONE, f"surat pimpinan DPRD {_when(consent.surat_pimpinan_dprd)}".strip())
        if consent.diterima_tanggal is not None:
            limit = days_after(consent.diterima_tanggal, DPRD_DAYS)
            if limit <= self.today:
                return Progress(stage, StageState.DONE, f"dianggap disetujui sejak {bahasa.long_date(limit)}")
            step = f"tunggu persetujuan DPRD; tanpa sikap DPRD permohonan dianggap disetujui {bahasa.long_date(limit)}"
            remark = f"diterima DPRD {bahasa.long_date(consent.diterima_tanggal)}"
            return Progress(stage, StageState.UNDER_WAY, remark, Step(step, citation))
        if filled(consent.surat_permohonan):
            step = "pastikan DPRD menerima permohonan, lalu catat tanggalnya pada `persetujuan_dprd.diterima_tanggal`"
            remark = f"dimohonkan {_when(consent.surat_permohonan)}".strip()
            return Progress(stage, StageState.UNDER_WAY, remark, Step(step, citation))
        step = "ajukan permohonan persetujuan kepada pimpinan DPRD"
        return Progress(stage, StageState.NOT_YET, f"perlu karena {reason}", Step(step, citation))

    # --- after signing ------------------------------------------------------------------------------------------------

    def _pelaksanaan(self, stage: Stage) -> Progress:
        if not self.naskah.status.is_signed:
            return Progress(stage, StageState.NOT_YET)
        end = naskah_end(self.naskah)
        if self.naskah.status is Status.ENDED or (end is not None and end < self.today):
            return Progress(stage, StageState.DONE, f"berakhir {bahasa.long_date(end)}" if end else "")
        if end is None:
            return Progress(stage, StageState.UNDER_WAY)
        near = (end - self.today).days <= APPROACHING_DAYS
        step = self._step(stage, self.naskah.status.value) if near else None
        return Progress(stage, StageState.UNDER_WAY, f"sampai dengan {bahasa.long_date(end)}", step)

    def _afterwards(self, stage: Stage) -> Progress:
        if not self.naskah.status.is_signed:
            return Progress(stage, StageState.NOT_YET)
        if stage.bukti:
            return self._facts(stage)
        if self.naskah.status is not Status.SIGNED:
            return Progress(stage, StageState.UNRECORDED)
        return Progress(stage, StageState.UNDER_WAY, "", self._step(stage, self.naskah.status.value))


def _when(fact: Any) -> str:
    """The day of a fact, or the year of a plan."""
    if isinstance(fact, Rkpd):
        return str(fact.tahun)
    day = fact if isinstance(fact, date) else getattr(fact, "tanggal", None)
    return bahasa.long_date(day) if isinstance(day, date) else ""


def _status_words(status: Status) -> str:
    return status.value.replace("_", " ")
