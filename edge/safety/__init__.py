"""Life safety below the agent: a small process of its own that owns the lock's wire, and frees the door by fire and by the exit button.

It imports no camera, network or database, and nothing that decides who may enter: with the agent killed, stopped, or stuck in a full disk
or a hung camera, whoever is inside gets out. What the agent asks for is a release with an end; there is no word that holds a door shut.
"""
