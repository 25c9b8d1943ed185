"""Lists within lists, which the editor of Official Accounts tears apart: one list, lines within its items."""

from collections.abc import Iterator

from digestcli.markup.element import Element, Node, Nodes, el

_LISTS = ("ul", "ol")


def flattened(nodes: Nodes) -> Nodes:
    """The nodes with one level of lists; what was deeper is lines that begin with `–` or `(1)`."""
    return tuple(_flattened(node) for node in nodes)


def _flattened(node: Node) -> Node:
    if isinstance(node, str):
        return node
    if node.tag in _LISTS:
        items = _parts(node)
        return node.with_children(*(item.with_children(*_item(item, 0)) for item in items))
    return node.with_children(*flattened(node.children))


def _item(item: Element, depth: int) -> Iterator[Node]:
    """What stands in an item: its paragraphs become lines, its own items too, a step further in."""
    begun = False
    for child in item.children:
        if isinstance(child, Element) and child.tag in _LISTS:
            for number, each in enumerate(_parts(child), int(child.get("start") or 1)):
                mark = f"({number}) " if child.tag == "ol" else "– "
                yield el("br")
                yield "\u3000" * depth + mark
                yield from _item(each, depth + 1)
        elif isinstance(child, Element) and child.tag == "p":
            if begun:
                yield el("br")
            yield from child.children
        else:
            yield _flattened(child)
        begun = True


def _parts(of: Element) -> list[Element]:
    return [child for child in of.children if isinstance(child, Element)]
