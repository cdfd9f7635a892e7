"""What epubcheck looks at, as far as these books can get it wrong."""

import posixpath
import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise
from zipfile import ZIP_STORED, ZipFile

OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"
XHTML = "{http://www.w3.org/1999/xhtml}"
SMIL = "{http://www.w3.org/ns/SMIL}"
EPUB = "{http://www.idpf.org/2007/ops}"
_PAGE, _OVERLAY = "application/xhtml+xml", "application/smil+xml"
_LINKS = ("href", "src", f"{EPUB}textref")


@dataclass(frozen=True)
class Heard:
    """One word as a reader would play it."""

    text: str
    begin_ms: int
    end_ms: int


class ReadBook:
    """An EPUB that keeps the rules; making one asserts them."""

    def __init__(self, epub: bytes) -> None:
        with ZipFile(BytesIO(epub)) as archive:
            assert archive.testzip() is None
            self.infos = archive.infolist()
            self.files = {info.filename: archive.read(info) for info in self.infos}
        assert len(self.files) == len(self.infos), "a name is there twice"
        first = self.infos[0]
        assert (first.filename, first.compress_type, first.extra) == ("mimetype", ZIP_STORED, b"")
        assert self.files["mimetype"] == b"application/epub+zip"
        self.trees = {
            name: ET.fromstring(content)
            for name, content in self.files.items()
            if name.endswith((".xhtml", ".smil", ".opf", ".xml"))
        }
        rootfile = self.trees["META-INF/container.xml"].find(".//{*}rootfile")
        assert rootfile is not None
        self.package_name = rootfile.get("full-path", "")
        self.package = self.trees[self.package_name]
        self._check_metadata()
        self._check_manifest()
        self._check_links()
        self._check_overlays()

    def metas(self, property: str) -> list[str]:
        return [meta.text or "" for meta in self._metas(property)]

    def page(self, name: str) -> ET.Element:
        return self.trees[self._path(name)]

    def paragraphs(self, name: str) -> list[str]:
        return ["".join(p.itertext()) for p in self.page(name).iter(f"{XHTML}p")]

    def heard(self, overlay: str) -> list[Heard]:
        tree, here = self.trees[self._path(overlay)], self._path(overlay)
        found: list[Heard] = []
        for par in tree.iter(f"{SMIL}par"):
            (text,), (audio,) = par.findall(f"{SMIL}text"), par.findall(f"{SMIL}audio")
            name, _, fragment = _target(here, text.get("src", "")).partition("#")
            (said,) = (e for e in self.trees[name].iter() if e.get("id") == fragment)
            begin_ms, end_ms = (_ms(audio.get(f"clip{which}", "")) for which in ("Begin", "End"))
            found.append(Heard("".join(said.itertext()), begin_ms, end_ms))
        return found

    def _path(self, href: str) -> str:
        return _target(self.package_name, href)

    def _metas(self, property: str) -> list[ET.Element]:
        return [m for m in self.package.iter(f"{OPF}meta") if m.get("property") == property]

    def _check_metadata(self) -> None:
        identifier = self.package.get("unique-identifier")
        assert [e for e in self.package.iter(f"{DC}identifier") if e.get("id") == identifier and e.text]
        assert [e.text for e in self.package.iter(f"{DC}language")] == ["en"]
        assert len([e for e in self.package.iter(f"{DC}title") if e.text]) == 1
        (modified,) = self.metas("dcterms:modified")
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", modified)
        for name in ("accessMode", "accessModeSufficient", "accessibilityFeature", "accessibilityHazard"):
            assert self.metas(f"schema:{name}")

    def _check_manifest(self) -> None:
        items = list(self.package.iter(f"{OPF}item"))
        paths = [self._path(item.get("href", "")) for item in items]
        unlisted = {"mimetype", "META-INF/container.xml", self.package_name}
        assert sorted(paths) == sorted(set(self.files) - unlisted)
        for tree in self.trees.values():
            ids = [e.get("id") for e in tree.iter() if e.get("id") is not None]
            assert len(ids) == len(set(ids)), "an id is there twice"
            assert all(re.fullmatch(r"[A-Za-z_][\w.-]*", id or "") for id in ids)
        properties = [item.get("properties") for item in items if item.get("properties")]
        assert sorted(filter(None, properties)) == ["cover-image", "nav"]
        self.items = {item.get("id", ""): item for item in items}
        spine = [ref.get("idref", "") for ref in self.package.iter(f"{OPF}itemref")]
        assert len(spine) == len(set(spine))
        pages = [
            id for id, i in self.items.items() if i.get("media-type") == _PAGE and not i.get("properties")
        ]
        assert spine == pages

    def _check_links(self) -> None:
        for name, tree in self.trees.items():
            if name in {self.package_name, "META-INF/container.xml"}:
                continue
            for element in tree.iter():
                for link in filter(None, map(element.get, _LINKS)):
                    path, _, fragment = _target(name, link).partition("#")
                    assert path in self.files, f"{name} links to {link}"
                    ids = {e.get("id") for e in self.trees[path].iter()} if fragment else {fragment}
                    assert fragment in ids, f"{name} links to {link}"
        style = next(path for path in self.files if path.endswith(".css"))
        for link in re.findall(r'url\("(.+?)"\)', self.files[style].decode()):
            assert _target(style, link) in self.files
        for image in (e for tree in self.trees.values() for e in tree.iter(f"{XHTML}img")):
            assert image.get("alt")

    def _check_overlays(self) -> None:
        refined = {m.get("refines", ""): _ms(m.text or "") for m in self._metas("media:duration")}
        total_ms = refined.pop("")
        assert total_ms == sum(refined.values())
        overlays = [id for id, item in self.items.items() if item.get("media-type") == _OVERLAY]
        assert sorted(refined) == sorted(f"#{id}" for id in overlays)
        read = {item.get("media-overlay"): item for item in self.items.values() if item.get("media-overlay")}
        assert sorted(filter(None, read)) == sorted(overlays)
        (active,) = self.metas("media:active-class")
        assert f".{active} " in self.files[self._path("style.css")].decode()
        for id in overlays:
            href = self.items[id].get("href", "")
            smil = self.trees[self._path(href)]
            texts = {_target(self._path(href), e.get("src", "")) for e in smil.iter(f"{SMIL}text")}
            assert {text.partition("#")[0] for text in texts} == {self._path(read[id].get("href", ""))}
            heard = self.heard(href)
            assert heard[0].begin_ms == 0
            assert heard[-1].end_ms == refined[f"#{id}"]
            assert all(word.begin_ms < word.end_ms for word in heard)
            assert all(a.end_ms == b.begin_ms for a, b in pairwise(heard))


def _target(here: str, link: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(here), link))


def _ms(clock: str) -> int:
    match = re.fullmatch(r"(\d+):([0-5]\d):([0-5]\d)\.(\d{3})", clock)
    assert match, f"{clock!r} is no clock value"
    hours, minutes, seconds, ms = map(int, match.groups())
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + ms
