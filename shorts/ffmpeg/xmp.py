"""The machine-readable mark of generated media: an XMP packet at the end of an mp4.

Standards: XMP part 3 (Adobe, storage in files: MPEG-4 keeps XMP in a top-level uuid box) and IPTC's digital source type
"composite with trained algorithmic media", which names what a short is: real photos and text with a synthetic presenter and
voice. A box after the media data leaves every offset in the file as it was.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from pathlib import Path

XMP_UUID = bytes.fromhex("be7acfcb97a942e89c71999491e3afac")
SOURCE_TYPE = "http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia"

_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
 Iptc4xmpExt:DigitalSourceType="{source}"><dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


def mark_as_ai(video: Path, title: str) -> None:
    """Append the mark to a finished mp4."""
    packet = _PACKET.format(source=SOURCE_TYPE, title=escape(title)).encode("utf-8")
    box = (8 + 16 + len(packet)).to_bytes(4, "big") + b"uuid" + XMP_UUID + packet
    with video.open("ab") as file:
        file.write(box)
