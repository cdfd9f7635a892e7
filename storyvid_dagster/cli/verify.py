"""`storyvid verify`: read every byte of stories, say what is damaged, and make just that again."""

import logging
from collections.abc import Collection, Sequence

import dagster as dg
from rich.console import Console
from rich.markup import escape

from storyvid_dagster.cli.stories import no_such_story, stories
from storyvid_dagster.core import names
from storyvid_dagster.definitions import build
from storyvid_dagster.defs.extras import ALL
from storyvid_dagster.defs.instance import open_instance
from storyvid_dagster.defs.launch import run_again
from storyvid_dagster.defs.lineage import changed_since_made
from storyvid_dagster.errors import StoryvidError
from storyvid_dagster.media.documents import STAGES, load_document
from storyvid_dagster.media.faults import Fault, faults_of
from storyvid_dagster.media.open_store import open_store
from storyvid_dagster.media.store import MediaStore
from storyvid_dagster.settings import Settings

EXTRAS = tuple(asset.key.path[-1] for asset in ALL)


def verify(settings: Settings, run_id: str | None, *, mend: bool = False) -> bool:
    """Print what is damaged of a story, or of all; `mend`: make that again. What was never made is no damage.

    Returns:
        Whether nothing is damaged now.

    Raises:
        RequestError: There is no such story.
        StoryvidError: Something could not be made again; the text says why.
    """
    known = stories(settings)
    if run_id is not None and run_id not in known:
        raise no_such_story(run_id, known)
    store, console = open_store(settings), Console()
    if not known:
        console.print("no stories yet: `storyvid make DRAWING` makes one")
    n_damaged = 0
    with open_instance(settings.dagster_home) as instance:

        def all_damage(story: str) -> list[Fault]:
            found = damage_of(story, store)
            return found + changed_documents(instance, story, store, but={fault.asset for fault in found})

        for each in [run_id] if run_id is not None else sorted(known):
            last = known[each]
            if last is not None and last.works:
                console.print(f"{each}  is being made", highlight=False)
                continue
            found = all_damage(each)
            for fault in found:
                console.print(f"{each}  [red]{escape(str(fault))}[/]", highlight=False, soft_wrap=True)
            if found and mend:
                _mend(settings, each, found)
                found = all_damage(each)
                console.print(
                    f"{each}  [green]made again[/]" if not found else f"{each}  [red]still damaged[/]"
                )
            elif not found:
                console.print(f"{each}  whole", highlight=False)
            n_damaged += bool(found)
    if n_damaged and not mend:
        console.print(f"{n_damaged} damaged: `storyvid verify --mend` makes just these files again")
    return not n_damaged


def damage_of(run_id: str, store: MediaStore) -> list[Fault]:
    """Find what is damaged or missing of what was made: every byte is read."""
    made = [asset for asset in EXTRAS if store.exists(names.document(run_id, asset))]
    faults = faults_of(run_id, store, hashes=True, assets=(*STAGES, *made))
    begun = store.exists(names.document(run_id, "drawing"))
    finished = store.exists(names.film(run_id)) or store.exists(names.document(run_id, "story_video"))
    uses = names.cache_uses(run_id)
    # Without it, a story that is forgotten leaves what of it lies in the cache, put there by any stage.
    untold = [Fault("story_video", uses, "is missing")] if finished and not store.used_cache(run_id) else []
    # Without its claim no part of a story could be made again; both name the file of the drawing.
    claim = faults_of(run_id, store, hashes=True, assets=("upload",)) if begun else []
    of_claim = {fault.key: Fault("drawing", fault.key, fault.what) for fault in claim}
    found = {fault.key: fault for fault in faults if finished or not fault.is_unmade}
    return [*(of_claim | found).values(), *untold]


def changed_documents(
    instance: dg.DagsterInstance, run_id: str, store: MediaStore, *, but: Collection[str] = ()
) -> list[Fault]:
    """Find documents that can be read but say something else than when made; not those of `but`."""
    keys = {asset: names.document(run_id, asset) for asset in STAGES if asset not in but}
    documents = {
        asset: load_document(STAGES[asset], key, store) for asset, key in keys.items() if store.exists(key)
    }
    changed = changed_since_made(instance, run_id, documents)
    return [
        Fault(asset, keys[asset], "says something else than it did")
        for asset in documents
        if asset in changed
    ]


def _mend(settings: Settings, run_id: str, found: Sequence[Fault]) -> None:
    logging.getLogger("dagster").setLevel(logging.CRITICAL)
    damaged = {fault.asset for fault in found}
    if any(fault.key == names.cache_uses(run_id) for fault in found):
        damaged |= set(STAGES)
    definitions = build(settings)
    with open_instance(settings.dagster_home) as instance:
        for assets in (damaged - set(EXTRAS), damaged & set(EXTRAS)):
            if assets:
                outcome = run_again(definitions, instance, run_id, sorted(assets))
                if not outcome.succeeded:
                    why = "; ".join(outcome.problems or ("it did not finish",))
                    raise StoryvidError(f"run {run_id}: {why}")
