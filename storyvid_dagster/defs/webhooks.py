"""Tells another program of stories that are finished, failed or to be approved: Standard Webhooks."""

import asyncio
import base64
import hashlib
import hmac
import json
import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import dagster as dg
import httpx
from pydantic import BaseModel, ConfigDict, SecretStr

from storyvid_dagster.core.webhooks import origin_of
from storyvid_dagster.defs.dead_runs import WILL_RETRY
from storyvid_dagster.defs.partitions import PARTITION_TAG
from storyvid_dagster.defs.records import stories_of
from storyvid_dagster.defs.story_states import State, read_stories
from storyvid_dagster.errors import MediaError
from storyvid_dagster.intake.inbox import Inbox

WAITS_S = (5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000)
"""How long is waited after each try that failed; then nobody is told any more."""
_TIMEOUT_S = 8.0
"""For a whole answer; `_AT_ONCE` of them end before Dagster ends a tick."""
_LOOKED_AT = 50
_AT_ONCE = 4
"""Most messages sent in one look."""
_TOLD = {State.FINISHED: "story.finished", State.FAILED: "story.failed", State.TO_APPROVE: "story.to_approve"}
_ENDS = {
    "succeeded": dg.DagsterEventType.RUN_SUCCESS,
    "failed": dg.DagsterEventType.RUN_FAILURE,
}


class Message(BaseModel):
    """Something to be told."""

    model_config = ConfigDict(frozen=True)

    id: str
    """The dagster_run_id: whoever is told twice knows it by this. Of the story nothing is kept here."""
    what: str
    is_own: bool = False
    """Whether it is told at the address that came with the drawing: the claim has it."""
    tries: int = 0
    due_s: float = 0


class Progress(BaseModel):
    """How far the runs were looked through, and what is still to be told: the cursor of the sensor."""

    model_config = ConfigDict(frozen=True)

    seen: dict[str, str | None]
    waiting: tuple[Message, ...] = ()


def signature(secret: SecretStr, message_id: str, sent_s: int, body: bytes) -> str:
    """Sign a message: HMAC-SHA256 over id, time and body, with the bytes after `whsec_`.

    >>> signature(SecretStr("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"), "msg_p5jXN8AQM9LWM0D4loKWxJek",
    ...           1614265330, b'{"test": 2432232314}')
    'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE='
    """
    key = base64.b64decode(secret.get_secret_value().removeprefix("whsec_"))
    signed = hmac.digest(key, f"{message_id}.{sent_s}.".encode() + body, hashlib.sha256)
    return f"v1,{base64.b64encode(signed).decode()}"


def webhook_sensor(url: str, secret: SecretStr, origins: Collection[str] = ()) -> dg.SensorDefinition:
    """Make the sensor that tells of stories; runs never wait for it.

    Args:
        url: Where all are told of; empty: nowhere.
        secret: Signs what is told.
        origins: Where a story may be told of that names the address itself.
    """

    @dg.sensor(minimum_interval_seconds=10, default_status=dg.DefaultSensorStatus.RUNNING)
    def webhooks(context: dg.SensorEvaluationContext, inbox: dg.ResourceParam[Inbox]) -> dg.SkipReason:
        """Tell another program of stories that are finished, failed or to be approved."""
        if context.cursor is None:  # what was before it was set up is no news
            progress = Progress(seen={end: _newest(context.instance, of) for end, of in _ENDS.items()})
        else:
            progress = _look(Progress.model_validate_json(context.cursor), context.instance, inbox, url)
        now_s, left, sent = time.time(), list[Message](), list[Message]()
        for message in progress.waiting:
            if message.due_s > now_s or len(sent) == _AT_ONCE:
                left.append(message)
                continue
            run = context.instance.get_run_by_id(message.id)
            if run is None:  # its story was forgotten meanwhile
                continue
            run_id = run.tags[PARTITION_TAG]
            there = _own_url(run_id, inbox, origins) if message.is_own else url
            if not there:  # it was taken back, or is allowed no more
                continue
            sent.append(message)
            data = {"run_id": run_id}
            if not (why := tell(there, secret, message_id=message.id, what=message.what, data=data)):
                continue
            if message.tries == len(WAITS_S):
                context.log.error("gave up telling %s of run %s: %s", origin_of(there), run_id, why)
                continue
            context.log.warning("could not tell %s of run %s: %s", origin_of(there), run_id, why)
            due_s = now_s + WAITS_S[message.tries]
            left.append(message.model_copy(update={"tries": message.tries + 1, "due_s": due_s}))
        context.update_cursor(progress.model_copy(update={"waiting": tuple(left)}).model_dump_json())
        return dg.SkipReason(f"sent {len(sent)} messages; {len(left)} are to be sent")

    return webhooks


