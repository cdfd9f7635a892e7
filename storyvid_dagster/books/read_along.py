"""A book that reads itself aloud: an EPUB 3.3 whose words light up as they are said."""

import uuid
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from storyvid_dagster.books.book import Book, Spread
from storyvid_dagster.books.markup import ReadText, mark_words, xml
from storyvid_dagster.books.pictures import read_picture, to_jpeg
from storyvid_dagster.books.templates import CONTAINER, CSS, NAV, PACKAGE, PAGE, SMIL, SUMMARY
from storyvid_dagster.books.text_layout import FONT_FOLDER, TEXT_FONT, TITLE_FONT, drawable, text_runs_of
from storyvid_dagster.glyphs import subset

_PICTURE_EDGE_PX = 1600
"""As sharp as a tablet shows it."""
_OPENING_WORDS = 5
"""Words of a scene that stand for it in the contents."""
_PACKED_ALREADY = ("mimetype", ".jpg", ".mp3")

_COVER = """<img class="whole" src="cover_picture.jpg" alt="The cover of {title}"/>"""
_SCENE = """<h1 class="number">{number}</h1>
<img src="picture_{number}.jpg" alt="The picture of scene {number}"/>
{paragraphs}"""
_END = """<h1>The end</h1>
<img src="drawing.jpg" alt="The drawing this story was made from"/>
{lines}"""


@dataclass(frozen=True)
class _Part:
    """A file of the book."""

    id: str
    href: str
    media_type: str
    content: bytes
    properties: str = ""
    overlay: str = ""
    """Id of what reads it aloud."""

    @property
    def item(self) -> str:
        """Its line of the manifest."""
        more = f' properties="{self.properties}"' if self.properties else ""
        more += f' media-overlay="{self.overlay}"' if self.overlay else ""
        return f'<item id="{self.id}" href="{self.href}" media-type="{self.media_type}"{more}/>'


def write_epub(book: Book) -> bytes:
    """Write a read-along book; the same book gives the same bytes.

    The text flows, so it can be made larger. Of other scripts it carries the letters it needs; what no
    font here has is left to the reader's own.

    Raises:
        BookError: A picture cannot be read.
    """
    letters = _letters(book)
    scenes = [_scene_parts(book, spread) for spread in book.spreads]
    parts = [
        _Part("nav", "nav.xhtml", "application/xhtml+xml", _nav(book), properties="nav"),
        _Part("style", "style.css", "text/css", _style(len(letters)).encode()),
        *(_font(name) for name in (TEXT_FONT, TITLE_FONT)),
        *letters,
        _picture("cover_picture", book.cover_png, f"the cover of {book.run_id}", properties="cover-image"),
        _picture("drawing", book.page_png, f"the drawing of {book.run_id}"),
        _page("cover", book.title, "cover", _COVER.format(title=xml(book.title))),
        *(part for parts in scenes for part in parts),
        _page("end", "The end", "backmatter", _end(book)),
    ]
    return _packed(book, [*parts, _Part("", "package.opf", "", _package(book, parts))])


def _scene_parts(book: Book, spread: Spread) -> list[_Part]:
    """Make the page of a scene, its picture, its sound, and what ties its sound to its words."""
    number = spread.number
    text = mark_words(spread.text, spread.words, _ms(spread.duration_s))
    paragraphs = "\n".join(f"<p>{paragraph}</p>" for paragraph in text.paragraphs)
    content = _SCENE.format(number=number, paragraphs=paragraphs)
    return [
        _page(
            f"scene_{number}", f"{book.title} {number}", "bodymatter", content, overlay=f"reading_{number}"
        ),
        _picture(f"picture_{number}", spread.picture_png, f"the picture of scene {number} of {book.run_id}"),
        _Part(f"clip_{number}", f"clip_{number}.mp3", "audio/mpeg", spread.clip_mp3),
        _Part(f"reading_{number}", f"reading_{number}.smil", "application/smil+xml", _smil(number, text)),
    ]


def _smil(number: int, text: ReadText) -> bytes:
    pars = "\n".join(
        f'<par id="p{count}"><text src="scene_{number}.xhtml#{spoken.target}"/>'
        f'<audio src="clip_{number}.mp3" clipBegin="{_clock(spoken.begin_ms)}" '
        f'clipEnd="{_clock(spoken.end_ms)}"/></par>'
        for count, spoken in enumerate(text.spoken, start=1)
    )
    return SMIL.format(number=number, pars=pars).encode()


def _page(id: str, title: str, kind: str, content: str, overlay: str = "") -> _Part:
    page = PAGE.format(title=xml(title), kind=kind, content=content)
    return _Part(id, f"{id}.xhtml", "application/xhtml+xml", page.encode(), overlay=overlay)


