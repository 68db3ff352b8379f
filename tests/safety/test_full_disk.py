"""A disk without room: a sentence that says so, nothing lost, work goes on once there is room again."""

import os
import subprocess

import pytest

from tests.safety.campaigns import needs_posix, run_campaign

pytestmark = needs_posix

OWN_MOUNTS = ("unshare", "--user", "--map-root-user", "--mount")


def can_mount() -> bool:
    """Tell whether a small disk of memory can be mounted here, for a process and its children alone."""
    try:
        mounted = subprocess.run(
            [*OWN_MOUNTS, "mount", "-t", "tmpfs", "tmpfs", "/mnt"],
            capture_output=True,
            check=False,
            timeout=20,
        )
    except OSError:
        return False
    return mounted.returncode == 0


def test_every_kind_of_write_meets_a_limit_on_sizes_without_loss() -> None:
    assert run_campaign("full_disk")["cases"] == 15


@pytest.mark.skipif(os.name != "posix" or not can_mount(), reason="no disk can be mounted here")
def test_every_kind_of_write_meets_a_full_disk_without_loss() -> None:
    assert run_campaign("full_disk", *OWN_MOUNTS, tmpfs=1)["cases"] == 15
