"""The sound of a film: music, effects, places, and the mix of all with the narration at one loudness."""
