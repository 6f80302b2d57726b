"""Build hook: a wheel carries native code for what every event passes through, and the examples inside the package.

The modules in `NATIVE` are ordinary typed Python and run as such; compiled by mypyc they are several times faster. An editable
install is not compiled by this hook, so that sources and native code cannot part unnoticed: `python hatch_build.py` compiles a
checkout in place (`make native`), and the tests refuse to run on native code older than its source. `REGULARS_PURE_PYTHON=1`
leaves compiling out, for a machine without a C compiler.
"""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

NATIVE = (
    "core",
    "kit/instants.py",
    "kit/calendars.py",
    "kit/ratio.py",
    "ledger/activity.py",
    "ledger/figures.py",
    "ledger/append.py",
    "ledger/deciding.py",
    "ledger/following.py",
    "ledger/gathering.py",
    "ledger/naming.py",
    "ledger/outcomes.py",
    "ledger/repeats.py",
    "ledger/tier_paths.py",
    "ledger/wire/reading.py",
    "ledger/wire/sales.py",
    "ledger/writing.py",
    "store/binary.py",
    "store/codec.py",
    "store/entries.py",
    "store/events.py",
    "store/exchange.py",
    "store/extras.py",
    "store/figures.py",
    "store/long_documents.py",
    "store/outbox.py",
    "store/records.py",
    "store/rows.py",
    "store/states.py",
)
"""What is compiled: files and folders below `src/regulars`."""
SUFFIX = ".so" if sys.platform != "win32" else ".pyd"


def native_sources(root: Path) -> list[Path]:
    """The files that are compiled, without the empty package markers."""
    package = root / "src/regulars"
    found = [
        path
        for name in NATIVE
        for path in (sorted((package / name).rglob("*.py")) if not name.endswith(".py") else [package / name])
    ]
    return [path for path in found if path != package / "core/__init__.py"]


ACYCLIC = "@mypyc_attr(acyclic=True)"
NAMED = "from typing import TYPE_CHECKING\n\nif TYPE_CHECKING:\n    from mypy_extensions import mypyc_attr\n"
COMPILE = """
import re
from pathlib import Path
from setuptools import setup
from mypyc.build import mypycify

extensions = mypycify({names!r}, opt_level="3", debug_level="0", group_name="regulars")
# CPython puts what is let go deep inside of other things aside until later, by a note in the collector's part of the object,
# which ours do not have; mypyc asks for it all the same. Our values are shallow and need no such care.
for source in {{source for extension in extensions for source in extension.sources}}:
    path = Path(source)
    path.write_text(re.sub(r"^ *CPy_TRASHCAN_(BEGIN|END)\\(.*\\)$", "", path.read_text(), flags=re.M))
setup(name="regulars_native", ext_modules=extensions)
"""


def let_go_at_once(sources: list[Path]) -> None:
    """Tell the compiler, in its copy of the sources, which classes the garbage collector need not follow.

    Values are trees, and a final class is a part of the write path that lives for one transaction and knows nobody that knows it:
    none of their objects is part of a cycle (`tests/ledger/test_leaks.py`). One that is not followed is smaller, and made and let
    go for less, which takes a twelfth off the time of an event.
    """
    texts = {path: path.read_text(encoding="utf-8") for path in sources}
    classes = {path: [each for each in ast.parse(text).body if isinstance(each, ast.ClassDef)] for path, text in texts.items()}
    bases: dict[str, set[str]] = {}
    for each in [each for found in classes.values() for each in found]:
        bases.setdefault(each.name, set()).update(ast.unparse(base) for base in each.bases)
        if not each.bases and "final" not in [ast.unparse(decorator) for decorator in each.decorator_list]:
            bases[each.name].add("object")
    acyclic = {"Value"}
    while found := {name for name, over in bases.items() if name not in acyclic and over <= acyclic}:
        acyclic |= found
    for path, text in texts.items():
        lines = text.splitlines(keepends=True)
        marked = [each for each in classes[path] if each.name in acyclic]
        for each in reversed(marked):
            lines.insert(each.lineno - 1, f"{ACYCLIC}\n")
        if marked:
            path.write_text("".join(lines).replace("import annotations\n", f"import annotations\n{NAMED}", 1), encoding="utf-8")


def compile_native(root: Path, target: Path) -> list[Path]:
    """Compile into a folder that mirrors `src`; returns the files made. CalledProcessError if the compiler fails."""
    with tempfile.TemporaryDirectory(prefix="regulars-native-") as folder:
        work = Path(folder)
        shutil.copytree(root / "src/regulars", work / "regulars", ignore=shutil.ignore_patterns("*.so", "*.pyd", "console_build"))
        names = [str(path.relative_to(root / "src")) for path in native_sources(root)]
        let_go_at_once([work / name for name in names])
        (work / "compile.py").write_text(COMPILE.format(names=names))
        command = [sys.executable, "compile.py", "-q", "build_ext", "--build-lib", "built"]
        done = subprocess.run(command, cwd=work, env=os.environ | {"MYPYPATH": "."}, capture_output=True, text=True, check=False)
        if done.returncode:
            sys.stderr.write(done.stdout + done.stderr)
            raise subprocess.CalledProcessError(done.returncode, command)
        made = sorted((work / "built").rglob(f"*{SUFFIX}"))
        for path in made:
            place = target / path.relative_to(work / "built")
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, place)
        return [target / path.relative_to(work / "built") for path in made]


def remove_native(root: Path) -> None:
    """Take native code out of a checkout: what runs then is the source."""
    for path in (root / "src").rglob(f"*{SUFFIX}"):
        path.unlink()


try:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface
except ImportError:  # run as a command, where hatchling need not be installed
    BuildHookInterface = object  # type: ignore[assignment,misc]  # hatchling is not there when run as a command


class RegularsHook(BuildHookInterface):  # type: ignore[type-arg,misc]  # hatchling's own generic, of no use here
    """Put native code and `examples/` (as `regulars/examples_bundled`) into the wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add both unless the build is an editable one."""
        if version == "editable":
            return
        build_data["force_include"][f"{self.root}/examples"] = "regulars/examples_bundled"
        if self.target_name != "wheel" or os.environ.get("REGULARS_PURE_PYTHON"):
            return
        self.built = tempfile.mkdtemp(prefix="regulars-wheel-")
        for path in compile_native(Path(self.root), Path(self.built)):
            build_data["force_include"][str(path)] = str(path.relative_to(self.built))
        build_data["pure_python"] = False
        build_data["infer_tag"] = True

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002 - hatchling's signature
        """Remove what was compiled once it is in the wheel."""
        if built := getattr(self, "built", None):
            shutil.rmtree(built)


if __name__ == "__main__":
    here = Path(__file__).parent
    remove_native(here)
    if sys.argv[1:] != ["--remove"]:
        sys.stdout.write(f"{len(compile_native(here, here / 'src'))} native files\n")
