"""Every fact that core or a slice tells has a name in both languages, so that an endpoint can ask for it."""

import re
from pathlib import Path

import regulars.core
from regulars.features.profiles.contracts import PROFILE_FACTS
from regulars.features.tags.contracts import TAG_FACTS
from regulars.features.webhooks.fact_types import FACT_TYPES


def test_types__are_those_that_are_told():
    sources = "".join(path.read_text(encoding="utf-8") for path in Path(regulars.core.__file__).parent.rglob("*.py"))
    told = set(re.findall(r'\.tell\(\s*"([a-z_.]+)"', sources))
    assert len(told) > 10
    assert told | set(TAG_FACTS) | set(PROFILE_FACTS) == set(FACT_TYPES)
