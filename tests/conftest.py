"""Generated examples are the same in every run; `DIGEST_TEST_WIDE=20` asks for 20 times as many new ones."""

from hypothesis import settings

from tests.generated import WIDE, many

settings.register_profile("digest", derandomize=not WIDE, max_examples=many(100), deadline=None)
settings.load_profile("digest")
