"""XML from strangers: parsed strictly, as UTF-8 only, so that no other parser reads it another way."""

import re

from lxml import etree

from digestcli.messages import _
from digestcli.sources.answer import Answer, Disbelief
from digestcli.sources.faults import Fault

_DECLARATIONS = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def root_of(answer: Answer, tag: str, otherwise: str) -> etree._Element:
    """The document's root element, which is a `tag`; raises Disbelief, saying `otherwise`, where it is not.

    What calls itself XML and is a web page, is damaged, declares a document type or is coded in any other
    way is not believed either.
    """
    opening = answer.body[:512].lstrip().lower()
    if opening.startswith(b"rate exceeded"):
        raise Disbelief(
            _("it is overloaded, or asked too often ({words})").format(words="Rate exceeded."),
            Fault.THROTTLED,
            wait=answer.wait,
        )
    if opening.startswith((b"<!doctype html", b"<html")) or "html" in answer.media_type:
        raise Disbelief(_("a web page came instead, perhaps of a network that wants a login"))
    if not answer.media_type.endswith("xml"):
        name = answer.media_type[:40] or _("nothing named")
        raise Disbelief(_("the answer is not XML but {name}").format(name=name))
    if b"\0" in answer.body or _DECLARATIONS.search(answer.body):
        raise Disbelief(_("the XML declares a document type, or is not in UTF-8, as arXiv's always is"))
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False
    )
    try:
        answer.body.decode("utf-8")
        root = etree.fromstring(answer.body, parser)
    except (UnicodeDecodeError, etree.XMLSyntaxError) as fault:
        raise Disbelief(_("the XML is damaged ({reason})").format(reason=fault)) from fault
    declared = root.getroottree().docinfo.encoding or ""
    if declared.upper() not in {"UTF-8", "US-ASCII"}:
        raise Disbelief(_("the XML is not in UTF-8 but {name}").format(name=declared[:20]))
    if root.tag != tag:
        raise Disbelief(otherwise)
    return root
