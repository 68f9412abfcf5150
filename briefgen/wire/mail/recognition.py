"""What a mail is known by."""

import re

_KNOWN = frozenset(
    "from to subject date message-id mime-version received return-path content-type delivered-to sender reply-to cc "
    "content-transfer-encoding dkim-signature x-received".split()
)
_TELLING = frozenset("from message-id mime-version received return-path delivered-to".split())
_FIELD = re.compile(rb"([!-9;-~]{1,80}):")


def is_mail(data: bytes) -> bool:
    """Whether bytes begin with the header of a mail: known fields, and one of those that only mails have."""
    names: set[str] = set()
    block = data[:200_000].lstrip(b"\xef\xbb\xbf \t\r\n")
    for number, line in enumerate(block.splitlines()):
        if not line.strip():
            break
        if line[:1] in b" \t" or (number == 0 and line.startswith(b"From ")):
            continue
        if not (field := _FIELD.match(line)):
            return False
        names.add(field[1].decode("ascii").lower())
    return len(names & _KNOWN) > 1 and bool(names & _TELLING)
