"""Scene pictures without a model: the child's figures as stickers on a painted stage.

Three descriptions meet here. A *place* (`places/`) says which shapes lie in which layer; the *light*
(`light.py`) gives them the colours of the hour; a *material* (`materials/`) turns the relief they
leave (`relief.py`) into gouache, watercolour, crayon, print, paper or pixels. So seven settings and
six styles are thirteen pieces of code.
"""

from storyvid_dagster.providers.embedded.painter.engine import EmbeddedPainter

__all__ = ["EmbeddedPainter"]
