"""Whatever names a file, by a path or a symbolic link: nothing from outside the repository is shown or printed."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from tests.helpers.git_util import Git
from tests.helpers.util import PNG, ksb, ksdgen, put, save, template

pytestmark = pytest.mark.slow(traced=True)

_SECRET = "rahasia4711"
_SECRETS = {
    "rahasia.yaml": f"nama: {_SECRET}\nbentuk: {_SECRET}: {_SECRET}\n",
    "rahasia.j2": f"---\njudul: {_SECRET}\nversi: 1\n---\n{_SECRET}\n",
    "rahasia.json": f'{{"versi": "{_SECRET}"}}\n',
    "rahasia.png": "",
}

_LINKS = {
    "agreements/tautan.yaml": "rahasia.yaml",
    "agreements/pihak/garut.yaml": "rahasia.yaml",
    "agreements/a.kunci.json": "rahasia.json",
    "agreements/a.beku.json": "rahasia.json",
    "agreements/logo.png": "rahasia.png",
    "templates/kesepakatan_bersama.j2": "rahasia.j2",
    "templates/dasar.j2": "rahasia.j2",
    "templates/klausul/jangka_waktu.j2": "rahasia.j2",
    "templates/gaya/baku.yaml": "rahasia.yaml",
    "templates/aturan/PERDA001.yaml": "rahasia.yaml",
    "templates/klausul/arsip/sidik.json": "rahasia.json",
}

_COMMANDS = (
    ("check", "agreements"),
    ("check", "agreements", "--format", "sarif"),
    ("render", "agreements", "--out", "{out}"),
    ("review", "HEAD", "--out", "{out}"),
)
_OF_TEMPLATES = (("templates",), ("clauses", "list"), ("clauses", "usage"), ("rules",))


@pytest.fixture
def git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Git:
    git = Git(tmp_path / "repo")
    data = put(ksb(), "para_pihak.0.logo", "logo.png")
    data = put(data, "para_pihak.1", {"acuan": "pihak/garut", "kode": "garut"})
    save(git.root, data)
    save(git.root, ksb(), "b.yaml")
    (git.root / "agreements/logo.png").write_bytes(PNG)
    git.commit()
    for name, text in _SECRETS.items():
        (tmp_path / name).write_bytes(PNG + _SECRET.encode() if name.endswith(".png") else text.encode())
    git.write(".git/simpan.yaml", _SECRETS["rahasia.yaml"])
    monkeypatch.chdir(git.root)
    return git


def _outputs(folder: Path) -> Iterator[str]:
    """All that was written, Word files and their pictures unpacked."""
    for path in folder.rglob("*"):
        if path.suffix == ".docx":
            with zipfile.ZipFile(path) as package:
                yield from (package.read(name).decode("utf-8", "replace") for name in package.namelist())
        elif path.is_file():
            yield path.read_bytes().decode("utf-8", "replace")


def _run_all(git: Git, commands: Iterable[tuple[str, ...]] = _COMMANDS) -> None:
    out = git.root.parent / "keluaran"
    for command in commands:
        run = ksdgen(*(word.format(out=out) for word in command))
        assert run.code in (0, 1, 2), (command, run.error)
        assert _SECRET not in run.everything, command
    assert not any(_SECRET in text for text in _outputs(out))


@pytest.mark.parametrize("place", _LINKS)
def test_a_link_out_of_the_repository(git: Git, place: str) -> None:
    path = git.root / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    path.symlink_to(git.root.parent / _LINKS[place])
    _run_all(git, (*_COMMANDS, *_OF_TEMPLATES))
    run = ksdgen("templates") if place.startswith("templates/klausul/arsip") else ksdgen("check", "agreements")
    if not place.endswith("beku.json"):  # not looked at before the agreement is signed
        assert run.code, place
        assert "symbolic link" in run.everything


@pytest.mark.parametrize(
    "way", ["../.git/simpan.yaml", "../../rahasia.yaml", "/{top}/rahasia.yaml", "..\\..\\rahasia.yaml"]
)
@pytest.mark.parametrize(
    "field", ["kesepakatan_bersama", "nota_kesepakatan", "para_pihak.0.logo", "para_pihak.1.acuan"]
)
def test_a_path_out_of_the_repository(git: Git, field: str, way: str) -> None:
    save(git.root, put(ksb(), field, way.format(top=str(git.root.parent).lstrip("/"))))
    (git.root / "agreements/b.yaml").unlink()
    _run_all(git, _COMMANDS[::2])


@pytest.mark.parametrize("kind", ["gaya", "include"])
def test_a_path_out_of_the_templates(git: Git, kind: str) -> None:
    if kind == "gaya":
        template(git.root, "gaya/baku.yaml", "lambang_negara: ../../../rahasia.png\n")
    else:
        template(
            git.root, "klausul/jangka_waktu.j2", "---\njudul: X\nversi: 1\n---\n{% include '../../rahasia.j2' %}\n"
        )
    _run_all(git, (*_COMMANDS, *_OF_TEMPLATES))
