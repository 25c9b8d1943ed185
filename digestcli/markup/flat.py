"""Prose without its Markdown: what plain text, a feed's summary or a voice needs."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from digestcli.markup.markdown import NONE, Links, parse, parse_line
from digestcli.markup.plain import clean, one_line
from digestcli.markup.tex import to_unicode

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode


def flat(prose: str, links: Links = NONE) -> str:
    """`prose` in plain text: no marks but those of what is struck out, addresses behind their words."""
    from markdown_it.tree import SyntaxTreeNode  # noqa: PLC0415 - only where prose is exported

    return clean(_blocks(SyntaxTreeNode(parse(prose, links)).children))


def words_of(line: str, links: Links = NONE) -> str:
    """What of words within a line is read out: `flat`, and neither an address nor a picture."""
    from markdown_it.tree import SyntaxTreeNode  # noqa: PLC0415 - only where prose is exported

    return one_line(_words(SyntaxTreeNode(parse_line(line, links))))


def _words(node: "SyntaxTreeNode") -> str:
    match node.type:
        case "root" | "inline" | "link" | "em" | "strong":
            return "".join(map(_words, node.children))
        case "image":
            return ""
        case _:
            return _inline(node)


def _blocks(nodes: Iterable["SyntaxTreeNode"], between: str = "\n\n") -> str:
    return between.join(filter(None, map(_block, nodes)))


def _block(node: "SyntaxTreeNode") -> str:
    match node.type:
        case "bullet_list" | "ordered_list":
            return _list(node)
        case "blockquote":
            return _hanging("> ", "> ", _blocks(node.children))
        case "fence" | "code_block":
            return node.content.strip("\n")
        case "math_block":
            return to_unicode(f"${node.content.strip()}$")
        case "footnote_reference":
            marker = f"[{node.meta['label']}] "
            return _hanging(marker, " " * len(marker), _blocks(node.children))
        case "hr":
            return "* * *"
        case "tr":
            return " | ".join(_blocks(cell.children) for cell in node.children)
        case "table" | "thead" | "tbody":
            return _blocks(node.children, "\n")
        case "inline":
            return "".join(map(_inline, node.children))
        case _:
            return _blocks(node.children)


def _list(node: "SyntaxTreeNode") -> str:
    first = int(node.attrs.get("start", 1))
    is_tight = all(
        child.hidden for item in node.children for child in item.children if child.type == "paragraph"
    )
    items = []
    for number, item in enumerate(node.children, first):
        marker = f"{number}. " if node.type == "ordered_list" else "- "
        words = _blocks(item.children, "\n" if is_tight else "\n\n")
        items.append(_hanging(marker, " " * len(marker), words))
    return ("\n" if is_tight else "\n\n").join(items)


def _hanging(first: str, rest: str, words: str) -> str:
    return first + words.replace("\n", "\n" + rest).replace("\n" + rest + "\n", "\n" + rest.rstrip() + "\n")


def _inline(node: "SyntaxTreeNode") -> str:
    match node.type:
        case "softbreak":
            return " "
        case "hardbreak":
            return "\n"
        case "image":
            place = node.attrs.get("src")
            return f"［图］{node.content}（{place}）" if place else f"［图］{node.content}"
        case "link":
            words, address = "".join(map(_inline, node.children)), str(node.attrs.get("href", ""))
            return words if words in {address, address.removeprefix("mailto:")} else f"{words}（{address}）"
        case "math_inline" | "math_inline_double":
            return to_unicode(f"${node.content}$")
        case "footnote_ref":
            return f"[{node.meta['label']}]"
        case "s":  # without its marks it would say the opposite
            return f"~~{''.join(map(_inline, node.children))}~~"
        case _:
            return node.content or "".join(map(_inline, node.children))
