"""What brings a pass to the gate: a camera and a reader of codes."""
