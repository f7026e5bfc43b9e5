"""The gate's rules: what opens, which list is believed, what a door may do, how far a clock is trusted. Pure."""
