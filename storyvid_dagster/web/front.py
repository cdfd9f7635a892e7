"""What pages and API do, whichever of them is asked."""

import hashlib
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, BinaryIO

from storyvid_dagster.core import names
from storyvid_dagster.core.files import Document
from storyvid_dagster.core.options import by_name, parse_request
from storyvid_dagster.core.request import StoryRequest
from storyvid_dagster.core.story import odd_characters
from storyvid_dagster.core.webhooks import check_webhook_url
from storyvid_dagster.defs.records import LastRun
from storyvid_dagster.defs.story_states import State, Story
from storyvid_dagster.errors import MediaError, RequestError
from storyvid_dagster.intake.anthologies import AnthologyOrder, ask_for_anthology
from storyvid_dagster.intake.inbox import Inbox
from storyvid_dagster.intake.uploads import Sending, Upload
from storyvid_dagster.media.documents import STAGES, load_document
from storyvid_dagster.providers.estimate import EstimateLine
from storyvid_dagster.web.claims import Claims
from storyvid_dagster.web.forms import plain_name
from storyvid_dagster.web.machine import Machine
from storyvid_dagster.web.orchestrator import Orchestrator
from storyvid_dagster.web.owners import User
from storyvid_dagster.web.shares import MOST_DAYS, Shares
from storyvid_dagster.web.standing import Standing

AT_WORK = frozenset({State.MAKING, State.WAITING, State.ASKED})
"""A story in one of these changes by itself."""


_READ_AT_ONCE = 1000
"""Most stories that one request reads, to say how they stand."""


class NoSuchStory(RequestError):
    """There is no story of that run_id."""


