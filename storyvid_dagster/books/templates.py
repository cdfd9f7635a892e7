"""The fixed text of an EPUB's files, with places for what differs."""

CONTAINER = """<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles>
<rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/>
</rootfiles>
</container>
"""

PACKAGE = """<?xml version="1.0" encoding="UTF-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="identifier" xml:lang="en">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="identifier">urn:uuid:{identifier}</dc:identifier>
<dc:title id="title">{title}</dc:title>
<dc:language>en</dc:language>
{creator}<dc:date>{day}</dc:date>
<meta property="dcterms:modified">{day}T00:00:00Z</meta>
<meta property="media:active-class">being-read</meta>
<meta property="media:duration">{duration}</meta>
{durations}
<meta property="schema:accessMode">textual</meta>
<meta property="schema:accessMode">visual</meta>
<meta property="schema:accessMode">auditory</meta>
<meta property="schema:accessModeSufficient">textual</meta>
<meta property="schema:accessModeSufficient">auditory</meta>
<meta property="schema:accessibilityFeature">synchronizedAudioText</meta>
<meta property="schema:accessibilityFeature">displayTransformability</meta>
<meta property="schema:accessibilityFeature">alternativeText</meta>
<meta property="schema:accessibilityFeature">readingOrder</meta>
<meta property="schema:accessibilityFeature">tableOfContents</meta>
<meta property="schema:accessibilityHazard">none</meta>
<meta property="schema:accessibilitySummary">{summary}</meta>
</metadata>
<manifest>
{items}
</manifest>
<spine>
{itemrefs}
</spine>
</package>
"""

SUMMARY = (
    "Every word of the story is text and is read aloud by a recorded voice, word by word. "
    "The pictures decorate it; their alternative texts name them and do not describe them."
)

NAV = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" xml:lang="en" lang="en">
<head>
<title>{title}</title>
<link rel="stylesheet" type="text/css" href="style.css"/>
</head>
<body>
<nav epub:type="toc" id="toc">
<h1>{title}</h1>
<ol>
<li><a href="cover.xhtml">Cover</a></li>
{entries}
<li><a href="end.xhtml">The end</a></li>
</ol>
</nav>
<nav epub:type="landmarks" id="landmarks" hidden="hidden">
<h2>Landmarks</h2>
<ol>
<li><a epub:type="cover" href="cover.xhtml">Cover</a></li>
<li><a epub:type="bodymatter" href="scene_1.xhtml">The story</a></li>
</ol>
</nav>
</body>
</html>
"""

PAGE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" xml:lang="en" lang="en">
<head>
<title>{title}</title>
<link rel="stylesheet" type="text/css" href="style.css"/>
</head>
<body>
<section epub:type="{kind}">
{content}
</section>
</body>
</html>
"""

SMIL = """<?xml version="1.0" encoding="UTF-8"?>
<smil xmlns="http://www.w3.org/ns/SMIL" xmlns:epub="http://www.idpf.org/2007/ops" version="3.0">
<body epub:textref="scene_{number}.xhtml">
{pars}
</body>
</smil>
"""

CSS = """@font-face { font-family: "Andika"; font-weight: bold; src: url("Andika-Bold.ttf"); }
@font-face { font-family: "Fredoka"; font-weight: bold; src: url("Fredoka-SemiBold.ttf"); }
body { margin: 0 5%; font-family: "Andika", sans-serif; font-weight: bold; text-align: center; }
h1 { font-family: "Fredoka", "Andika", sans-serif; font-size: 1.4em; margin: 0.6em 0; }
img { max-width: 100%; max-height: 62vh; border-radius: 0.8em; }
img.whole { max-height: 95vh; }
p { font-size: 1.5em; line-height: 1.5; margin: 0.6em 0; text-align: left; break-inside: avoid; }
p.about, p.small { text-align: center; }
h1.number { font-size: 1em; margin: 0.4em 0; }
p.small { font-size: 0.7em; }
.being-read { background-color: #ffe08a; color: #34283e; border-radius: 0.25em; }
"""
