"""Every error the project raises on purpose.

    StoryvidError
    ├── RequestError              what the parent asked for cannot be done as written
    ├── DrawingRejected           the upload cannot be a drawing
    ├── ApprovalAwaited           a person has to say yes to the script first
    ├── ProviderError
    │   ├── ProviderUnavailable   worth another try
    │   │   └── AnswerLost        asked, and no answer came: it may have been charged for
    │   ├── ProviderExhausted     tried as often as is sensible; not now
    │   └── ProviderRefused       the same request will always fail
    │       ├── ContentRefused    by rules that keep children safe, a vendor's or our own
    │       └── BudgetExceeded    the call was not made: it would cost more than is allowed
    ├── MediaError                a stored file is missing or is not what its document says
    │   └── NoRoom                there is not enough room on the disk
    ├── StoreUnavailable          the store on another machine does not answer: worth another try
    ├── Interrupted               a program that was started was ended from outside: worth another try
    ├── RenderError               ffmpeg failed, or made something other than asked
    ├── BookError                 a book cannot be made of what was given for it
    └── SetupError                something this machine needs is not installed or not set

The text of an error is read by a person: it names the run and the scene where there is one, what
failed, and how to put it right.
"""

from collections.abc import Sequence


class StoryvidError(Exception):
    """Base of every error below."""


class RequestError(StoryvidError):
    """What the parent asked for cannot be done as written."""


class DrawingRejected(StoryvidError):
    """The upload cannot be a drawing: not a picture, broken, empty or too large."""


class ApprovalAwaited(StoryvidError):
    """The script is written, and a person who asked to read it first has not said yes yet."""


class ProviderError(StoryvidError):
    """An engine or a vendor did not deliver."""


class ProviderUnavailable(ProviderError):
    """It may well work later: worth another try."""

    def __init__(
        self, text: str, *, retry_after_s: float | None = None, too_many_at_once: bool = False
    ) -> None:
        super().__init__(text)
        self.retry_after_s = retry_after_s
        """When the vendor wants to be asked again, in seconds from the answer."""
        self.too_many_at_once = too_many_at_once
        """It wants fewer requests at a time."""


class AnswerLost(ProviderUnavailable):
    """The request went out and no usable answer came back: it may have been charged for."""


class ProviderExhausted(ProviderError):
    """Tried as often, or for as long, as is sensible: not worth another try now."""


class ProviderRefused(ProviderError):
    """The same request will always fail."""


class ContentRefused(ProviderRefused):
    """Refused by rules that keep children safe, a vendor's or our own."""


class BudgetExceeded(ProviderRefused):
    """The call was not made: it would cost more than is allowed."""


class MediaError(StoryvidError):
    """A stored file is missing or is not what its document says."""


class NoRoom(MediaError):
    """There is not enough room on the disk."""


class StoreUnavailable(StoryvidError):
    """The store on another machine does not answer.

    Worth another try. It is no `MediaError`, so nobody takes it for a file that is missing or damaged.
    """


class Interrupted(StoryvidError):
    """A program that this one started was ended from outside, as a system short of memory does.

    Worth another try. It is of no other kind, so nobody takes it for a fault of what was worked on.
    """


class RenderError(StoryvidError):
    """A run of ffmpeg failed, or made something other than asked."""


class BookError(StoryvidError):
    """A book cannot be made of what was given for it."""


class SetupError(StoryvidError):
    """Something this machine needs is not installed or not set."""


def may_pass(error: BaseException) -> bool:
    """Tell whether the same may well work later."""
    return isinstance(error, ProviderUnavailable | StoreUnavailable | Interrupted)


def all_told(errors: Sequence[StoryvidError]) -> StoryvidError:
    """Make one error of several: of the kind of one that can never succeed, if there is one.

    >>> all_told([ProviderUnavailable("scene 1: busy"), ContentRefused("scene 2: no")])
    ContentRefused('scene 2: no; and scene 1: busy')
    """
    first, *others = sorted(errors, key=may_pass)
    texts = dict.fromkeys(map(str, (first, *others)))
    return type(first)("; and ".join(texts)) if len(texts) > 1 else first
