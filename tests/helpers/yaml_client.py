"""The real yaml-language-server over stdio: what an analyst sees in the editor, as data."""

from __future__ import annotations

import contextlib
import hashlib
import itertools
import json
import os
import queue
import shutil
import subprocess
import threading
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parent / "yaml_server"
TUNGGU = 60
"""Seconds after which the server is taken for dead."""


def pasang() -> Path:
    """The server's start file; installed once per version into the user's cache.

    Raises:
        pytest.skip.Exception: node, npm or the network is missing, except where `CI` is set.
    """
    isi = [(FOLDER / nama).read_bytes() for nama in ("package.json", "package-lock.json")]
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "ksdgen-tests"
    rumah = cache / f"yaml-server-{hashlib.sha256(b''.join(isi)).hexdigest()[:12]}"
    mulai = rumah / "node_modules" / "yaml-language-server" / "bin" / "yaml-language-server"
    if shutil.which("node") is None:
        _lewati("node is not installed")
    if mulai.exists():
        return mulai
    npm = shutil.which("npm")
    if npm is None:
        _lewati("npm is not installed")
    sementara = cache / f"{rumah.name}.{os.getpid()}"
    sementara.mkdir(parents=True, exist_ok=True)
    try:
        for nama, data in zip(("package.json", "package-lock.json"), isi, strict=True):
            (sementara / nama).write_bytes(data)
        perintah = [str(npm), "ci", "--no-audit", "--no-fund", "--ignore-scripts"]
        hasil = subprocess.run(perintah, cwd=sementara, capture_output=True, text=True, timeout=600)
        if hasil.returncode:
            _lewati(f"npm cannot install the server: {hasil.stderr.strip()[-400:]}")
        with contextlib.suppress(OSError):  # another process was first
            sementara.rename(rumah)
    finally:
        shutil.rmtree(sementara, ignore_errors=True)
    return mulai


def _lewati(sebab: str) -> None:
    if os.environ.get("CI"):
        pytest.fail(sebab)
    pytest.skip(sebab)


class Peladen:
    """One server process and the documents that are open in it."""

    def __init__(self, mulai: Path, akar: Path) -> None:
        self._proses = subprocess.Popen(
            ["node", str(mulai), "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self._nomor = itertools.count(1)
        self._jawaban: queue.Queue[dict[str, Any]] = queue.Queue()
        self._masalah: dict[str, queue.Queue[list[dict[str, Any]]]] = {}
        threading.Thread(target=self._dengar, daemon=True).start()
        kemampuan = {
            "textDocument": {
                "completion": {"completionItem": {"snippetSupport": True, "documentationFormat": ["markdown"]}},
                "hover": {"contentFormat": ["markdown"]},
                "publishDiagnostics": {},
            },
            "workspace": {"configuration": True},
        }
        self._minta("initialize", {"processId": os.getpid(), "rootUri": akar.as_uri(), "capabilities": kemampuan})
        self._kirim({"method": "initialized", "params": {}})

    def tutup(self) -> None:
        """End the process."""
        self._proses.kill()
        self._proses.wait()

    def buka(self, path: Path, teks: str) -> list[dict[str, Any]]:
        """Show a text to the server as a file's content; returns the problems that it marks."""
        uri = path.as_uri()
        antre = self._masalah[uri] = queue.Queue()
        dokumen = {"uri": uri, "languageId": "yaml", "version": next(self._nomor), "text": teks}
        self._kirim({"method": "textDocument/didOpen", "params": {"textDocument": dokumen}})
        return antre.get(timeout=TUNGGU)

    def usul(self, path: Path, teks: str) -> list[dict[str, Any]]:
        """The proposals at the place of `‸` in a text."""
        hasil = self._di_tempat("textDocument/completion", path, teks)
        butir: list[dict[str, Any]] = hasil["items"] if isinstance(hasil, dict) else hasil or []
        return sorted(butir, key=lambda u: u.get("sortText") or u["label"])

    def sorot(self, path: Path, teks: str) -> str:
        """What the editor shows over the place of `‸`, as Markdown."""
        hasil = self._di_tempat("textDocument/hover", path, teks)
        return hasil["contents"]["value"] if hasil else ""

    def _di_tempat(self, metode: str, path: Path, teks: str) -> Any:
        sebelum, tanda, sesudah = teks.partition("‸")
        assert tanda
        self.buka(path, sebelum + sesudah)
        letak = {"line": sebelum.count("\n"), "character": len(sebelum) - sebelum.rfind("\n") - 1}
        return self._minta(metode, {"textDocument": {"uri": path.as_uri()}, "position": letak})

    # --- JSON-RPC -----------------------------------------------------------------------------------------------------------------

    def _minta(self, metode: str, params: dict[str, Any]) -> Any:
        nomor = next(self._nomor)
        self._kirim({"id": nomor, "method": metode, "params": params})
        while True:
            jawaban = self._jawaban.get(timeout=TUNGGU)
            if jawaban["id"] == nomor:
                assert "error" not in jawaban, jawaban
                return jawaban["result"]

    def _kirim(self, pesan: dict[str, Any]) -> None:
        data = json.dumps({"jsonrpc": "2.0", **pesan}).encode()
        assert self._proses.stdin is not None
        self._proses.stdin.write(b"Content-Length: %d\r\n\r\n" % len(data) + data)
        self._proses.stdin.flush()

    def _dengar(self) -> None:
        aliran = self._proses.stdout
        assert aliran is not None
        while True:
            panjang = 0
            while (kepala := aliran.readline().strip()) != b"":
                nama, _, nilai = kepala.partition(b":")
                if nama.lower() == b"content-length":
                    panjang = int(nilai)
            if not panjang:
                return  # the process has ended
            self._terima(json.loads(aliran.read(panjang)))

    def _terima(self, pesan: dict[str, Any]) -> None:
        metode = pesan.get("method")
        if metode == "textDocument/publishDiagnostics":
            antre = self._masalah.get(pesan["params"]["uri"])
            if antre is not None:
                antre.put(pesan["params"]["diagnostics"])
        elif metode == "workspace/configuration":
            # What a fresh installation of the extension says: everything at its default.
            jawaban = [_PENGATURAN.get(b.get("section", ""), {}) for b in pesan["params"]["items"]]
            self._kirim({"id": pesan["id"], "result": jawaban})
        elif metode is not None and "id" in pesan:
            self._kirim({"id": pesan["id"], "result": None})
        elif "id" in pesan:
            self._jawaban.put(pesan)


_PENGATURAN: dict[str, Any] = {
    "yaml": {
        "validate": True,
        "hover": True,
        "completion": True,
        "schemaStore": {"enable": False},
        "format": {"enable": False},
        "yamlVersion": "1.2",
    },
    "http": {},
    "[yaml]": {},
    "editor": {"tabSize": 2, "detectIndentation": True},
}
