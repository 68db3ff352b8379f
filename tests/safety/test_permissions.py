"""Where this account may not write, a dossier is read; where it may not read, that is said."""

from tests.safety.campaigns import needs_posix, run_campaign


@needs_posix
def test_read_only_files_and_folders_are_read_and_closed_ones_are_named() -> None:
    assert run_campaign("unprivileged")["cases"] == 6
