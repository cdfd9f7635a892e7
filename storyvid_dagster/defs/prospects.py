"""What becomes of a story that is not finished: why not, what happens by itself, what a person can do."""

from dataclasses import dataclass

from storyvid_dagster.defs.story_states import State, Story

_NOT_UP = "nothing, until `storyvid up` runs"


@dataclass(frozen=True)
class Circumstances:
    """What is known around a story, beside its files."""

    is_up: bool
    """Whether a `storyvid up` runs."""
    ahead: int | None = None
    """Runs that wait before its own; `None`: it has none that waits."""
    failures: tuple[str, ...] = ()
    """Why its newest run, or the steps of it that are tried again, failed."""
    will_retry: bool = False
    """Whether Dagster is about to start its newest run again."""
    run_retries: tuple[int, int] = (0, 0)
    """How often the run was started again since its process died, and how often that is done at most."""
    nights: tuple[int, int] = (0, 0)
    """How often in a row the nightly schedule tried it in vain, and how often it does at most."""
    night: str = ""
    """When the nightly schedule looks, as cron says it, with its time zone."""


@dataclass(frozen=True)
class Prospects:
    """A story's future in words."""

    why: str
    """Why it is not finished."""
    next: str
    """What happens by itself."""
    todo: str = ""
    """What a person can do; empty: nothing needs to be done."""


def prospects(story: Story, about: Circumstances) -> Prospects:
    """Tell what becomes of a story."""
    failed = "; ".join(about.failures)
    match story.state:
        case State.FINISHED:
            return Prospects("it is finished", "nothing")
        case State.MAKING:
            why = f"it is being made ({_made(story)})"
            tried = f", and is tried again: {failed}" if failed else ""
            return Prospects(why + tried, "the rest of it is made")
        case State.WAITING | State.ASKED if about.ahead is not None:
            why = "its run waits in the queue"
            turn = f"it begins after {_counted(about.ahead)}" if about.ahead else "it begins next"
            return Prospects(why, _if_up(about, turn))
        case State.WAITING | State.ASKED:
            why = "it is asked for, and no run has begun"
            return Prospects(why, _if_up(about, "a run begins within half a minute"))
        case State.STOPPED:
            tries, most = about.run_retries
            again = f"its run is started again within a minute ({tries} of {most} times used)"
            why = f"the process of its run has ended ({_made(story)})"
            return Prospects(why, _if_up(about, again if tries < most else _night(story, about)))
        case State.TO_APPROVE:
            todo = f"read its script, then `storyvid approve {story.run_id}`, or change its options"
            return Prospects("its script waits for a person's yes", "nothing, until somebody says yes", todo)
        case State.FAILED:
            why = f"its last run failed ({_made(story)}): {failed}"
            again = "its run is started again" if about.will_retry else _night(story, about)
            return Prospects(why, _if_up(about, again), _now(story))
        case State.DAMAGED:
            why = "; ".join(str(fault) for fault in story.faults)
            todo = f"`storyvid verify {story.run_id} --mend` makes just that again now"
            return Prospects(why, _if_up(about, _night(story, about)), todo)
        case State.STALE if not story.stale:
            return Prospects("it was changed since it was filmed", _if_up(about, _night(story, about)))
        case State.STALE:
            why = f"{', '.join(story.stale)}: made from what was changed since"
            todo = "*Materialize* what is stale in the UI of `storyvid up`"
            return Prospects(why, "nothing, unless STORYVID_HEAL_STALE is set", todo)
        case State.UNFINISHED:
            return Prospects(_made(story), _if_up(about, _night(story, about)), _now(story))


def _made(story: Story) -> str:
    return f"not made yet: {', '.join(story.unmade)}" if story.unmade else "all is made but damaged"


def _counted(runs: int) -> str:
    return "1 other run" if runs == 1 else f"{runs} other runs"


def _if_up(about: Circumstances, what: str) -> str:
    return what if about.is_up else f"{_NOT_UP}; then {what}"


def _night(story: Story, about: Circumstances) -> str:
    if story.is_left:
        return "nothing more: it was stopped, or no more was asked of it"
    tries, most = about.nights
    if tries >= most:
        return f"nothing more: the nightly schedule gave it up after {tries} tries (STORYVID_HEAL_ATTEMPTS)"
    return f"the nightly schedule ({about.night}) makes what is missing, try {tries + 1} of {most}"


def _now(story: Story) -> str:
    missing = ", ".join(story.unmade)
    return f"put right what failed, then *Materialize* {missing} in the UI, or wait for the night"