@dataclass(frozen=True)
class Front:
    """The doors of one data folder."""

    inbox: Inbox
    orchestrator: Orchestrator
    price: Callable[[StoryRequest], tuple[EstimateLine, ...]]
    """What a story would cost with the keys that are set."""
    machine: Callable[[], Machine]
    """What there is on this machine to make it with."""
    webhook_origins: Collection[str] = ()
    """Who may be told how a story ended, if whoever sends its drawing says so."""
    claims: Claims = field(default_factory=Claims)
    standing: Standing = field(default_factory=Standing)
    user: User | None = None
    """Who asks, where users have libraries of their own."""

    def seen_by(self, user: User) -> "Front":
        """Give the doors as a user sees them: there are no stories but theirs."""
        return replace(self, user=user)

    @property
    def user_name(self) -> str | None:
        """Give to whom belongs what is sent; `None`: all of it is in one library."""
        return self.user and self.user.name

    @property
    def manages(self) -> bool:
        """Tell whether who asks looks after this machine."""
        return self.user is None or self.user.is_admin

    def stories(
        self, *, offset: int, limit: int, find: str = "", state: State | None = None
    ) -> tuple[list[Story], int]:
        """Give a page of the stories, the newest first, and how many there are in all.

        Args:
            offset: How many are left out.
            limit: Most that are given.
            find: Words, each in the child's name, the folder, the file's name or the title; empty: all.
            state: Only those that stand so, among those that were ever looked at: a few more each time.
        """
        among = self.user and self.user.run_ids()
        if find.strip():
            found = self.claims.found(find, self.inbox.store)
            among = found if among is None else found & among
        if state is None:
            return self.orchestrator.stories(offset=offset, limit=limit, among=among)
        stories, _ = self.standing.look(self.orchestrator, most=_READ_AT_ONCE)
        standing = [
            story for story in stories if story.state is state and (among is None or story.run_id in among)
        ]
        return standing[offset : offset + limit], len(standing)

    def take(
        self,
        drawing: BinaryIO,
        file_name: str,
        options: Mapping[str, Any],
        *,
        key: str | None = None,
        form: str | None = None,
        wanted: tuple[str, ...] | None = None,
        webhook_url: str | None = None,
    ) -> Upload:
        """Take a drawing: the sensor makes its story, or what is wanted of it.

        Args:
            drawing: The bytes of the picture, from its beginning.
            file_name: What the sender calls it; it names nothing here.
            options: Of `StoryRequest`, under any of their names; empty text counts as not given.
            key: The sender's own name for this request: the second of the same gets the story of the first.
            form: Names the page it was sent from: the same drawing sent from it again is no second one.
            wanted: The assets to make of a drawing that is new here; `None`: the whole story.
            webhook_url: Who else is told how the story ended.

        Raises:
            RequestError: An option is wrong.
            DrawingRejected: It is not a drawing.
        """
        asked = parse_request(by_name((name, value) for name, value in options.items() if value != ""))
        named = f"{self.user_name}\0{key}" if key and self.user_name else key
        digest = named and hashlib.sha256(named.encode()).hexdigest()
        note = names.inbox(f"answered/{digest}.txt") if digest else None
        sender = f"sent:{digest}" if digest else form and f"form:{hashlib.sha256(form.encode()).hexdigest()}"
        sending = Sending(
            sender=sender,
            user=self.user_name,
            wanted=wanted,
            webhook_url=webhook_url and check_webhook_url(webhook_url, self.webhook_origins),
        )
        store = self.inbox.store
        with self.inbox.lock():
            if note and store.exists(note) and (known := self.inbox.find(store.get(note).decode())):
                return known
            upload = self.inbox.drop(
                drawing,
                plain_name(file_name),
                asked.model_dump(mode="json"),
                taken=self.orchestrator.taken(),
                sending=sending,
            )
            if note:
                store.put(note, upload.run_id.encode())
        return upload

    def make_stage(self, run_id: str, assets: Sequence[str]) -> LastRun | None:
        """Make assets of a story, and give its newest run before.

        Raises:
            NoSuchStory: There is none.
            RequestError: It is being made just now.
        """
        story = self.story(run_id)
        if story.last_run and (story.last_run.works or story.last_run.waits):
            raise RequestError(f"run {run_id} is being made: wait for it, or cancel it first")
        if self.inbox.memory.is_pending(run_id):
            self._check_that_it_begins(run_id, assets)
        else:
            self.orchestrator.make(run_id, assets)
        return story.last_run

    def _check_that_it_begins(self, run_id: str, assets: Sequence[str]) -> None:
        """See to it that the sensor, which is about to begin a story, makes these assets of it.

        Raises:
            RequestError: It does not.
        """
        upload = self.inbox.find(run_id)
        if upload and upload.wanted is not None and not set(assets) <= set(upload.wanted):
            raise RequestError(
                f"run {run_id}: {', '.join(upload.wanted)} are about to be made: wait for them"
            )

    def document(self, run_id: str, asset: str) -> Document:
        """Give the document that a stage left of a story.

        Raises:
            NoSuchStory: There is none, or it has no such document that this version can read.
        """
        self.story(run_id)
        if asset not in STAGES:
            raise NoSuchStory(f"there is no asset {asset[:40]}: there are {', '.join(STAGES)}")
        try:
            return load_document(STAGES[asset], names.document(run_id, asset), self.inbox.store)
        except MediaError as error:
            raise NoSuchStory(f"run {run_id}: {error}") from error

    def ask_again(self, run_id: str, options: Mapping[str, Any]) -> Upload:
        """Change options of a story, and let it be made again: what they do not touch is not.

        Args:
            run_id: Of the story.
            options: New values under any of the options' names; an empty one takes the option back.

        Raises:
            NoSuchStory: There is none.
            RequestError: An option is wrong, or the story is being made just now.
        """
        story = self.story(run_id)
        if story.state in AT_WORK:
            raise RequestError(f"run {run_id} is being made: wait for it, or cancel it first")
        with self.inbox.lock():
            upload = self.inbox.find(run_id)
            if upload is None:
                raise NoSuchStory(f"the story {run_id} has no drawing here")
            told = upload.request.model_dump(mode="json") | by_name(options.items())
            request = parse_request({name: value for name, value in told.items() if value not in ("", None)})
            return self.inbox.ask_again(run_id, request)

    def story(self, run_id: str) -> Story:
        """Give a story.

        Raises:
            NoSuchStory: There is none, or it is no run_id.
        """
        try:
            names.check_run_id(run_id)
        except RequestError as error:
            raise NoSuchStory(str(error)) from error
        is_theirs = self.user is None or self.user.sees(run_id)
        story = self.orchestrator.story(run_id) if is_theirs else None
        if story is None:
            raise NoSuchStory(f"there is no story {run_id}")
        return story

    def redo(self, run_id: str, assets: Sequence[str]) -> None:
        """Make assets of a story again; without any, all that is missing or damaged, or else all of it.

        Raises:
            NoSuchStory: There is none.
            RequestError: It has no such asset, or is being made just now.
        """
        story = self.story(run_id)
        if unknown := sorted(set(assets) - STAGES.keys()):
            raise RequestError(f"there is no asset {', '.join(unknown)}: there are {', '.join(STAGES)}")
        if story.state in AT_WORK:
            raise RequestError(f"run {run_id} is being made already")
        first = next(iter(dict.fromkeys(fault.asset for fault in story.faults)), next(iter(STAGES)))
        stages = list(STAGES)
        self.orchestrator.make(run_id, list(assets) or stages[stages.index(first) :])

    def approve(self, run_id: str) -> None:
        """Say yes to the script of a story: pictures, narration and film are made.

        Raises:
            NoSuchStory: There is none.
            RequestError: It does not wait for that.
        """
        story = self.story(run_id)
        if story.state in AT_WORK:
            raise RequestError(f"run {run_id} does not wait for anybody's yes: it is being made")
        self.orchestrator.approve(run_id)

    def cancel(self, run_id: str) -> None:
        """Stop making a story; what was made so far is kept.

        Raises:
            NoSuchStory: There is none.
        """
        self.orchestrator.cancel(self.story(run_id).run_id)

    def ask_for_anthology(self, title: str, run_ids: Sequence[str]) -> AnthologyOrder:
        """Ask for one film and one book of several stories, in this order.

        Raises:
            NoSuchStory: One of them is not there.
            RequestError: There are fewer than two, one has no film, or no child may be told the title.
        """
        stories = [self.story(run_id) for run_id in dict.fromkeys(run_ids)]
        if len(stories) < 2:
            raise RequestError("choose two stories or more")
        if unfilmed := [story.title or story.run_id for story in stories if story.film_s is None]:
            raise RequestError(f"there is no film yet of {', '.join(unfilmed)}")
        if odd := odd_characters(title):
            raise RequestError(f"the title has characters that are not of a story: {odd!r}")
        return ask_for_anthology(
            title, [story.run_id for story in stories], self.inbox.store, user=self.user_name
        )

    def share(self, run_id: str, days: int) -> None:
        """Make a link that shows the film of a story to whoever has it.

        Raises:
            NoSuchStory: There is none.
            RequestError: It has no film yet, or the link would last too long.
        """
        if not 1 <= days <= MOST_DAYS:
            raise RequestError(f"a link lasts 1 to {MOST_DAYS} days")
        Shares(self.inbox.store).make(self.story(run_id).run_id, days)

    def unshare(self, run_id: str) -> None:
        """End the link of a story.

        Raises:
            NoSuchStory: There is none.
        """
        Shares(self.inbox.store).revoke(self.story(run_id).run_id)

    def forget(self, run_id: str) -> list[str]:
        """Delete a story whole, and give one line for each thing removed.

        Raises:
            NoSuchStory: There is none.
            RequestError: A run of it is at work and does not end.
        """
        return self.orchestrator.forget(self.story(run_id).run_id)
