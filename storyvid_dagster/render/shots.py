"""What every shot of a film shows, and how the camera moves over it."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from storyvid_dagster.audio.effects import Ambience
from storyvid_dagster.audio.soundscape import Heard, ambience_of
from storyvid_dagster.core.acting import EVERYONE, LENGTH_S, OF_ONES_OWN_ACCORD, Action, Move, moves
from storyvid_dagster.core.beats import turn_of
from storyvid_dagster.core.captions import caption_place
from storyvid_dagster.core.scenery import Scenery, WeatherSheets
from storyvid_dagster.core.shot_list import Framing, Take
from storyvid_dagster.core.talking import Said, said_in
from storyvid_dagster.core.things import Spot, Thing, kind_of, singulars
from storyvid_dagster.core.timeline import Shot, Timeline
from storyvid_dagster.images import read_rgb
from storyvid_dagster.render.camera import Course, Path, card_path
from storyvid_dagster.render.cards import Card, paint_end, paint_title
from storyvid_dagster.render.director import direct
from storyvid_dagster.render.framing import (
    CALM,
    LIVELY,
    MOST_ZOOM,
    MOST_ZOOM_OF_FINISHED,
    REVEALED_S,
    SceneOnStage,
)
from storyvid_dagster.render.particles.layers import AIR_VERSION, MakeParticleLayers, ParticleLayers
from storyvid_dagster.render.segments import ShotPicture
from storyvid_dagster.render.stage.blocking import block
from storyvid_dagster.render.stage.page import closing_moves, opening_moves, page_scenery
from storyvid_dagster.render.stage.reactions import seen_by
from storyvid_dagster.render.stage.stage import Stage, still_picture
from storyvid_dagster.render.storyboard import SceneStill, Storyboard
from storyvid_dagster.render.window import view_of

STAGE_VERSION = 16
"""Raise it when the same parts and moves would look otherwise."""
_CARD_WIDTH_PX = 640
"""Cards are painted as wide as the film, or this wide for a smaller one."""


def lay_pictures(board: Storyboard, timeline: Timeline) -> list[ShotPicture]:
    """Give every shot its picture and its move. Nothing is read or painted yet."""
    return [
        _scene(board, shot, timeline) if shot.kind == "scene" else _card(board, shot, timeline.fps)
        for shot in timeline.shots
    ]


def moves_in(shot: Shot, board: Storyboard, fps: int) -> tuple[Move, ...]:
    """Give what the figures do in a shot, timed from its speech; nothing where it is filmed as it is."""
    if shot.kind != "scene":
        told = closing_moves if shot.kind == "end" else opening_moves
        return told(len(board.figures_png)) if board.outlines else ()
    shown, spoken = board.stills[shot.scene - 1], board.spoken[shot.scene - 1]
    if shown.scenery is None or shown.scenery.painted_in:
        return ()
    cast = [puppet.figure for puppet in shown.scenery.puppets if puppet.holder is None]
    until_s = (shot.end_frame - shot.speech_start_frame) / fps
    music = board.pulse.seen_from(shot.speech_start_frame / fps) if board.pulse else None
    return moves(shown.acts, cast, spoken.words, until_s, music)


def said_by_figures(shot: Shot, board: Storyboard) -> tuple[Said, ...]:
    """Give who says which words of a scene, timed from its speech."""
    shown, spoken = board.stills[shot.scene - 1], board.spoken[shot.scene - 1]
    cast = [puppet.figure for puppet in shown.scenery.puppets] if shown.scenery else []
    return said_in(shown.acts, cast, spoken.words)


def heard_in(board: Storyboard, timeline: Timeline) -> tuple[Heard, ...]:
    """Give what there is to be heard in each shot of a film."""

    def place(shot: Shot) -> Ambience | None:
        if shot.kind != "scene":
            return None
        shown = board.stills[shot.scene - 1]
        return ambience_of(shown.setting, shown.time_of_day, shown.weather)

    return tuple(Heard(moves_in(shot, board, timeline.fps), place(shot)) for shot in timeline.shots)


def _card(board: Storyboard, shot: Shot, fps: int) -> ShotPicture:
    card, closing = card_of(board), shot.kind == "end"
    path = card_path(closer=not closing, n_frames=shot.n_frames)
    if not board.outlines:
        paint = partial(paint_end if closing else paint_title, card, card_size(board.size))
        return ShotPicture(f"{shot.kind} {card.digest}", still_picture(paint), path)
    told = moves_in(shot, board, fps)
    figures = [hashlib.sha256(png).hexdigest() for png in board.figures_png]
    seen = [
        STAGE_VERSION,
        shot.kind,
        card.digest,
        figures,
        [box.model_dump() for box in board.outlines],
        *board.plans,
    ]

    def ready(size: tuple[int, int]) -> Stage:
        scenery = page_scenery(
            card,
            board.figures_png,
            board.outlines,
            card_size(size),
            size,
            closing=closing,
            plans=board.plans,
        )
        return Stage(
            scenery,
            told,
            size,
            fps=fps,
            speech_start_frame=0,
            what=f"the {shot.kind} card",
            leaves_upwards=True,
        )

    return ShotPicture(_digest(seen), ready, path)


def card_of(board: Storyboard) -> Card:
    """Give what the title and the end card are painted from."""
    hero = board.figures_png[0] if board.figures_png else None
    return Card(
        title=board.title,
        drawing_title=board.drawing_title,
        child_name=board.child_name,
        child_age=board.child_age,
        drawn_on=board.drawn_on,
        page_png=board.page_png,
        hero_png=hero,
        style=board.style,
        seed=board.seed,
    )


def card_size(size: tuple[int, int]) -> tuple[int, int]:
    """Give the size cards are painted in for a film of `size`."""
    width, height = size
    return size if width >= _CARD_WIDTH_PX else (_CARD_WIDTH_PX, round(_CARD_WIDTH_PX * height / width))


def takes_of(board: Storyboard, shot: Shot, timeline: Timeline) -> tuple[Take, ...]:
    """Let the director choose what the camera shows of a scene."""
    shown, spoken, fps = board.stills[shot.scene - 1], board.spoken[shot.scene - 1], timeline.fps
    scenery, aspect = shown.scenery, board.size[0] / board.size[1]
    speech_start_frame = shot.speech_start_frame - shot.start_frame
    done = moves_in(shot, board, fps)
    from_s, until_s = -speech_start_frame / fps, (shot.n_frames - speech_start_frame) / fps
    told_of = {(act.figure, act.action) for act in shown.acts}
    before = board.stills[shot.scene - 2] if shot.scene > 1 else None
    turn = turn_of([[word.text for word in clip.words] for clip in board.spoken])
    finished = scenery is None or scenery.painted_in
    return direct(
        SceneOnStage(
            n_frames=shot.n_frames,
            speech_start_frame=speech_start_frame,
            fps=fps,
            transition_frames=timeline.transition_frames,
            words=spoken.words,
            told=tuple(
                _until_asleep(move)
                for move in done
                if {(move.figure, move.action), (EVERYONE, move.action)} & told_of
                or move.action not in OF_ONES_OWN_ACCORD
            ),
            bodies=block(scenery, done, aspect, from_s, until_s, _somebody(shown.things)) if scenery else (),
            named=tuple(_named(shown.things, [word.text for word in spoken.words])),
            focus=shown.focus,
            turn=turn[1] if turn and turn[0] == shot.scene else None,
            is_new_place=before is None or shown.setting is None or before.setting != shown.setting,
            lives=not finished,
            most_zoom=MOST_ZOOM_OF_FINISHED if finished else MOST_ZOOM,
            lowest_face=caption_place(board.size).top_y / board.size[1] if board.burn_captions else 1.0,
            pace=CALM if board.calm else LIVELY,
            seed=(board.seed, shot.scene),
        )
    )


def _until_asleep(move: Move) -> Move:
    """Let it be told of a sleeper only that it falls asleep: what is told next need not show it."""
    if move.action is not Action.SLEEP:
        return move
    return move.model_copy(update={"length_s": min(move.length_s, LENGTH_S[Action.SLEEP])})


def _somebody(things: Iterable[Thing]) -> frozenset[int]:
    """Give the numbers of those that have a face; groups are looked at as a whole."""
    alone = (thing for thing in things if thing.count == 1)
    return frozenset(t.number for t in alone if (kind := kind_of(t.name)) and kind.spot is Spot.BESIDE)


def _named(things: Sequence[Thing], words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Find on which word each thing is first named."""
    plain = [word.strip(".,!?;:'\"’‘“”…–—-()").lower() for word in words]
    for thing in things:
        noun = thing.name.split()[-1]
        at = next((at for at, word in enumerate(plain) if noun == word or noun in singulars(word)), None)
        if at is not None:
            yield thing.number, at


