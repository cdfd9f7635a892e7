"""Scene pictures without a model: the child's figures as stickers in a painted place.

Three descriptions meet here. A *place* (`places/`, from `props/`) says which shapes lie in which layer; the
*light* (`light.py`) gives them the colours of the hour; a *style* (`styles/`) turns the relief they leave
(`relief.py`) into gouache, watercolour, crayon, print, paper or pixels.
"""
