"""Find an nginx for the test of the hosting guide: the system's, or Debian's package if root."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path


def find_nginx() -> str | None:
    """Return the path of an nginx that is installed, or None."""
    # Debian has it in a folder that only root searches
    return (
        os.environ.get("NGINX") or shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    )


def get_nginx() -> str | None:
    """Return the path of an nginx, installed first if there is none; None where that fails."""
    # tests run side by side, and apt-get serves one at a time
    with (Path(tempfile.gettempdir()) / "claimline-nginx.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        found = find_nginx()
        if found or os.geteuid() or not shutil.which("apt-get"):
            return found
        print("No nginx found; installing Debian's package …", flush=True)
        subprocess.run(["apt-get", "update", "-qq"], check=False)
        subprocess.run(
            ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "nginx"], check=False
        )
        return find_nginx()


def main() -> int:
    """Install an nginx if there is none; return an exit code."""
    if get_nginx():
        return 0
    print(
        "The test of the hosting guide needs nginx. Install it, or set NGINX to its path.",
        file=sys.stderr,
    )
    return 1


if __name__ == "__main__":
    sys.exit(main())
