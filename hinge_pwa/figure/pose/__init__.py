"""How a person stands or kneels, and with which things, as a guide says it."""
