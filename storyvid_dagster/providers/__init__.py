"""The providers behind the ports: embedded engines, OpenAI, ElevenLabs, and the choice among them."""
