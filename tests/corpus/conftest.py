"""Settings of the tests of the corpus."""

from hypothesis import settings

# The first text that is folded loads OpenCC's dictionaries, so single examples differ in time by their order.
settings.register_profile("corpus", deadline=None)
settings.load_profile("corpus")
