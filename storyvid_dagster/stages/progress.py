"""How a stage says how far it is: one log record a step, with numbers for whoever draws a bar."""

import logging
from dataclasses import dataclass

_log = logging.getLogger("storyvid_dagster.progress")


@dataclass(frozen=True)
class Step:
    """A stage has done `done` of `total`."""

    run_id: str
    stage: str
    done: int
    total: int
    what: str


def report(run_id: str, stage: str, done: int, total: int, what: str) -> None:
    """Log a step; the record carries it as `record.step`."""
    _log.info(
        "%s: %s %d/%d %s",
        run_id,
        stage,
        done,
        total,
        what,
        extra={"step": Step(run_id, stage, done, total, what)},
    )
