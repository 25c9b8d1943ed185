"""What the command reference says beside the program's own help."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    title: str
    generated: str
    intro: str
    commands: str
    values: str
    value: str
    means: str
    everywhere: str
    readme: str
    library: str  # a pattern for the README's words on which library is meant
    codes: str  # for those on exit codes and the environment


WORDS = {
    "en": Words(
        title="Commands",
        generated="<!-- Written by `python -m tests.reference` from the program's own help: do not edit. -->",
        intro=(
            "Every command, every option. `digest COMMAND --help` says the same in the terminal, in English"
            " or Chinese; `digest` alone says what is likely to come next. [中文](commands.zh.md)"
        ),
        commands="All commands",
        values="What stands for what",
        value="Value",
        means="Means",
        everywhere=(
            "`--library`, `--quiet`, `--verbose` and `--no-color` may stand before a command or behind it,"
            " and every command takes `--help`. They are not repeated below."
        ),
        readme="README.md",
        library=r"^The library is `--library DIR`[^\n]*",
        codes=r"^## Exit codes and environment\n.*?(?=^## )",
    ),
    "zh": Words(
        title="命令",
        generated="<!-- 由 `python -m tests.reference` 根据程序自己的帮助写成，请勿手改。 -->",
        intro=(
            "全部命令和选项。在终端里，`digest 命令 --help` 说的是同样的话，有中文也有英文；"
            "单独运行 `digest`，会告诉您接下来大概要做什么。[English](commands.md)"
        ),
        commands="全部命令",
        values="几种写法",
        value="写法",
        means="含义",
        everywhere=(
            "`--library`、`--quiet`、`--verbose`、`--no-color` 写在命令前面或后面都可以，"
            "每个命令都有 `--help`，下面不再重复。"
        ),
        readme="README.zh.md",
        library=r"^用哪个文库[^\n]*",
        codes=r"^## 退出码与环境变量\n.*?(?=^## )",
    ),
}

VALUES = {
    "en": {
        "REF": "a paper of the issue: its id, its number, or how its title begins",
        "ID|URL": "an arXiv id (`2304.02643`, `2304.02643v1`, `hep-th/9901001`), or a paper's address",
        "LIST": "a list of the Radiostation, in any capitals, or how its name begins: `nlp`",
        "KEY": "an issue: its file's name without `.md`, such as `2023-W14` or `best-of-2023`",
        "WEEK": "`2023-W14`, `14` of this year, `last`, or any day of it: `2023-04-09`; left out, this week",
        "TEXT|-": "words; `-` reads them from standard input",
        "PATH": "a file, or a folder if it ends in `/`; `-` is standard output",
    },
    "zh": {
        "论文": "本期的一篇论文：编号、序号，或标题的开头",
        "编号|网址": "arXiv 编号（`2304.02643`、`2304.02643v1`、`hep-th/9901001`），或论文页面的网址",
        "榜单": "电台的一个榜单，大小写不论，写名字的开头也行：`nlp`",
        "期名": "一期：文件名去掉 `.md`，如 `2023-W14`、`best-of-2023`",
        "周": "`2023-W14`、今年的第 `14` 周、`last`，或其中任何一天 `2023-04-09`；不写就是本周",
        "文字|-": "一段文字；`-` 从标准输入读取",
        "路径": "文件；以 `/` 结尾的是文件夹；`-` 是标准输出",
    },
}

# command: lines that are typed, and what they do in English and in Chinese; each is checked to be understood
EXAMPLES: dict[str, list[tuple[str, str, str]]] = {
    "digest": [
        (
            "digest --install-completion",
            "Tab completes from the next terminal on",
            "此后新开的终端里可以按 Tab 补全",
        ),
        ("digest -L ~/weekly status", "a library elsewhere", "别处的文库"),
    ],
    "init": [("digest init my-weekly", "a new library", "新建一个文库")],
    "add": [
        ("digest add 2304.02643 2303.05398", "two papers into this week's issue", "两篇论文，放进本周"),
        ("digest add --week last https://arxiv.org/abs/2209.14610", "into last week's", "放进上一周"),
        ("digest add --from ids.txt --issue best-of-2023", "many, from a file", "从文件里读入一批"),
        ("digest add --title 用旧报纸训练语言模型", "a paper arXiv does not have", "arXiv 上没有的论文"),
    ],
    "set": [
        ("digest set 2304.02643 --rec 分割从此随叫随用。", "one line's worth", "写一句推荐"),
        ("digest set 2 --summary - < summary.txt", "a long one, from a file", "长的从文件里读"),
        ("digest set 2 --seen", "its words are good for the newest version too", "这些话对最新版也成立"),
    ],
    "edit": [
        ("digest edit", "at the first place that lacks words", "停在第一处还没写的地方"),
        ("digest edit 2304.02643", "at this paper's empty 摘要 or 推荐", "停在这篇论文空着的摘要或推荐"),
        ("digest edit --dry-run", "which program, at which line", "会用哪个程序，停在哪一行"),
    ],
    "figure": [
        ("digest figure 2304.02643 sam.png --caption 左边点一下，右边框一下", "with its caption", "带上图说"),
        ("digest figure 2 left.png right.png", "two of them, in this order", "两张，按这个顺序"),
        ("digest figure 2 --clipboard", "the picture that was just copied", "刚复制的图片"),
    ],
    "show": [
        ("digest show", "the current issue", "读当前这一期"),
        ("digest show 2 Segment", "two of its papers", "只读其中两篇"),
        ("digest show --watch", "again after every save in your editor", "编辑器每保存一次，就重新显示"),
        ("digest show --json", "as data", "当作数据"),
    ],
    "status": [("digest status --week last", "what last week's issue still lacks", "上一周还缺什么")],
    "fetch": [("digest fetch", "whatever is still missing, in every issue", "补全各期还缺的信息")],
    "refresh": [("digest refresh --week last", "has anything changed since?", "上一周的论文有没有变化")],
    "mv": [
        ("digest mv 3 --to 1", "its section first, whole", "整节移到最前面"),
        ("digest mv 2304.02643 --before Dynamic", "right before another", "移到另一篇之前"),
        ("digest mv 2 --bench", "in reserve", "移到「备选」"),
        ("digest mv 2 --from last --week", "from last week's issue into this week's", "从上一周移到本周"),
    ],
    "rm": [("digest rm 2 5", "two papers out of the issue", "从这一期拿掉两篇论文")],
    "undo": [
        ("digest undo", "back to before the last command", "退回上一条命令之前"),
        ("digest undo --list", "what could be undone", "有哪些可以撤销"),
    ],
    "list": [("digest list", "every issue", "全部的期")],
    "stats": [
        ("digest stats", "ten years at a glance", "十年往期一目了然"),
        ("digest stats --week 2023-W01..2023-W26", "half a year of it", "其中半年"),
        (
            "digest stats --json > numbers.json",
            "everything that was counted, for other programs",
            "全部数字，供别的程序使用",
        ),
    ],
    "export": [
        ("digest export --md", "out/2023-W14.md", "得到 out/2023-W14.md"),
        ("digest export -f md,json --all", "every issue, in two formats", "每一期，两种格式"),
        (
            "digest export --epub --volume --week 1..26",
            "half a year as one book",
            "半年装成一册电子书",
        ),
        ("digest export --rss", "out/rss.xml: the last issues", "out/rss.xml：最近几期"),
        ("digest export --bib", "its papers, for whoever cites them", "论文的引文"),
        ("digest export --template ./list.html.jinja", "in a form of your own", "用自己的模板"),
        ("digest export --txt -o - | less", "to read it here", "在这里读"),
    ],
    "search": [
        ("digest search 大模型", "wherever it stands", "哪里说到过大模型"),
        ("digest search author:kirillov 分割", "an author, and a word", "某位作者，又提到某个词"),
        (
            """digest search '"chain of thought"' week:2023-W01..2023-W26""",
            "a phrase, in half a year",
            "半年里的一个短语",
        ),
        (
            "digest search field:推荐 大模型 -综述",
            "only in 推荐, and without a word",
            "只在推荐里找，不要某个词",
        ),
        ("digest search 掩码 --open", "the best one, in your editor", "在编辑器里打开最相符的一条"),
    ],
    "formats": [
        ("digest formats", "what there is, and what is to be installed", "有哪些格式，还要装什么"),
        ("digest formats --schema > digest-1.json", "what --json holds", "--json 里有什么"),
    ],
    "radio find": [
        ("digest radio find", "every list, for the current issue's week", "每个榜单，当前一期的那一周"),
        (
            "digest radio find NLP --query 'state space'",
            "one list, narrowed by words",
            "一个榜单，用词语缩小范围",
        ),
        (
            "digest radio find --from rss --json",
            "what is announced today, as data",
            "当天公布的论文，以数据输出",
        ),
    ],
    "radio add": [
        ("digest radio add NLP 2304.01373 2304.03277", "two papers into a list", "两篇论文，放进一个榜单"),
        ("digest radio add cv 2304.02643 --at 1", "the first of the list", "放在榜单最前面"),
        (
            'digest radio add NLP 2304.01373 --from "Stella Biderman"',
            "whom it is from, in your words",
            "由您写明来自哪一位",
        ),
    ],
    "radio mv": [
        ("digest radio mv NLP 3 --to 1", "the third line first", "第三行移到最前面"),
        ("digest radio mv Pythia ML", "to the end of another list", "移到另一个榜单的末尾"),
    ],
    "radio rm": [
        ("digest radio rm NLP 2 5", "two lines of a list", "拿掉一个榜单里的两行"),
        ("digest radio rm 2304.01373", "wherever it stands", "在哪个榜单里都行"),
    ],
    "radio script": [
        (
            "digest radio script",
            "the scripts of all lists, written where there are none",
            "写出各榜单的播音稿",
        ),
        ("digest radio script NLP", "one list's, to read it here", "只看一个榜单的"),
        ("digest radio script NLP --replace", "anew; yours is kept", "重写；您的旧稿另存"),
    ],
    "radio audio": [
        (
            "digest radio audio NLP",
            "audio/2023-W14-nlp.mp3, and its line in the issue",
            "得到 audio/2023-W14-nlp.mp3，并写进这一期",
        ),
        ("digest radio audio --voice edge", "every list that has a script", "有稿子的每个榜单"),
    ],
    "templates": [
        ("digest templates new newsletter", "a starting point, yours to change", "一个样板，随您改"),
        (
            "digest export --template newsletter",
            "out/2023-W14.newsletter.md",
            "得到 out/2023-W14.newsletter.md",
        ),
    ],
    "site": [
        ("digest site", "into out/site: open its index.html", "写到 out/site，打开 index.html 就能看"),
        ("digest site -o ~/public", "where your server looks", "直接写到网站服务器看的地方"),
        ("digest site --dry-run", "which pages have changed", "哪些页面变了"),
    ],
    "import": [
        ("digest import 7-papers-2023-W14.txt", "the issue its name says", "文件名说是哪一期，就是哪一期"),
        ("digest import old/*.html", "many, each an issue of its own", "一次多篇，每篇一期"),
        ("digest import - --week 14 --dry-run < a.txt", "what it would be", "先看看会是什么样子"),
    ],
    "check": [
        ("digest check", "the current issue", "检查当前这一期"),
        ("digest check --fix --dry-run", "what would be mended", "看看会改哪些地方"),
        ("digest check --online", "does every address still lead somewhere?", "网址是不是都还打得开"),
        ("digest check --all --json", "everything, for another program", "全部，交给别的程序"),
    ],
    "doctor": [
        ("digest doctor", "is anything wrong?", "有没有毛病"),
        ("digest doctor --fix", "what is certain is mended", "修好确定无疑的"),
        (
            "digest doctor --convert",
            "issues in GB18030 or UTF-16 become UTF-8",
            "GB18030、UTF-16 的期转成 UTF-8",
        ),
        ("digest doctor --reindex", "search reads everything anew", "重建搜索的索引"),
        ("digest doctor --online", "do arXiv and DataCite answer?", "arXiv 和 DataCite 有没有回应"),
    ],
    "lead": [
        ("digest lead", "a lead and a title to choose from", "拟出导语和标题"),
        ("digest lead --write", "into the issue, where it has none", "写进还没有导语的一期"),
    ],
    "freeze": [
        ("digest freeze", "in every format, on the day it is published", "发表当天，每种格式都存下来"),
        ("digest export --as-published --md", "later, to the byte", "以后原样取出"),
    ],
    "thaw": [
        ("digest thaw --reason 第三篇的作者写错了。", "then mend it, and freeze again", "然后改好，再定版"),
    ],
}
