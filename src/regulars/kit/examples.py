"""Where the examples lie: inside an installed package, or in the checkout one works in."""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent


def examples_folder() -> Path:
    """The folder with the example programs and data."""
    bundled = PACKAGE / "examples_bundled"
    return bundled if bundled.is_dir() else PACKAGE.parent.parent / "examples"
