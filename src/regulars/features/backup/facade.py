"""What the backup slice offers to commands: making a backup, reading one, and the way back into a database."""

from regulars.features.backup.contracts import Manifest
from regulars.features.backup.files import BackupFile, open_backup
from regulars.features.backup.service.back_up import Made, back_up
from regulars.features.backup.service.restore import Restored, Step, plan_restore, restore

__all__ = ["BackupFile", "Made", "Manifest", "Restored", "Step", "back_up", "open_backup", "plan_restore", "restore"]
