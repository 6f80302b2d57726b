"""What the doctor offers to commands: what is found, in order."""

from regulars.features.doctor.contracts import Finding, Limits
from regulars.features.doctor.service.examine import examine

__all__ = ["Finding", "Limits", "examine"]
