"""The statements of access, one file per subject. Times come from the caller: accounts live by the real clock, or a test's."""
