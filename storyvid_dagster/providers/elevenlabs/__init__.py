"""ElevenLabs: reads stories aloud and says when each character is spoken.

The vendor's SDK is imported in this folder and nowhere else.
"""
