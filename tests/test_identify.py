"""Every form an editor pastes an id in, and every refusal with its reason."""

import re

import pytest

from digestcli.errors import BadId
from digestcli.messages import speak
from digestcli.model.arxiv_id import ArxivId
from digestcli.model.identify import identify, looks_like_id

SAM = ArxivId("2304.02643")
HEP = ArxivId("9901001", "hep-th")


@pytest.fixture(autouse=True)
def english() -> None:
    speak("en")


FORMS = {
    "2304.02643": SAM,
    "2304.02643v1": SAM.at(1),
    "2304.02643V12": SAM.at(12),
    "  2304.02643\n": SAM,
    "arXiv:2304.02643": SAM,
    "ARXIV:2304.02643": SAM,
    "arXiv: 2304.02643v2": SAM.at(2),
    "arXiv : 2304.02643": SAM,
    "arXiv 2304.02643": SAM,
    "arXiv:2304.02643v1 [cs.CV] 5 Apr 2023": SAM.at(1),
    "arXiv:2304.02643v1  [cs.CV]  5 Apr 2023": SAM.at(1),
    "2304.02643 [cs.CV]": SAM,
    "hep-th/9901001v2 [hep-th] 1 Jan 1999": HEP.at(2),
    "2304.02643v1.pdf": SAM.at(1),
    "https://arxiv.org/abs/2304.02643": SAM,
    "http://arxiv.org/abs/2304.02643v1": SAM.at(1),
    "HTTPS://ArXiv.org/abs/2304.02643": SAM,
    "https://arxiv.org/abs/2304.02643/": SAM,
    "https://arxiv.org/abs/2304.02643?context=cs.LG": SAM,
    "https://arxiv.org/abs/2304.02643v1#comments": SAM.at(1),
    "https://arxiv.org/abs/arXiv:2304.02643": SAM,
    "https://arxiv.org/pdf/2304.02643": SAM,
    "https://arxiv.org/pdf/2304.02643.pdf": SAM,
    "https://arxiv.org/pdf/2304.02643v1.pdf#page=3": SAM.at(1),
    "https://arxiv.org/html/2304.02643v1": SAM.at(1),
    "https://arxiv.org/src/2304.02643": SAM,
    "https://arxiv.org/e-print/2304.02643": SAM,
    "https://arxiv.org/format/2304.02643": SAM,
    "https://arxiv.org/ps/hep-th/9901001": HEP,
    "https://arxiv.org/tb/2304.02643": SAM,
    "https://arxiv.org/bibtex/2304.02643": SAM,
    "https://arxiv.org/ftp/arxiv/papers/2304/2304.02643.pdf": SAM,
    "https://arxiv.org/ftp/hep-th/papers/9901/9901001.pdf": HEP,
    "arxiv.org/abs/2304.02643": SAM,
    "www.arxiv.org/pdf/2304.02643": SAM,
    "https://www.arxiv.org/abs/2304.02643": SAM,
    "https://export.arxiv.org/abs/2304.02643": SAM,
    "https://browse.arxiv.org/html/2304.02643v1": SAM.at(1),
    "http://cn.arxiv.org/abs/2304.02643": SAM,
    "https://ar5iv.labs.arxiv.org/html/2304.02643": SAM,
    "https://ar5iv.org/abs/2304.02643": SAM,
    "https://www.alphaxiv.org/abs/2304.02643v1": SAM.at(1),
    "https://alphaxiv.org/overview/2304.02643.md": SAM,
    "https://huggingface.co/papers/2304.02643": SAM,
    "https://hf.co/papers/2304.02643": SAM,
    "https://www.semanticscholar.org/arxiv/2304.02643": SAM,
    "https://scirate.com/arxiv/2304.02643": SAM,
    "10.48550/arXiv.2304.02643": SAM,
    "doi:10.48550/arXiv.2304.02643": SAM,
    "DOI: 10.48550/ARXIV.2304.02643": SAM,
    "https://doi.org/10.48550/arXiv.2304.02643": SAM,
    "https://doi.org/10.48550%2FarXiv.hep-th%2F9901001": HEP,
    "https://dx.doi.org/10.48550/arXiv.hep-th/9901001": HEP,
    "oai:arXiv.org:2304.02643": SAM,
    "oai:arXiv.org:hep-th/9901001": HEP,
    "hep-th/9901001": HEP,
    "HEP-TH/9901001v3": HEP.at(3),
    "arXiv:hep-th/9901001": HEP,
    "https://arxiv.org/abs/hep-th/9901001v2": HEP.at(2),
    "https://arxiv.org/abs/hep-th%2F9901001": HEP,
    "math.GT/0309136": ArxivId("0309136", "math"),
    "cond-mat.str-el/0309136v1": ArxivId("0309136", "cond-mat", 1),
    "cmp-lg/9408001": ArxivId("9408001", "cmp-lg"),
    "math/0703001": ArxivId("0703001", "math"),
    "hep-th/9107001": ArxivId("9107001", "hep-th"),
    "0704.0001": ArxivId("0704.0001"),
    "1412.9999v1": ArxivId("1412.9999", version=1),
    "1501.00001": ArxivId("1501.00001"),
    "<https://arxiv.org/abs/2304.02643>": SAM,
    "(arXiv:2304.02643).": SAM,
    "「2304.02643」，": SAM,
    "2304.02643。": SAM,
    "`2304.02643`;": SAM,
}

