"""That somebody has read a script and said yes."""

from pydantic import Field

from storyvid_dagster.core.files import Document


class Approval(Document):
    """A yes to a script; to another one it says nothing."""

    run_id: str
    script: str = Field(description="Data version of the script that was read")
