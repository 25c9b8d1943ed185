"""What each command does, from top to bottom: THE ROOM TO READ FIRST.

One file a verb. An id's way: `add` identifies it, fetches its facts through `sources`, puts them into
`papers/` and opens a section in the issue; `write` fills that section; `desk.digest_of` merges both for
`show`, `status` and `export`. Whatever is
written is written under the library's lock, against the bytes that were read.
"""
