"""What is unfinished is finished or dropped, not noted in a comment; a test that is left out says why."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

from tests.house.rules import Guard, dotted, files, modules

NOTE = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
SCRIPT_COMMENT = re.compile(r"(?://|/\*|^\s*\*).*")
MARKS = {"pytest.mark.skip", "pytest.mark.skipif", "pytest.mark.xfail"}


def find_notes(root: Path) -> Iterator[str]:
    """Walk the comments that put something off."""
    for folder in ("src", "tests", "bench", "web"):
        for file in files(root, folder, ".py", ".ts", ".tsx"):
            for line, comment in _comments(file):
                if NOTE.search(comment):
                    yield f"{file.relative_to(root)}:{line} {comment.strip()[:60]}"


def find_skips(root: Path) -> Iterator[str]:
    """Walk the skips and expected failures without a reason."""
    for path, tree in modules(root, "tests"):
        called = {id(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and dotted(node) in MARKS and id(node) not in called:
                yield f"{path}:{node.lineno} {dotted(node)} without a reason"
            elif isinstance(node, ast.Call):
                name = dotted(node.func)
                reasons = [word.value for word in node.keywords if word.arg == "reason"]
                if name in {"pytest.skip", "pytest.xfail"}:
                    reasons += node.args
                if name in MARKS | {"pytest.skip", "pytest.xfail"} and not any(_says_something(reason) for reason in reasons):
                    yield f"{path}:{node.lineno} {name} without a reason"


def _says_something(reason: ast.expr) -> bool:
    return not (isinstance(reason, ast.Constant) and not str(reason.value or "").strip())


def _comments(file: Path) -> Iterator[tuple[int, str]]:
    text = file.read_text(encoding="utf-8")
    if file.suffix == ".py":
        for token in tokenize.generate_tokens(io.StringIO(text).readline):
            if token.type == tokenize.COMMENT:
                yield token.start[0], token.string
        return
    for number, line in enumerate(text.splitlines(), 1):
        comment = SCRIPT_COMMENT.search(line)
        if comment:
            yield number, comment.group()


NOTES = Guard(
    rule="no notes to self",
    find=find_notes,
    planted={
        "src/regulars/a.py": "x = 1  # TODO: later\n",
        "tests/test_a.py": "# FIXME\n",
        "web/apps/console/src/a.tsx": "const x = 1; // TODO later\n",
        "web/apps/console/src/b.ts": "/*\n * XXX\n */\n",
    },
    innocent={"src/regulars/a.py": "x = 'TODO'\n", "web/node_modules/a.ts": "// TODO\n"},
)
SKIPS = Guard(
    rule="no skip or expected failure without a reason",
    find=find_skips,
    planted={
        "tests/test_a.py": "import pytest\n@pytest.mark.skip\ndef test_a(): pass\n",
        "tests/test_b.py": "import pytest\n@pytest.mark.xfail()\ndef test_b(): pass\n",
        "tests/test_c.py": "import pytest\n@pytest.mark.skipif(True, reason='')\ndef test_c(): pass\n",
        "tests/test_d.py": "import pytest\ndef test_d(): pytest.skip()\n",
    },
    innocent={
        "tests/test_a.py": "import pytest\n@pytest.mark.skip(reason='no console')\ndef test_a(): pytest.skip('no Chromium')\n",
    },
)
