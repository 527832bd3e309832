"""Records of many reports → happenings: which events are the same, and which reports are copies of one.

Pure functions; `dateline.store` keeps what they find.

    found = group((view for record in records for view in views(record)), decisions, at=now)
    found.groups, found.decisions
"""

from dateline.link.blocks import keys
from dateline.link.copies import bands, copies, repeated_captions, share, signature
from dateline.link.group import Grouping, group
from dateline.link.likeness import compare
from dateline.link.views import views

__all__ = [
    "Grouping",
    "bands",
    "compare",
    "copies",
    "group",
    "keys",
    "repeated_captions",
    "share",
    "signature",
    "views",
]
