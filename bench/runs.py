"""What a figure needs beside it to be believed: version, commit, machine, command."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import time
from typing import Any

import sayso


def stamped(figures: dict[str, Any]) -> dict[str, Any]:
    """The figures with the version, commit, machine, day and command that made them."""
    commit = subprocess.run(["git", "rev-parse", "HEAD"], capture_output=True, text=True, check=False)
    return {
        "version": sayso.__version__,
        "commit": commit.stdout.strip() or None,
        "machine": f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores",
        "python": platform.python_version(),
        "day": time.strftime("%Y-%m-%d"),
        "command": " ".join(sys.argv),
        **figures,
    }