def _newest(instance: dg.DagsterInstance, end: dg.DagsterEventType) -> str | None:
    """Give the place behind the newest run that ended so."""
    found = instance.fetch_run_status_changes(end, limit=1)
    return found.cursor if found.records else None


def _look(progress: Progress, instance: dg.DagsterInstance, inbox: Inbox, url: str) -> Progress:
    """Look for runs that ended since."""
    seen, waiting = dict(progress.seen), list(progress.waiting)
    for end, of in _ENDS.items():
        found = instance.fetch_run_status_changes(of, limit=_LOOKED_AT, cursor=seen[end], ascending=True)
        seen[end] = found.cursor if found.records else seen[end]
        waiting += _messages([record.run_id for record in found.records], instance, inbox, url)
    return Progress(seen=seen, waiting=tuple(waiting))


def _messages(
    dagster_run_ids: Sequence[str], instance: dg.DagsterInstance, inbox: Inbox, url: str
) -> Iterator[Message]:
    """Say what there is to tell of runs: how their story stands, if nothing works on it again already."""
    for dagster_run_id in dagster_run_ids:
        run = instance.get_run_by_id(dagster_run_id)
        run_id = run and run.tags.get(PARTITION_TAG)
        if run is None or run_id is None or run.tags.get(WILL_RETRY) == "true":
            continue
        home = Path(instance.root_directory)
        last = {run_id: stories_of(home, [run_id]).get(run_id)}
        (story,) = read_stories(home, inbox.store, last)
        if story.last_run and story.last_run.dagster_run_id == dagster_run_id and story.state in _TOLD:
            what = _TOLD[story.state]
            if url:
                yield Message(id=dagster_run_id, what=what)
            if _claimed_url(run_id, inbox) not in {None, url}:
                yield Message(id=dagster_run_id, what=what, is_own=True)


def _claimed_url(run_id: str, inbox: Inbox) -> str | None:
    try:
        upload = inbox.find(run_id)
    except MediaError:
        return None
    return upload and upload.webhook_url


def _own_url(run_id: str, inbox: Inbox, origins: Collection[str]) -> str | None:
    """Give the address that came with a drawing, if it may be told still."""
    url = _claimed_url(run_id, inbox)
    return url if url and origin_of(url) in origins else None


def tell(url: str, secret: SecretStr, *, message_id: str, what: str, data: Mapping[str, Any]) -> str:
    """Send a signed message, and give why that failed; empty: it was taken."""
    sent_s = int(time.time())
    body = json.dumps({"type": what, "data": data}).encode()
    headers = {
        "Content-Type": "application/json",
        "webhook-id": message_id,
        "webhook-timestamp": str(sent_s),
        "webhook-signature": signature(secret, message_id, sent_s, body),
    }
    try:
        return asyncio.run(_posted(url, body, headers))
    except TimeoutError:
        return f"it did not answer within {_TIMEOUT_S:g} s"
    except httpx.HTTPError as error:
        return f"{type(error).__name__}: {error}"


async def _posted(url: str, body: bytes, headers: dict[str, str]) -> str:
    # httpx ends single waits only: who answers a byte at a time would hold the tick until Dagster ends it.
    async with (
        asyncio.timeout(_TIMEOUT_S),
        httpx.AsyncClient() as client,
        client.stream("POST", url, content=body, headers=headers) as answer,
    ):
        return "" if answer.is_success else f"it answered {answer.status_code}"
