"""Hypothesis for core: timing never fails a test, and CI draws the same examples every time."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

settings.register_profile("core", deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("core-ci", settings.get_profile("core"), derandomize=True)
settings.load_profile("core-ci" if os.environ.get("CI") else "core")
