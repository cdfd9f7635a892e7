"""The pages in a real browser: as a parent uses them, and as somebody does who sees or hears differently."""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import ffmpeg as graphs
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, Route, expect, sync_playwright
from starlette.applications import Starlette
from starlette.routing import Mount

from storyvid_dagster.core import names
from storyvid_dagster.core.drawing import Drawing, DrawingAnalysis
from storyvid_dagster.core.files import MadeBy
from storyvid_dagster.core.results import Extras, VideoResult
from storyvid_dagster.defs.records import LastRun
from storyvid_dagster.ffmpeg import Ffmpeg
from storyvid_dagster.intake.inbox import Inbox
from storyvid_dagster.media.documents import STAGES, read_document, write_document
from storyvid_dagster.media.server import media_mount
from storyvid_dagster.media.store import MediaStore
from storyvid_dagster.stages.edits import AFTER_EDIT
from storyvid_dagster.web.access import Access
from storyvid_dagster.web.app import make_app
from storyvid_dagster.web.front import Front
from storyvid_dagster.web.shares import Shares
from storyvid_dagster_tests.web.conftest import MOST_BYTES, FakeOrchestrator, machine, price, served

pytestmark = [pytest.mark.browser, pytest.mark.slow]

_FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)  # fmt: skip
_LONGEST_WAIT_MS = 120_000
"""A machine may have other things to do; what does not come is told late."""
_PHONE, _DESKTOP = {"width": 360, "height": 740}, {"width": 1280, "height": 800}
_HARD_TO_TOUCH = """() => [
  ...(document.documentElement.scrollWidth > innerWidth ? ["the page is wider than the screen"] : []),
  ...Array.from(document.querySelectorAll(
    "button, .button, .card, nav a, .files a, .anthologies a, summary, select, textarea," +
    "label:has(input), input[type=file]"
  )).filter((part) => part.checkVisibility() && part.getBoundingClientRect().height < 44)
    .map((part) => `less than 44 px high: ${part.outerHTML.slice(0, 90)}`),
]"""
_ALL_RULES = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
_OPEN_ALL = "for (const more of document.querySelectorAll('details')) more.open = true"
_COLORS = {"resultTypes": ["violations"], "runOnly": {"type": "rule", "values": ["color-contrast"]}}
_WORDS = "What the child said."


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for all tests of this file."""
    found = shutil.which("chromium") or shutil.which("google-chrome")
    if found is None:
        if os.environ.get("STORYVID_BROWSER_TESTS") == "required":
            pytest.fail("there is no Chromium on PATH, and STORYVID_BROWSER_TESTS says there must be")
        pytest.skip("there is no Chromium on PATH: `apt-get install chromium`")
    expect.set_options(timeout=_LONGEST_WAIT_MS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=_FLAGS)
        yield browser
        browser.close()


@dataclass(frozen=True)
class Site:
    """The pages at an address of this machine, and who makes stories for them."""

    url: str
    page: Page
    inbox: Inbox
    dagster: FakeOrchestrator
    faults: list[str]
    """What the browser complained of."""

    def open(self, place: str) -> Page:
        self.page.goto(f"{self.url}{place}")
        return self.page

    def make(self, run_id: str, *assets: str) -> None:
        """Make assets of a story, as those of `pip`, and end its run."""
        store = self.dagster.store
        upload = self.inbox.find(run_id)
        assert upload
        for asset in assets:
            like = store.get(names.document("pip", asset)).replace(b'"pip"', f'"{run_id}"'.encode())
            document = (STAGES | {"picture_book": Extras})[asset].model_validate_json(like)
            if isinstance(document, Drawing | DrawingAnalysis):
                document = document.model_copy(update={"request": upload.request})
            write_document(document, names.document(run_id, asset), store)
        self.dagster.not_begun.discard(run_id)
        self.dagster.runs[run_id] = LastRun(f"run of {run_id}", "SUCCESS")


_LET_GO = ("htmx:afterRequest,", "htmx:sendAbort,")
"""What htmx says of a question that nobody waits for; one that gets no answer has a name of its own."""


def is_fault(said: ConsoleMessage) -> bool:
    """Tell whether a browser complains. A page that says what is wrong is none, nor a question let go of."""
    if said.type != "error" or said.text.startswith(_LET_GO):
        return False
    return bool(said.page) and said.location["url"] != said.page.url


@pytest.fixture
def site(browser: Browser, inbox: Inbox, dagster: FakeOrchestrator, finished_story: str) -> Iterator[Site]:
    access = Access(password_hash="", cookie_key="")
    pages = make_app(Front(inbox, dagster, price, machine), most_upload_bytes=MOST_BYTES, access=access)
    app = Starlette(routes=[media_mount(inbox.store), Mount("/", pages)])
    with served(app) as url:
        context = browser.new_context(viewport=_DESKTOP, accept_downloads=True, reduced_motion="reduce")
        page = context.new_page()
        page.set_default_timeout(_LONGEST_WAIT_MS)
        faults = list[str]()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda said: faults.append(said.text) if is_fault(said) else None)
        yield Site(url, page, inbox, dagster, faults)
        context.close()
    assert faults == [], "the browser complained"


@pytest.fixture
def filmed(finished_story: str, finished: MediaStore, ffmpeg: Ffmpeg, doodle: bytes, tmp_path: Path) -> str:
    """The run_id of a finished story with a film that can be played, pictures and a book."""
    film = tmp_path / "film.mp4"
    picture = graphs.input("testsrc=size=64x36:rate=12", f="lavfi", t=3).filter("format", "yuv420p")
    sound = graphs.input("sine=frequency=440", f="lavfi", t=3)
    ffmpeg.run(graphs.output(picture, sound, str(film), movflags="+faststart"), what="making a film to play")
    for key in (names.scene_image("pip", 1), names.thumbnail("pip")):
        finished.put(key, doodle)
    cues = f"WEBVTT\n\n00:00:00.000 --> 00:00:03.000\n{_WORDS}\n"
    video = read_document(VideoResult, "pip", finished).model_copy(
        update={
            "video": finished.put(names.film("pip"), film.read_bytes()),
            "vtt": finished.put(names.subtitles("pip", "vtt"), cues.encode()),
            "thumbnail": finished.put(names.thumbnail("pip"), doodle),
        }
    )
    write_document(video, names.document("pip", "story_video"), finished)
    book = finished.put(names.extra("pip", "picture_book", "pdf"), b"%PDF-1.7 a book")
    bound = Extras(run_id="pip", files=(book,), made_by=MadeBy(provider="fake", model="fake"))
    write_document(bound, names.document("pip", "picture_book"), finished)
    return finished_story


def test_a_drawing_becomes_a_film_that_is_read_changed_watched_kept_and_deleted(
    site: Site, filmed: str, doodle: bytes
) -> None:
    page = site.open("/")
    page.get_by_label("Put a drawing here").set_input_files(
        {"name": "my cat.png", "mimeType": "image/png", "buffer": doodle}
    )
    expect(page.get_by_role("img", name="my cat.png")).to_be_visible()
    expect(page.get_by_role("img", name="Figure 1")).to_be_visible()
    page.get_by_label("Who drew it?").fill("Mia")
    page.get_by_label("How old?").select_option("4")
    page.get_by_text("More choices").click()
    page.get_by_label("The pictures look like").select_option("crayon")
    page.get_by_label("How many scenes").select_option("8")
    expect(page.get_by_role("status")).to_have_text("A film costs about $0.40 with the keys that are set.")
    page.get_by_label("How many scenes").select_option("")
    expect(page.get_by_role("status")).to_contain_text("$0.25")
    page.get_by_label("I want to read the story").check()
    page.get_by_role("button", name="Make the film").click()

    expect(page.get_by_text("Waiting for its turn")).to_be_visible()
    run_id = page.url.rpartition("/")[2]
    (upload,) = site.inbox.pending()
    asked = upload.request
    assert (upload.run_id, asked.child_name, asked.child_age, asked.style) == (run_id, "Mia", 4, "crayon")
    site.make(run_id, "drawing", "drawing_analysis", "story_script")

    expect(page.get_by_role("heading", name="Shall it be this story?")).to_be_visible()
    page.get_by_label("Scene 1").fill("Pip woke up early.")
    page.get_by_role("button", name="Yes, film it").click()
    page.wait_for_load_state()
    assert site.dagster.asked == [("approve", run_id)]
    site.make(run_id, "scene_images", "narration", "story_video", "picture_book")
    page.reload()

    scene = page.locator("#scene-1")
    expect(scene).to_contain_text("Pip woke up early.")
    scene.get_by_text("Change this scene").click()
    scene.get_by_label("Where it is").select_option("sea")
    scene.get_by_role("button", name="Change it").click()
    expect(scene.get_by_role("button", name="Keep the change")).to_be_visible()
    assert site.dagster.asked[1:] == [("make", run_id, *AFTER_EDIT, "picture_book")]
    scene.get_by_role("button", name="Keep the change").click()
    expect(scene.get_by_role("button", name="Keep the change")).to_have_count(0)

    film = page.locator("video")
    film.evaluate("film => { film.muted = true; film.textTracks[0].mode = 'showing'; return film.play() }")
    page.wait_for_function("() => document.querySelector('video').currentTime > 0.3")
    cues = film.evaluate("film => Array.from(film.textTracks[0].activeCues, (cue) => cue.text)")
    assert cues == [_WORDS]

    with page.expect_download() as kept:
        page.get_by_role("link", name="Picture book").click()
    assert kept.value.path().read_bytes().startswith(b"%PDF")

    page.get_by_role("link", name="Delete").click()
    page.get_by_role("button", name="Delete it for good").click()
    expect(page.get_by_role("heading", name="Make a film of a drawing")).to_be_visible()
    assert page.locator(f'a[href$="{run_id}"]').count() == 0


def test_the_price_is_of_the_last_choice_however_slow_the_answers_are(site: Site) -> None:
    page = site.open("/")
    page.get_by_text("More choices").click()
    held = list[Route]()
    page.route("**/price*", lambda route: held.append(route), times=1)
    with page.expect_request("**/price*"):
        page.get_by_label("How many scenes").select_option("8")
    with page.expect_event("requestfailed"):
        page.get_by_label("How many scenes").select_option("4")
    expect(page.get_by_role("status")).to_contain_text("$0.20")
    assert len(held) == 1


def test_a_question_without_an_answer_is_a_fault(site: Site) -> None:
    page = site.open("/")
    page.get_by_text("More choices").click()
    page.route("**/price*", lambda route: route.abort())
    no_answer = page.expect_console_message(lambda said: said.text.startswith("htmx:sendError"))
    not_loaded = page.expect_console_message(lambda said: said.text.startswith("Failed to load"))
    with no_answer, not_loaded:
        page.get_by_label("How many scenes").select_option("8")
    assert [fault.split(",")[0] for fault in site.faults if fault.startswith("htmx")] == ["htmx:sendError"]
    site.faults.clear()


def make(site: Site) -> None:
    site.dagster.store.put(names.anthology("our-day", "mp4"), b"film")
    site.open("/").evaluate(_OPEN_ALL)


def first_look(site: Site) -> None:
    page = site.open("/")
    drawing = site.dagster.store.path(names.page("pip"))
    page.get_by_label("Put a drawing here").set_input_files(drawing)
    expect(page.get_by_role("img", name="Figure 1")).to_be_visible()


def watch(site: Site) -> None:
    site.dagster.runs["pip"] = LastRun("a", "STARTED")
    site.open("/stories/pip")


def story(site: Site) -> None:
    site.page.request.patch(f"{site.url}/api/v1/stories/pip/scenes/1", data={"setting": "sea"})
    page = site.open("/stories/pip")
    page.evaluate(_OPEN_ALL)


def failed(site: Site) -> None:
    site.dagster.store.delete(names.document("pip", "story_video"))
    site.dagster.runs["pip"], site.dagster.problem = LastRun("a", "FAILURE"), "run pip: no room on the disk"
    site.open("/stories/pip")


def shared(site: Site) -> None:
    site.open(f"/watch/{Shares(site.dagster.store).make('pip', 7).token}")


@pytest.mark.parametrize(
    "come",
    [
        make,
        first_look,
        watch,
        story,
        failed,
        shared,
        pytest.param(lambda site: site.open("/stories/pip"), id="approve"),
        pytest.param(lambda site: site.open("/stories/pip/delete"), id="delete"),
        pytest.param(lambda site: site.open("/machine"), id="machine"),
        pytest.param(lambda site: site.open("/login"), id="login"),
        pytest.param(lambda site: site.open("/stories/nobody"), id="problem"),
    ],
)
def test_everybody_can_use_a_page(
    request: pytest.FixtureRequest,
    site: Site,
    two_stories: object,
    filmed: str,
    come: Callable[[Site], object],
) -> None:
    if request.node.callspec.id == "approve":
        request.getfixturevalue("story_to_approve")
    come(site)
    page, found = site.page, list[str]()
    for size in (_DESKTOP, _PHONE):
        page.set_viewport_size(size)
        for scheme, rules in (("light", _ALL_RULES), ("dark", _COLORS)):
            page.emulate_media(color_scheme=scheme)
            found += [
                f"{scheme}, {size['width']} px: {wrong['id']}: {node['target']} {node['failureSummary']}"
                for wrong in Axe().run(page, options=rules).response["violations"]
                for node in wrong["nodes"]
            ]
        found += [f"{size['width']} px: {wrong}" for wrong in page.evaluate(_HARD_TO_TOUCH)]
    assert found == []
