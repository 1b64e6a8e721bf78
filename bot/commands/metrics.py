"""What operators can watch of the dispatcher: how much happens, how it ends and how long it takes."""

from __future__ import annotations

from dataclasses import dataclass, field

from prometheus_client import CollectorRegistry, Counter, Histogram


@dataclass(frozen=True, slots=True)
class Metrics:
    """`outcome` is answered, silent, refused, repeated, broken or unavailable."""

    handled: Counter
    seconds: Histogram
    _of: dict[tuple[str, str], tuple[Counter, Histogram]] = field(default_factory=dict)

    def count(self, kind: str, outcome: str, seconds: float) -> None:
        counted = self._of.get((kind, outcome))
        if counted is None:  # labels are looked up once: each look costs as much as counting ten times
            counted = self._of[kind, outcome] = (self.handled.labels(kind, outcome), self.seconds.labels(kind))
        counted[0].inc()
        counted[1].observe(seconds)


def metrics(registry: CollectorRegistry) -> Metrics:
    """Made once per process, in the registry that /metrics writes out."""
    return Metrics(
        Counter("palabre_outcomes", "How what happened was answered", ["kind", "outcome"], registry=registry),
        Histogram("palabre_dispatch_seconds", "From hearing of it to the answer", ["kind"], registry=registry),
    )
