"""A small local server that speaks as OpenAI and ElevenLabs do, over real HTTP, with faults on demand."""
