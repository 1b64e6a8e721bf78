"""Figures for Prometheus: counted as things happen, or asked from the database at the moment somebody looks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from prometheus_client import CollectorRegistry, Gauge, ProcessCollector, generate_latest
from prometheus_client.metrics_core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from bot.jobs.queue import LEASED, PARKED, WAITING
from bot.web.figures import Lane


class Metrics:
    """One registry of our own, so that two bots in one process do not count together."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        self._ready = Gauge("palabre_ready", "1 while the platform is connected", ["platform"], registry=self.registry)

    def page(self, work: Mapping[str, Lane], now: datetime, platforms: Mapping[str, bool]) -> bytes:
        """Everything; `work` is what the database said at `now`."""
        for name, ready in platforms.items():
            self._ready.labels(name).set(int(ready))
        momentary = CollectorRegistry()
        momentary.register(_Work(work, now))
        return generate_latest(self.registry) + generate_latest(momentary)


class _Work(Collector):
    def __init__(self, work: Mapping[str, Lane], now: datetime) -> None:
        self._work = work
        self._now = now

    def collect(self) -> Iterator[Metric]:
        numbers = GaugeMetricFamily(
            "palabre_queue", "Jobs that are not over, and parked ones", labels=["lane", "state"]
        )
        oldest = GaugeMetricFamily(
            "palabre_queue_oldest_due_seconds", "For how long the oldest job that is due has waited", labels=["lane"]
        )
        for name, lane in self._work.items():
            for state in (WAITING, LEASED, PARKED):
                numbers.add_metric([name, state], lane.states.get(state, 0))
            waited = (self._now - lane.oldest_due).total_seconds() if lane.oldest_due else 0.0
            oldest.add_metric([name], max(0.0, waited))
        yield numbers
        yield oldest
