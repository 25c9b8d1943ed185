"""What speaks: espeak-ng, programs of the user's own, a service far away; and what was spoken is kept."""

import os
import re
import stat
import sys
import time
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import lameenc
import pytest
from pypinyin import Style, lazy_pinyin

from digestcli import voices
from digestcli.errors import DigestError, NetworkError, UsageError
from digestcli.voices import Wanted, edge, open_voice
from digestcli.voices.espeak import runs
from digestcli.voices.espeak_program import Espeak, home
from digestcli.voices.kept import Kept
from digestcli.voices.program import Program
from digestcli.voices.sound import Sound
from tests.test_voices_sound import tone


@pytest.mark.parametrize(
    ("words", "language", "expected"),
    [
        ("我们在 GPT-4 上。", "zh", [("cmn", "我们在 GPT-4 上。")]),
        ("来自 Stella Biderman。", "zh", [("cmn", "来自 Stella Biderman。")]),
        (
            "第一篇，Llama 2: Open Chat Models，来自甲。",
            "zh",
            [("cmn", "第一篇，"), ("en", "Llama 2: Open Chat Models，"), ("cmn", "来自甲。")],
        ),
        ("By 王小明 and others.", "en", [("en", "By "), ("cmn", "王小明 "), ("en", "and others.")]),
        ("3D", "zh", [("cmn", "3D")]),
    ],
)
def test_an_english_title_is_read_by_an_english_voice(
    words: str, language: str, expected: list[tuple[str, str]]
) -> None:
    assert list(runs(words, language)) == expected


@pytest.fixture(scope="module")
def espeak() -> Espeak:
    return Espeak(home())


@pytest.mark.parametrize(
    "sentence",
    [
        "大家好，这里是机器之心，本期电台为大家带来十篇论文。",
        "研究者用大语言模型生成代码，准确率达到百分之八十六点四",
        "银行行长重新训练模型",
        "我们下周见",
    ],
)
def test_the_tones_that_espeak_speaks_are_those_of_pypinyin(espeak: Espeak, sentence: str) -> None:
    tones = {"55": "1", "35": "2", "214": "3", "51": "4", "11": "5"}
    spoken = [tones[each] for each in re.findall(r"\d+", espeak.phonemes("cmn", sentence))]
    written = lazy_pinyin(sentence, style=Style.TONE3, neutral_tone_with_five=True, errors="ignore")
    assert spoken == [each[-1] for each in written]


def test_latin_words_are_read_by_the_rules_of_english(espeak: Espeak) -> None:
    assert "(en)'ana#l,aIzIN(cmn)" in espeak.phonemes("cmn", "用 analyzing 的")


@pytest.mark.parametrize(
    ("words", "seconds"),
    [('<break time="60s"/>你好', (1.5, 6)), ("-v en\0 [[h@l'oU]] \x1b[31m你好", (2, 9))],
)
def test_espeak_takes_everything_for_words(words: str, seconds: tuple[float, float]) -> None:
    assert seconds[0] <= open_voice(Wanted("espeak")).speak(words).seconds <= seconds[1]


def script(folder: Path, text: str) -> str:
    path = folder / "speak"
    path.write_text(f"#!{sys.executable} -IS\nimport sys\n{text}\n", encoding="utf-8")
    path.chmod(stat.S_IRWXU)
    return str(path)


ECHO = "import json; print(json.dumps([sys.argv[1:], sys.stdin.read()]))"


@pytest.mark.parametrize(
    ("places", "arguments", "stdin"),
    [
        ((), [], "甲 {wav}\n"),
        (("{words}", "-q"), ["甲 {wav}", "-q"], ""),
    ],
)
def test_a_program_gets_the_words_as_its_command_says(
    tmp_path: Path, places: tuple[str, ...], arguments: list[str], stdin: str
) -> None:
    said = Program("mine", (script(tmp_path, ECHO), *places), 60).speak("甲 {wav}")
    assert eval(said) == [arguments, stdin]  # noqa: S307 - what our own script has printed


