"""`palabre run` with the playground: from the command to ready, and what it holds once nothing happens any more."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from statistics import median

from benchmarks.measuring import folder

STARTS = 5
IDLE = 3.0
"""Seconds of doing nothing before memory is read."""

PATIENCE = 60.0


def free_port() -> int:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        port: int = held.getsockname()[1]
        return port


def ready(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=1) as answer:
            return bool(answer.status == 200)
    except (OSError, urllib.error.URLError):
        return False


def start(path: Path) -> tuple[float, float]:
    """Seconds to ready, and resident memory in MiB once idle."""
    web, page = free_port(), free_port()
    world = Path(__file__).parent.parent / "examples" / "cast.toml"
    (path / "config.toml").write_text(
        f'[database]\nurl = "sqlite:///{path / "palabre.db"}"\n[web]\nlisten = "127.0.0.1:{web}"\n'
        f'[playground]\nenabled = true\nlisten = "127.0.0.1:{page}"\nworld = "{world}"\nstore = "{path / "play.db"}"\n'
    )
    began = time.perf_counter()
    running = subprocess.Popen(
        [sys.executable, "-m", "bot", "run", "--config", str(path / "config.toml")],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        while not ready(web):
            if running.poll() is not None or time.perf_counter() - began > PATIENCE:
                raise RuntimeError("palabre run did not get ready")
            time.sleep(0.01)
        taken = time.perf_counter() - began
        time.sleep(IDLE)
        pages = int(Path(f"/proc/{running.pid}/statm").read_text().split()[1])
        return taken, pages * os.sysconf("SC_PAGE_SIZE") / 2**20
    finally:
        running.terminate()
        running.wait()


def main() -> int:
    """Prints both as medians; there is no bound to miss."""
    if not Path("/proc/self/statm").exists():
        print("Memory is read from /proc, which this machine does not have.")
        return 0
    with folder() as path:
        start(path)  # makes the database
        taken, memory = zip(*(start(path) for _ in range(STARTS)), strict=True)
    print(f"ready after {median(taken):.2f} s, {median(memory):.0f} MiB resident when idle")
    return 0


if __name__ == "__main__":
    sys.exit(main())