UNDERSTOOD = {
    "0808.05394": ArxivId("0808.5394"),
    "1412.00001": ArxivId("1412.0001"),
    "https://arxiv.org/abs/0808.05394v2": ArxivId("0808.5394", version=2),
    "ａｒＸｉｖ：２３０４．０２６４３ｖ２": SAM.at(2),
    "arXiv：2304.02643": SAM,
    "2304。02643": SAM,
    "hep‑th/9901001": HEP,
    "2304.\u200b02643": SAM,
    "https：//arxiv.org／abs／2304.02643": SAM,
}

REFUSED = {
    "": "names no arXiv paper",
    "Segment Anything": "more than one",
    "Segment": "names no arXiv paper",
    "2304.0264": "5 digits after the dot; here are 4",
    "2304.264": "here are 3",
    "2304.026433": "here are 6",
    "0808.539": "4 digits after the dot; here are 3",
    "0808.15394": "4 digits after the dot; here are 5",
    "1412.10001": "here are 5",
    "230.02643": "four digits are expected before the dot",
    "23040.02643": "four digits are expected before the dot",
    "arXiv:23.1": "four digits are expected before the dot",
    "2313.01234": "13 is no month",
    "2300.01234": "00 is no month",
    "0000.0000": "00 is no month",
    "0703.0001": "begin in April 2007",
    "9912.12345": "begin in April 2007",
    "2304.00000": "counts its papers from 1",
    "2304.02643v": "after v a version is expected",
    "2304.02643v0": "after v a version is expected",
    "2304.02643v01": "after v a version is expected",
    "2304.02643v1234": "after v a version is expected",
    "2304.02643vx": "after v a version is expected",
    "2304.02643 2304.01373": "more than one",
    "2304.02643,2304.01373": "names no arXiv paper",
    "9901001": "lacks its archive",
    "hepth/9901001": "no archive hepth",
    "foo/9901001": "no archive foo",
    "hep-th/990100": "seven digits are expected after the slash; here are 6",
    "hep-th/99010011": "here are 8",
    "hep-th/9913001": "13 is no month",
    "hep-th/9106001": "from July 1991",
    "math/0704001": "to March 2007",
    "math/0309000": "counts its papers from 1",
    "hep-th/9901001v0": "after v a version is expected",
    "10.1145/3580305.3599000": "is not arXiv's",
    "https://doi.org/10.1038/nature14539": "is not arXiv's",
    "https://arxiv.org/list/cs.CV/recent": "no single paper's page",
    "https://arxiv.org/abs/": "no single paper's page",
    "https://arxiv.org": "no single paper's page",
    "https://arxiv.org/abs/2304.0264": "here are 4",
    "https://github.com/x/2304.02643": "github.com is not a site",
    "https://arxiv.org.evil/abs/2304.02643": "arxiv.org.evil is not a site",
    "https://arxiv.org@evil/abs/2304.02643": "arxiv.org@evil is not a site",
    "https://evil@arxiv.org/abs/2304.02643": "evil@arxiv.org is not a site",
    "https://arxiv.org:8080/abs/2304.02643": "arxiv.org:8080 is not a site",
    "https://evil#@arxiv.org/abs/2304.02643": "evil is not a site",
    "https://arxiv.org%2eevil/abs/2304.02643": "arxiv.org%2eevil is not a site",
    "https://аrxiv.org/abs/2304.02643": "is not a site",
    "https:///arxiv.org/abs/2304.02643": "is not a site",
    "ftp://arxiv.org/abs/2304.02643": "names no arXiv paper",
    "file:///etc/passwd": "names no arXiv paper",
    "../../etc/passwd": "names no arXiv paper",
    "hep-th/../../9901001": "names no arXiv paper",
    "hep-th/9901001/../x": "names no arXiv paper",
    "https://arxiv.org/abs/../2304.02643": "names no arXiv paper",
    "C:\\2304.02643": "names no arXiv paper",
    "2304.02643\x00": "names no arXiv paper",
    "٢٣٠٤.٠٢٦٤٣": "names no arXiv paper",
    "2303.05398\x85x": "more than one",
}