def _picture(id: str, png: bytes, what: str, properties: str = "") -> _Part:
    jpeg = to_jpeg(read_picture(png, what), most_px=(_PICTURE_EDGE_PX, _PICTURE_EDGE_PX), quality=86)
    return _Part(id, f"{id}.jpg", "image/jpeg", jpeg, properties=properties)


def _font(name: str) -> _Part:
    return _Part(name, f"{name}.ttf", "font/ttf", (FONT_FOLDER / f"{name}.ttf").read_bytes())


def _letters(book: Book) -> list[_Part]:
    """Make a font of each script beyond the book's own, with the letters it needs."""
    lines = [book.title, book.signature, *(line for s in book.spreads for line in s.text.splitlines())]
    needed: dict[Path, str] = {}
    for line in lines:
        for run in text_runs_of(drawable(line, TEXT_FONT), TEXT_FONT):
            if run.is_shaped:
                needed[run.font] = needed.get(run.font, "") + run.text
    return [
        _Part(f"letters_{number}", f"letters_{number}.otf", "font/otf", subset(text, font))
        for number, (font, text) in enumerate(sorted(needed.items()), start=1)
    ]


def _style(n_letters: int) -> str:
    """Give the style sheet, with the fonts of other scripts before the reader's own."""
    numbers = range(1, n_letters + 1)
    faces = "".join(
        f'@font-face {{ font-family: "Letters {n}"; font-weight: bold; src: url("letters_{n}.otf"); }}\n'
        for n in numbers
    )
    families = "".join(f'"Letters {n}", ' for n in numbers)
    return faces + CSS.replace('"Andika", sans-serif', f'"Andika", {families}sans-serif')


def _end(book: Book) -> str:
    # A name that is read leftwards does not turn what stands around it.
    name = xml(book.child_name or "")
    signature = xml(book.signature).replace(name, f"<bdi>{name}</bdi>", 1) if name else xml(book.signature)
    about = [f'<p class="about">{line}</p>' for line in (signature, xml(book.day)) if line]
    small = [f'<p class="small">{xml(line)}</p>' for line in book.credits]
    return _END.format(lines="\n".join([*about, *small]))


def _nav(book: Book) -> bytes:
    entries = [
        f'<li><a href="scene_{spread.number}.xhtml">{spread.number}. {xml(_opening(spread))}</a></li>'
        for spread in book.spreads
    ]
    return NAV.format(title=xml(book.title), entries="\n".join(entries)).encode()


def _opening(spread: Spread) -> str:
    words = spread.text.split()
    return " ".join(words[:_OPENING_WORDS]) + (" …" if len(words) > _OPENING_WORDS else "")


def _package(book: Book, parts: list[_Part]) -> bytes:
    durations_ms = {f"reading_{spread.number}": _ms(spread.duration_s) for spread in book.spreads}
    creator = f'<dc:creator id="creator">{xml(book.child_name)}</dc:creator>\n' if book.child_name else ""
    durations = "\n".join(
        f'<meta property="media:duration" refines="#{reading}">{_clock(ms)}</meta>'
        for reading, ms in durations_ms.items()
    )
    pages = [part.id for part in parts if part.media_type == "application/xhtml+xml" and part.id != "nav"]
    return PACKAGE.format(
        identifier=uuid.uuid5(uuid.NAMESPACE_URL, f"storyvid:{book.run_id}"),
        title=xml(book.title),
        creator=creator,
        day=book.made_on.isoformat(),
        duration=_clock(sum(durations_ms.values())),
        durations=durations,
        summary=SUMMARY,
        items="\n".join(part.item for part in parts),
        itemrefs="\n".join(f'<itemref idref="{id}"/>' for id in pages),
    ).encode()


def _packed(book: Book, parts: list[_Part]) -> bytes:
    """Zip the files, dated by the book's day; the media type stands first and uncompressed."""
    stream = BytesIO()
    with ZipFile(stream, "w") as archive:
        for name, content in (
            ("mimetype", b"application/epub+zip"),
            ("META-INF/container.xml", CONTAINER.encode()),
            *((f"EPUB/{part.href}", part.content) for part in parts),
        ):
            info = ZipInfo(name, (book.made_on.year, book.made_on.month, book.made_on.day, 0, 0, 0))
            info.create_system, info.external_attr = 3, 0o644 << 16  # whatever system it is made on
            info.compress_type = ZIP_STORED if name.endswith(_PACKED_ALREADY) else ZIP_DEFLATED
            archive.writestr(info, content)
    return stream.getvalue()


def _ms(duration_s: float) -> int:
    return max(1, round(duration_s * 1000))


def _clock(time_ms: int) -> str:
    """Write a time as SMIL has it.

    >>> _clock(3_723_004)
    '1:02:03.004'
    """
    seconds, ms = divmod(time_ms, 1000)
    return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}.{ms:03}"
