"""What the demo slice offers: load the example, settle it to the end of its data, and sum it up."""

from regulars.features.demo.contracts import DemoSummary
from regulars.features.demo.service.load import load_demo

__all__ = ["DemoSummary", "load_demo"]