@pytest.mark.parametrize("text", FORMS)
def test_a_pasted_form_is_read_without_a_word(text: str) -> None:
    found = identify(text)
    assert found.id == FORMS[text]
    assert found.remark is None


@pytest.mark.parametrize("text", UNDERSTOOD)
def test_what_had_to_be_understood_is_said(text: str) -> None:
    found = identify(text)
    assert found.id == UNDERSTOOD[text]
    assert found.remark == f"{text} was read as {found.id}"


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_wrong_is_refused_with_what_was_expected(text: str) -> None:
    with pytest.raises(BadId, match=re.escape(REFUSED[text])) as caught:
        identify(text)
    assert caught.value.hint


def test_a_near_archive_is_named_and_not_taken() -> None:
    with pytest.raises(BadId) as caught:
        identify("quantph/9901001")
    assert caught.value.hint == "is it quant-ph?"


MEANT = ["2304.0264", "2313.01234", "230.02643", "arXiv:23.1", "hepth/9901001", "cs/030913", "2304.02643v0"]
MEANT += [
    "https://arxiv.org/abs/2304.0264",
    "https://arxiv.org@evil/abs/2304.02643",
    "oai:arXiv.org:x",
    *FORMS,
]
PLAIN = [
    "",
    "Segment",
    "GPT-4",
    "3.14159",
    "2023.04",
    "v2.0.1",
    "10.1038/nature14539",
    "arXiv",
    "24/7",
    "and/or",
]
PLAIN += ["https://github.com/x/2304.02643", "https://www.biorxiv.org/content/10.1101/1", "AAAI/2023", "1.5"]
PLAIN += ["arXiv Weekly Radiostation", "论文", "x" * 100_000]


@pytest.mark.parametrize("text", MEANT)
def test_what_is_plainly_meant_as_an_id_looks_like_one(text: str) -> None:
    assert looks_like_id(text)


@pytest.mark.parametrize("text", PLAIN, ids=lambda text: text[:20])
def test_other_words_do_not_look_like_an_id(text: str) -> None:
    assert not looks_like_id(text)
