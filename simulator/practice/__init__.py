"""Practice: the gate's journal and outbox and the hub's inbox in one process, on a clock, a line and a storage that a seed turns."""
