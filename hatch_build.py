"""Build hook: a wheel carries the examples inside the package, an editable install reads them from the checkout.

Declared in pyproject alone, an editable install would copy them too, and the copy would go stale with the first edit.
"""

from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ExamplesHook(BuildHookInterface):  # type: ignore[type-arg]  # hatchling's own generic, of no use here
    """Put `examples/` into the wheel as `regulars/examples_bundled`."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the folder unless the build is an editable one."""
        if version != "editable":
            build_data["force_include"][f"{self.root}/examples"] = "regulars/examples_bundled"
