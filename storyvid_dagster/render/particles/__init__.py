"""What falls, drifts or floats in a scene: where each particle is, and how all are set into the frames."""
