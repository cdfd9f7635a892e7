"""OpenAI: reads drawings, writes stories, paints scenes and judges what is fit for children.

The vendor's SDK is imported in this folder and nowhere else.
"""
