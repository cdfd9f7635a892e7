"""A whole story in one process, small enough to be made a thousand times, every call of it paid for."""

import shutil
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from storyvid_dagster.billing.limiter import AdaptiveLimiter, MachineSlots
from storyvid_dagster.billing.paid_calls import Order, PaidCalls, VendorAnswer
from storyvid_dagster.core import names
from storyvid_dagster.core.drawing import Drawing, DrawingAnalysis, Reading
from storyvid_dagster.core.files import Document, MadeBy
from storyvid_dagster.core.request import StoryRequest
from storyvid_dagster.core.results import AudioResult, ImageResult
from storyvid_dagster.core.story import StoryScript
from storyvid_dagster.ffmpeg import Ffmpeg
from storyvid_dagster.intake.inbox import Inbox, load_upload
from storyvid_dagster.media.documents import STAGES, read_document, write_document
from storyvid_dagster.media.store import MediaStore
from storyvid_dagster.ports import PageOrder, Picture, PictureOrder, Speech, SpeechOrder
from storyvid_dagster.providers.cached import CachedPainter
from storyvid_dagster.providers.fakes import FakeModerator, FakeNarrator, FakePainter, FakeReader, FakeWriter
from storyvid_dagster.stages.analyze_drawing import analyze_drawing, import_drawing
from storyvid_dagster.stages.assemble_video import assemble_video
from storyvid_dagster.stages.generate_audio import generate_audio
from storyvid_dagster.stages.generate_images import generate_images
from storyvid_dagster.stages.generate_story import generate_story

HEIGHT_PX, FPS = 60, 12
REQUEST = StoryRequest(child_age=3, music="none")
TEXTS = ("Pip sat.", "Up it went.", "Down!")


@dataclass
class Shop:
    """Sells every answer, and counts."""

    asked: Counter[str] = field(default_factory=Counter[str])

    async def buy(self, what: str, store: MediaStore) -> None:
        async def ask() -> VendorAnswer:
            self.asked[what] += 1
            return VendorAnswer(what.encode())

        order = Order(what, "elevenlabs", "eleven_v4", {"what": what}, {"characters": 100})
        slots = MachineSlots(store.path("locks/elevenlabs"), 1)
        await PaidCalls(store).call(order, ask, AdaptiveLimiter(1, slots))


@dataclass
class Bought:
    """The four ports, each asking the shop before it does its work."""

    shop: Shop
    store: MediaStore
    fingerprint: str = "bought/1"

    async def read(self, order: PageOrder) -> tuple[Reading, MadeBy]:
        await self.shop.buy("reading", self.store)
        return await FakeReader().read(order)

    async def write(self, drawing: DrawingAnalysis, seed: int, unfit: Sequence[str] = ()) -> StoryScript:
        await self.shop.buy("story", self.store)
        story = await FakeWriter().write(drawing, seed, unfit)
        scenes = zip(story.scenes, TEXTS, strict=True)
        short = tuple(scene.model_copy(update={"text": text}) for scene, text in scenes)
        return story.model_copy(update={"scenes": short})

    async def paint(self, order: PictureOrder) -> Picture:
        await self.shop.buy(f"picture {order.scene.number}", self.store)
        return await FakePainter().paint(order)

    async def narrate(self, order: SpeechOrder) -> Speech:
        await self.shop.buy(f"voice {order.scene}", self.store)
        return await FakeNarrator().narrate(order)


@dataclass
class Telling:
    """One story under the run `pip` in a data folder."""

    folder: Path
    shop: Shop = field(default_factory=Shop)

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def store(self) -> MediaStore:
        return MediaStore(self.data, "pip")

    def begin(self, drawing: bytes) -> None:
        picture = self.folder / "cat.png"
        picture.write_bytes(drawing)
        Inbox(self.folder / "uploads", self.store).adopt("pip", picture, REQUEST, name="cat.png")

    def make(self, asset: str) -> None:
        """Make one asset as its step does: the stage, then its document."""
        store = self.store
        write_document(self._stages[asset](store), names.document("pip", asset), store)

    def make_all(self) -> None:
        for asset in STAGES:
            self.make(asset)

    def keep(self, name: str) -> None:
        """Remember the data folder as it is."""
        shutil.copytree(self.data, self.folder / name)

    def back_to(self, name: str) -> None:
        """Have the data folder as it was."""
        shutil.rmtree(self.data)
        shutil.copytree(self.folder / name, self.data)
        self.shop = Shop()

    @property
    def _stages(self) -> dict[str, Callable[[MediaStore], Document]]:
        return {
            "drawing": self._drawing, "drawing_analysis": self._analysis, "story_script": self._story,
            "scene_images": self._images, "narration": self._audio, "story_video": self._video,
        }  # fmt: skip

    def _drawing(self, store: MediaStore) -> Document:
        upload, data = load_upload(Inbox(self.folder / "uploads", store), "pip")
        return import_drawing(upload, data, store=store, max_pixels=10**6)

    def _analysis(self, store: MediaStore) -> Document:
        return analyze_drawing(
            read_document(Drawing, "pip", store),
            reader=Bought(self.shop, store),
            moderator=FakeModerator(),
            store=store,
        )

    def _story(self, store: MediaStore) -> Document:
        analysis = read_document(DrawingAnalysis, "pip", store)
        return generate_story(analysis, writer=Bought(self.shop, store), moderator=FakeModerator())

    def _images(self, store: MediaStore) -> Document:
        return generate_images(
            read_document(StoryScript, "pip", store),
            read_document(DrawingAnalysis, "pip", store),
            REQUEST.style,
            "pip",
            painter=CachedPainter(Bought(self.shop, store), store),
            moderator=FakeModerator(),
            store=store,
            height_px=HEIGHT_PX,
        )

    def _audio(self, store: MediaStore) -> Document:
        return generate_audio(
            read_document(StoryScript, "pip", store),
            REQUEST.voice_type,
            "pip",
            narrator=Bought(self.shop, store),
            store=store,
            ffmpeg=Ffmpeg.find(),
        )

    def _video(self, store: MediaStore) -> Document:
        return assemble_video(
            read_document(ImageResult, "pip", store),
            read_document(AudioResult, "pip", store),
            "pip",
            story=read_document(StoryScript, "pip", store),
            drawing=read_document(DrawingAnalysis, "pip", store),
            store=store,
            ffmpeg=Ffmpeg.find(),
            fps=FPS,
        )
