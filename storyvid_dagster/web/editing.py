"""A person's changes of a story: words, places, pictures, the order of scenes, the title."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from secrets import randbelow

from storyvid_dagster.core.edits import SceneChange, StoryEdits, edited
from storyvid_dagster.defs.story_states import State
from storyvid_dagster.errors import MediaError, RequestError
from storyvid_dagster.stages.approval import change
from storyvid_dagster.stages.edits import begin_edits, unmade_edit
from storyvid_dagster.web.front import AT_WORK, Front, NoSuchStory


@dataclass(frozen=True)
class Editing:
    """Changes the stories of whoever asks."""

    front: Front

    def scene(self, run_id: str, number: int, changed: SceneChange, *, another_picture: bool = False) -> None:
        """Change a scene of a story, and let just that be made again; before a yes to it, only keep it.

        Args:
            run_id: Of the story.
            number: Of the scene.
            changed: Its fields that are set take the place of what they are; `None` takes a change back.
            another_picture: Whether another picture of the same is wanted.

        Raises:
            NoSuchStory: There is no such story or scene.
            RequestError: No child may be told that, or the story is being made just now.
        """

        def edit(edits: StoryEdits, scene: int) -> StoryEdits:
            told = {name: getattr(changed, name) for name in changed.model_fields_set}
            if another_picture:
                told["picture_seed"] = randbelow(2**32)
            return edits.with_edit(edits.edit_of(scene).model_copy(update=told))

        self._change(run_id, lambda edits: edit(edits, _written(edits, number)))

    def script(
        self,
        run_id: str,
        *,
        title: str | None = None,
        order: Sequence[int] | None = None,
        texts: Mapping[int, str] | None = None,
    ) -> None:
        """Change the title of a story; before a yes to it also its scenes, all at once.

        Args:
            run_id: Of the story.
            title: A new one.
            order: The scenes by their numbers, those left out are dropped.
            texts: New words by the number of their scene.

        Raises:
            NoSuchStory: There is none.
            RequestError: It may not be told so, or scenes are put in order after the yes.
        """
        story = self.front.story(run_id)
        if order is not None and story.state is not State.TO_APPROVE:
            raise RequestError(f"run {run_id}: scenes are put in order before the story is filmed")

        def edit(edits: StoryEdits) -> StoryEdits:
            for number, text in (texts or {}).items():
                scene = _written(edits, number)
                edits = edits.with_edit(edits.edit_of(scene).model_copy(update={"text": text}))
            if order is not None:
                if not order or len(set(order)) < len(order):
                    raise RequestError(f"run {run_id}: each scene has one place, and at least one is left")
                edits = edits.model_copy(update={"order": tuple(_written(edits, at) for at in order)})
            return edits.model_copy(update={"title": title}) if title else edits

        self._change(run_id, edit)

    def accept(self, run_id: str, number: int) -> None:
        """Keep what was changed in a scene: it is compared with what it was before no more.

        Raises:
            NoSuchStory: There is no such story or scene.
        """
        self._change(run_id, lambda edits: edits.accepted(_written(edits, number)))

    def undo(self, run_id: str, number: int) -> None:
        """Take back what was changed in a scene since it was accepted last.

        Raises:
            NoSuchStory: There is no such story or scene.
            RequestError: The story is being made just now.
        """
        self._change(run_id, lambda edits: edits.undone(_written(edits, number)))

    def _change(self, run_id: str, edit: Callable[[StoryEdits], StoryEdits]) -> None:
        """Keep changes of a story, and ask for what they touch unless it waits for a yes."""
        story = self.front.story(run_id)
        if story.state in AT_WORK:
            raise RequestError(f"run {run_id} is being made: wait for it, or cancel it first")
        with self.front.inbox.lock():
            try:
                before = begin_edits(run_id, self.front.inbox.store)
            except MediaError as error:
                raise NoSuchStory(f"run {run_id} has no story yet: {error}") from error
            edits = edit(before)
            is_same = edited(edits).data_version == edited(before).data_version
            if is_same and len(edits.before) > len(before.before):
                return  # a form that was sent as it stood
            if story.state is State.TO_APPROVE:  # there is no picture yet to compare with
                edits = edits.model_copy(update={"before": ()})
            change(edits, self.front.inbox.store)
        if story.state is not State.TO_APPROVE and (touched := unmade_edit(run_id, self.front.inbox.store)):
            self.front.orchestrator.make(run_id, touched)


def _written(edits: StoryEdits, number: int) -> int:
    """Give the number that a scene has in the story as it was written.

    Raises:
        NoSuchStory: There is no such scene.
    """
    if not 1 <= number <= len(edits.order):
        raise NoSuchStory(f"the story {edits.run_id} has scenes 1 to {len(edits.order)}, and no {number}")
    return edits.order[number - 1]
