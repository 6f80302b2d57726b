"""The master key of test databases: in the environment, so that commands started by tests have it too."""

from pathlib import Path
from typing import Final

from regulars.store.master_keys import MasterKeySource

MASTER_KEY: Final = "rmk_YSBrZXkgb2YgdGVzdHMsIG5vdCBhdCBhbGwgc2VjcmU="
KEYS: Final = MasterKeySource([MASTER_KEY], Path("/nonexistent/master.key"))
