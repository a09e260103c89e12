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
WAIT = 60
"""Seconds after which the server is taken for dead."""


def install() -> Path:
    """The server's start file; installed once per version into the user's cache.

    Raises:
        pytest.skip.Exception: node, npm or the network is missing, except where `CI` is set.
    """
    locked = [(FOLDER / name).read_bytes() for name in ("package.json", "package-lock.json")]
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "ksdgen-tests"
    home = cache / f"yaml-server-{hashlib.sha256(b''.join(locked)).hexdigest()[:12]}"
    start_file = home / "node_modules" / "yaml-language-server" / "bin" / "yaml-language-server"
    if shutil.which("node") is None:
        _skip("node is not installed")
    if start_file.exists():
        return start_file
    npm = shutil.which("npm")
    if npm is None:
        _skip("npm is not installed")
    temporary = cache / f"{home.name}.{os.getpid()}"
    temporary.mkdir(parents=True, exist_ok=True)
    try:
        for name, data in zip(("package.json", "package-lock.json"), locked, strict=True):
            (temporary / name).write_bytes(data)
        command = [str(npm), "ci", "--no-audit", "--no-fund", "--ignore-scripts"]
        result = subprocess.run(command, cwd=temporary, capture_output=True, text=True, timeout=600)
        if result.returncode:
            _skip(f"npm cannot install the server: {result.stderr.strip()[-400:]}")
        with contextlib.suppress(OSError):  # another process was first
            temporary.rename(home)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)
    return start_file


def _skip(cause: str) -> None:
    if os.environ.get("CI"):
        pytest.fail(cause)
    pytest.skip(cause)


class Server:
    """One server process and the documents that are open in it."""

    def __init__(self, start_file: Path, root: Path) -> None:
        self._process = subprocess.Popen(
            ["node", str(start_file), "--stdio"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self._number = itertools.count(1)
        self._answers: queue.Queue[dict[str, Any]] = queue.Queue()
        self._problems: dict[str, queue.Queue[list[dict[str, Any]]]] = {}
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()
        capabilities = {
            "textDocument": {
                "completion": {"completionItem": {"snippetSupport": True, "documentationFormat": ["markdown"]}},
                "hover": {"contentFormat": ["markdown"]},
                "publishDiagnostics": {},
            },
            "workspace": {"configuration": True},
        }
        self._request("initialize", {"processId": os.getpid(), "rootUri": root.as_uri(), "capabilities": capabilities})
        self._send({"method": "initialized", "params": {}})

    def close(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.wait()
        self._listener.join(10)
        assert self._process.stdin is not None and self._process.stdout is not None
        with contextlib.suppress(BrokenPipeError):
            self._process.stdin.close()
        self._process.stdout.close()

    def open_file(self, path: Path, text: str) -> list[dict[str, Any]]:
        """Show a text to the server as a file's content; returns the problems that it marks."""
        uri = path.as_uri()
        pending = self._problems[uri] = queue.Queue()
        document = {"uri": uri, "languageId": "yaml", "version": next(self._number), "text": text}
        self._send({"method": "textDocument/didOpen", "params": {"textDocument": document}})
        return pending.get(timeout=WAIT)

    def proposals(self, path: Path, text: str) -> list[dict[str, Any]]:
        """The proposals at the place of `‸` in a text."""
        result = self._at_place("textDocument/completion", path, text)
        items: list[dict[str, Any]] = result["items"] if isinstance(result, dict) else result or []
        return sorted(items, key=lambda u: u.get("sortText") or u["label"])

    def hover(self, path: Path, text: str) -> str:
        """What the editor shows over the place of `‸`, as Markdown."""
        result = self._at_place("textDocument/hover", path, text)
        return result["contents"]["value"] if result else ""

    def _at_place(self, method: str, path: Path, text: str) -> Any:
        before, mark, following = text.partition("‸")
        assert mark
        self.open_file(path, before + following)
        position = {"line": before.count("\n"), "character": len(before) - before.rfind("\n") - 1}
        return self._request(method, {"textDocument": {"uri": path.as_uri()}, "position": position})

    # --- JSON-RPC -----------------------------------------------------------------------------------------------------

    def _request(self, method: str, params: dict[str, Any]) -> Any:
        number = next(self._number)
        self._send({"id": number, "method": method, "params": params})
        while True:
            answer = self._answers.get(timeout=WAIT)
            if answer["id"] == number:
                assert "error" not in answer, answer
                return answer["result"]

    def _send(self, message: dict[str, Any]) -> None:
        data = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin is not None
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(data) + data)
        self._process.stdin.flush()

    def _listen(self) -> None:
        stream = self._process.stdout
        assert stream is not None
        while True:
            length = 0
            while (head := stream.readline().strip()) != b"":
                name, _, value = head.partition(b":")
                if name.lower() == b"content-length":
                    length = int(value)
            if not length:
                return  # the process has ended
            self._receive(json.loads(stream.read(length)))

    def _receive(self, message: dict[str, Any]) -> None:
        method = message.get("method")
        if method == "textDocument/publishDiagnostics":
            pending = self._problems.get(message["params"]["uri"])
            if pending is not None:
                pending.put(message["params"]["diagnostics"])
        elif method == "workspace/configuration":
            # What a fresh installation of the extension says: everything at its default.
            answer = [_SETTINGS.get(b.get("section", ""), {}) for b in message["params"]["items"]]
            self._send({"id": message["id"], "result": answer})
        elif method is not None and "id" in message:
            self._send({"id": message["id"], "result": None})
        elif "id" in message:
            self._answers.put(message)


_SETTINGS: dict[str, Any] = {
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