def test_words_that_look_like_an_option_are_none(tmp_path: Path) -> None:
    copy = script(tmp_path, "open(sys.argv[1], 'w').write(open(sys.argv[2]).read() + sys.argv[3])")
    said = Program("mine", (copy, "{wav}", "{text}", "{words}"), 60).speak("--help; $(id) `id`")
    assert said.decode() == "--help; $(id) `id`\n --help; $(id) `id`"


@pytest.mark.parametrize(
    ("text", "seconds", "why"),
    [
        ("sys.stderr.write('no \\x1b[31mmodel\\n'); sys.exit(3)", 60, "exit 3: no \ufffdmodel"),
        ("", 60, "it wrote no {wav}"),
    ],
)
def test_a_program_that_fails_is_told_with_what_it_said(
    tmp_path: Path, text: str, seconds: float, why: str
) -> None:
    begun = time.monotonic()
    with pytest.raises(DigestError, match="the voice mine failed") as raised:
        Program("mine", (script(tmp_path, text), "{wav}"), seconds).speak("甲")
    assert raised.value.message == f"the voice mine failed (speak): {why}"
    assert time.monotonic() - begun < 30


def test_a_wav_that_cannot_be_read_is_the_voices_fault(tmp_path: Path) -> None:
    folder = script(tmp_path, "import os; os.mkdir(sys.argv[1])")
    with pytest.raises(DigestError, match=r"the voice mine failed \(speak\): .*voice\.wav cannot be read"):
        Program("mine", (folder, "{wav}"), 60).speak("甲")


def test_a_program_that_is_not_there_is_told() -> None:
    with pytest.raises(DigestError, match=r"\(nobody-has-this\): it is not there"):
        Program("mine", ("nobody-has-this",), 60).speak("甲")


def test_a_batch_file_never_sees_words_in_its_command(tmp_path: Path) -> None:
    """Windows has a shell read it, to which `&` in a title is the end of a command."""
    batch = Path(script(tmp_path, "")).rename(tmp_path / "speak.CMD")
    with pytest.raises(DigestError, match="a batch file is read by a shell"):
        Program("mine", (str(batch), "{wav}", "{words}"), 1).speak("甲 & del")


def test_a_program_in_the_folder_we_are_in_is_not_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It may be a stranger's library."""
    script(tmp_path, ECHO)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", ".")
    with pytest.raises(DigestError, match="it is not there"):
        Program("mine", ("speak",), 1).speak("甲")


def test_a_program_that_speaks_no_wav_is_told(tmp_path: Path) -> None:
    voice = open_voice(Wanted("mine", commands={"mine": (script(tmp_path, "print('MP3')"),)}))
    with pytest.raises(DigestError, match="the voice mine gave no WAV that can be read: no RIFF/WAVE"):
        voice.speak("甲")


def test_a_voice_with_another_model_is_another_voice(tmp_path: Path) -> None:
    (tmp_path / "model").write_bytes(b"one")
    wanted = Wanted("mine", commands={"mine": ("speak", str(tmp_path / "model"))})
    before = open_voice(wanted).identity
    assert open_voice(wanted).identity == before
    (tmp_path / "model").write_bytes(b"another")
    assert open_voice(wanted).identity != before


def test_a_voice_nobody_knows_is_told_with_those_there_are() -> None:
    with pytest.raises(UsageError, match="there is no voice 'Piper'") as raised:
        open_voice(Wanted("Piper", commands={"piper": ("piper",)}))
    hint = str(raised.value.hint)
    assert [name for name in (*voices.known(), "piper") if f"--voice {name}" not in hint] == []


def test_the_table_of_voices_is_the_folder() -> None:
    for name in voices.known():
        assert open_voice(Wanted(name)).identity.startswith(name)
    assert voices.lacking(Wanted("espeak"), _Modules("lameenc")) == ("espeakng_loader",)
    assert voices.lacking(Wanted("mine", commands={"mine": ("x",)}), _Modules()) == ("lameenc",)
    assert voices.lacking(Wanted("edge"), lambda _name: True) == ()


class _Modules:
    """Which modules are installed."""

    def __init__(self, *names: str) -> None:
        self._names = names

    def __call__(self, name: str) -> bool:
        return name in self._names


class _Counting:
    is_heard = True
    identity = "counting"

    def __init__(self) -> None:
        self.asked: list[str] = []

    def speak(self, words: str) -> Sound:
        self.asked.append(words)
        return tone(0.2, len(words) / 10)


