"""Every error the project raises on purpose.

    StoryvidError
    ├── RequestError            what the parent asked for cannot be done as written
    ├── DrawingRejected         the upload cannot be a drawing
    ├── ProviderError
    │   ├── ProviderUnavailable worth another try
    │   └── ProviderRefused     the same request will always fail
    ├── MediaError              a stored file is missing or is not what its document says
    ├── RenderError             ffmpeg failed, or made something other than asked
    └── SetupError              something this machine needs is not installed or not set

The text of an error is read by a person: it names the run and the scene where there is one, what
failed, and how to put it right.
"""


class StoryvidError(Exception):
    """Base of every error below."""


class RequestError(StoryvidError):
    """What the parent asked for cannot be done as written."""


class DrawingRejected(StoryvidError):
    """The upload cannot be a drawing: not a picture, broken, empty or too large."""


class ProviderError(StoryvidError):
    """An engine or a vendor did not deliver."""


class ProviderUnavailable(ProviderError):
    """It may well work later: worth another try."""


class ProviderRefused(ProviderError):
    """The same request will always fail."""


class MediaError(StoryvidError):
    """A stored file is missing or is not what its document says."""


class RenderError(StoryvidError):
    """A run of ffmpeg failed, or made something other than asked."""


class SetupError(StoryvidError):
    """Something this machine needs is not installed or not set."""
