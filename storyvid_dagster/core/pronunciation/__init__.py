"""A written text as an English voice is to say it: numbers, signs, and words of other scripts.

Pure, and the same for every voice. Captions and books keep what was written.
"""
