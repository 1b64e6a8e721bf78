"""`make bench` or `python -m benchmarks [name …]` runs what stands in this folder; exit status 1 at a missed target."""

from __future__ import annotations

import sys
import warnings
from importlib import import_module
from pkgutil import iter_modules

import benchmarks

NOT_PROGRAMS = {"__main__", "measuring"}


def main(wanted: list[str]) -> int:
    names = [module.name for module in iter_modules(benchmarks.__path__) if module.name not in NOT_PROGRAMS]
    if unknown := set(wanted) - set(names):
        print(f"There is no benchmark {', '.join(sorted(unknown))}; there are {', '.join(names)}.", file=sys.stderr)
        return 1
    missed = []
    for name in names:
        if not wanted or name in wanted:
            print(f"· {name}", flush=True)
            if import_module(f"benchmarks.{name}").main():
                missed.append(name)
    if missed:
        print(f"Missed: {', '.join(missed)}.", file=sys.stderr)
    return 1 if missed else 0


if __name__ == "__main__":
    # The throwaway PostgreSQL looks for a per-login folder, which machines without a login session do not have.
    warnings.filterwarnings("ignore", message="XDG_RUNTIME_DIR is not set")
    sys.exit(main(sys.argv[1:]))
