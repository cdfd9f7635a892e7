"""A storyboard in, a film out. The only room that runs ffmpeg."""