def test_what_was_spoken_is_not_asked_for_again_unless_it_is_damaged(tmp_path: Path) -> None:
    voice = _Counting()
    kept = Kept(tmp_path / "voices", voice)
    first = kept.spoken("甲")
    assert (kept.spoken("甲"), voice.asked, kept.has("甲"), kept.has("乙")) == (first, ["甲"], True, False)
    (path,) = tmp_path.glob("voices/*")
    data = path.read_bytes()
    for damaged in (b"", data[:-1], data[:-1] + b"\x99", bytes(40) + data):
        path.write_bytes(damaged)
        assert kept.spoken("甲") == first
    assert voice.asked == ["甲"] * 5
    assert Kept(None, voice).spoken("甲") == first


def test_the_oldest_make_room_and_a_cache_that_cannot_be_is_no_fault(tmp_path: Path) -> None:
    voice = _Counting()
    kept = Kept(tmp_path / "voices", voice, most=10_000)
    for number, words in enumerate("甲乙丙丁戊己庚辛"):
        kept.spoken(words)  # 1.6 kB each
        for path in tmp_path.glob("voices/*"):
            if path.stat().st_mtime > 1e9:
                os.utime(path, (number, number))
    assert sum(path.stat().st_size for path in tmp_path.glob("voices/*")) <= 10_000
    assert (kept.has("甲"), kept.has("辛")) == (False, True)
    (tmp_path / "file").touch()
    assert Kept(tmp_path / "file", voice).spoken("甲") == kept.spoken("甲")


class _Refusing(BaseHTTPRequestHandler):
    """A proxy that lets nobody through, as a service that refuses a whole region."""

    def do_CONNECT(self) -> None:
        self.send_error(403)

    def log_message(self, *_words: object) -> None:
        pass


def test_edge_that_does_not_answer_is_a_network_error(monkeypatch: pytest.MonkeyPatch) -> None:
    with HTTPServer(("127.0.0.1", 0), _Refusing) as proxy:
        Thread(target=proxy.serve_forever, args=(0.02,), daemon=True).start()
        for port, why in ((proxy.server_port, "403|Date"), (9, "Cannot connect")):  # nobody listens at 9
            monkeypatch.setenv("https_proxy", f"http://127.0.0.1:{port}")
            with pytest.raises(NetworkError, match=f"the voice edge does not answer: .*({why})") as raised:
                edge.Edge("zh-CN-XiaoxiaoNeural", [0, 0]).speak("甲")
            assert "--voice espeak" in str(raised.value.hint)
        proxy.shutdown()


def test_a_speaker_that_cannot_be_one_is_told() -> None:
    with pytest.raises(UsageError, match="there is no voice 'edge:nobody'"):
        open_voice(Wanted("edge", "nobody")).speak("甲")


def test_a_speaker_stands_behind_a_colon_unless_a_voice_of_ones_own_is_called_so() -> None:
    own = {"piper:huayan": ("piper",)}
    assert Wanted.said("edge:zh-CN-YunyangNeural", "zh", own) == Wanted(
        "edge", "zh-CN-YunyangNeural", "zh", own
    )
    assert Wanted.said("piper:huayan", "en", own) == Wanted("piper:huayan", "", "en", own)


def test_a_voice_without_speakers_has_none_to_choose() -> None:
    with pytest.raises(UsageError, match="the voice silent has no speakers to choose from"):
        open_voice(Wanted("silent", "en"))


def test_what_edge_sends_is_decoded() -> None:
    encoder = lameenc.Encoder()
    encoder.set_channels(1)
    encoder.set_in_sample_rate(24000)
    encoder.set_bit_rate(48)
    encoder.silence()
    sent = bytes(encoder.encode(tone(0.3, rate=24000).data)) + bytes(encoder.flush())
    sound = edge.decoded(sent)
    assert sound.rate == 24000
    assert sound.seconds == pytest.approx(1.0, abs=0.1)
    assert max(sound.samples) == pytest.approx(0.3 * 32767, rel=0.1)
    with pytest.raises(NetworkError, match="does not answer"):
        edge.decoded(b"nothing")