def course_of(takes: Sequence[Take], fps: int) -> Course:
    """Give the camera's way through the takes of a scene."""
    return Course(tuple(leg for take in takes for leg in _legs(take, fps)))


def _legs(take: Take, fps: int) -> Iterator[Path]:
    start, end = view_of(take.start), view_of(take.end)
    if take.framing is not Framing.REVEAL:
        yield Path(start, end, take.n_frames)
        return
    rests = round(REVEALED_S * fps)
    yield Path(start, start, rests)
    yield Path(start, end, take.n_frames - rests, soft=True)


def _scene(board: Storyboard, shot: Shot, timeline: Timeline) -> ShotPicture:
    shown, fps = board.stills[shot.scene - 1], timeline.fps
    takes = takes_of(board, shot, timeline)
    path = course_of(takes, fps)
    what = f"the picture of scene {shown.scene}"
    scenery, air = shown.scenery, _air(board, shown, fps, what)
    sheets = [*_sheets(shown.air, board.seed)] if shown.air else []
    if scenery is None:
        seen = [hashlib.sha256(shown.png).hexdigest(), *sheets]
        return ShotPicture(_digest(seen), still_picture(partial(read_rgb, shown.png, what), air), path, takes)
    speech_start_frame = shot.speech_start_frame - shot.start_frame
    told = moves_in(shot, board, fps)
    said = said_by_figures(shot, board)

    def moved(until_frame: int) -> tuple[str, ...]:
        until_s = (until_frame - speech_start_frame) / fps
        return (
            *(move.model_dump_json() for move in seen_by(told, until_s)),
            *(f"{each.figure} {each.word.model_dump_json()}" for each in said if each.word.start_s < until_s),
        )

    def ready(size: tuple[int, int]) -> Stage:
        return Stage(
            scenery,
            told,
            size,
            fps=fps,
            speech_start_frame=speech_start_frame,
            what=what,
            air=air and air(size),
            said=said,
        )

    seen = [STAGE_VERSION, *_parts(scenery), speech_start_frame, *sheets]
    return ShotPicture(_digest(seen), ready, path, takes, moved)


