"""The paper stage: figures that act before a backdrop that moves as the camera does."""
