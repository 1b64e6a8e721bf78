"""What operators can watch of the workers: how every job ended."""

from __future__ import annotations

from dataclasses import dataclass

from prometheus_client import CollectorRegistry, Counter


@dataclass(frozen=True, slots=True)
class Metrics:
    """`state` is how a job ended (done, too late, undeliverable, parked), or "again" for one more attempt."""

    jobs: Counter

    def count(self, lane: str, kind: str, state: str) -> None:
        self.jobs.labels(lane, kind, state).inc()


def metrics(registry: CollectorRegistry) -> Metrics:
    """Made once per process, in the registry that /metrics writes out."""
    return Metrics(Counter("palabre_jobs", "How jobs ended", ["lane", "kind", "state"], registry=registry))
