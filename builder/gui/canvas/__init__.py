"""The network as a picture that takes gestures: the pyramid."""