def _air(board: Storyboard, shown: SceneStill, fps: int, what: str) -> MakeParticleLayers | None:
    sheets = shown.air
    if sheets is None:
        return None
    return lambda size: ParticleLayers(sheets, size, fps=fps, seed=(board.seed, shown.scene), what=what)


def _digest(seen: Sequence[object]) -> str:
    return hashlib.sha256(json.dumps(seen).encode()).hexdigest()


def _parts(scenery: Scenery) -> Iterator[object]:
    """Name everything a scenery shows."""
    if scenery.painted_in:
        yield "painted in"
    for part in (scenery.backdrop, scenery.near):
        yield hashlib.sha256(part or b"").hexdigest()
    for puppet in scenery.puppets:
        yield [puppet.figure, puppet.left, puppet.top, puppet.foot]
        if puppet.holder is not None:
            yield puppet.holder
        if puppet.plan is not None:
            yield puppet.plan
        yield [hashlib.sha256(png or b"").hexdigest() for png in (puppet.png, puppet.shadow_png)]


def _sheets(air: WeatherSheets, seed: int) -> Iterator[object]:
    """Name everything that is seen in the air."""
    yield [AIR_VERSION, seed, air.weather, air.width_px, air.grid_px]
    for depth in (air.far, air.mid, air.near):
        yield [hashlib.sha256(png).hexdigest() for png in depth]
