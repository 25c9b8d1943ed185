"""How names of the field are said where their spelling misleads a voice; a library's own come first."""

import re
from collections.abc import Mapping
from functools import lru_cache

from digestcli.markup import whole_words

KNOWN: Mapping[str, str] = {
    "arXiv": "archive",
    "C++": "C plus plus",
    "C#": "C sharp",
    "kNN": "K N N",
    "k-NN": "K N N",
    "LaTeX": "La tech",
    "LLaMA": "Llama",
    "LLaVA": "Llava",
    "LoRA": "Lora",
    "MoE": "M O E",
    "NeRF": "Nerf",
    "NeurIPS": "Neurips",
    "PyTorch": "Pie Torch",
    "QLoRA": "Q Lora",
    "SOTA": "sota",
    "ViT": "V I T",
}


def said(text: str, own: Mapping[str, str]) -> str:
    """`text` with every word that the library or we know how to say, as it is said."""
    found, sayings = _compiled(tuple(own.items()))
    return found.sub(lambda word: sayings[word[0]], text)


@lru_cache(maxsize=4)
def _compiled(own: tuple[tuple[str, str], ...]) -> tuple[re.Pattern[str], dict[str, str]]:
    sayings = {**KNOWN, **dict(own)}
    return whole_words.pattern(sayings), sayings
