"""The labels an issue is written and printed with. What is read is wider than what is printed."""

from digestcli.values import dataclass

SUMMARY = ("摘要", "Summary")
RECOMMENDATION = ("推荐", "推荐理由", "推荐语", "推薦", "推薦理由", "推薦語", "Recommendation", "Why read it")
CONTENTS = ("目录", "目錄", "Contents")
BENCH = ("备选", "備選", "Bench")
PAPER = ("论文", "論文", "Paper")

TITLE = ("标题", "標題", "Title")
AUTHORS = ("作者", "Authors")
LINK = (
    *("论文地址", "论文链接", "链接", "地址"),
    *("論文地址", "論文連結", "論文鏈接", "連結", "鏈接"),
    *("Link", "Paper"),
)
DRIVE = ("网盘链接", "網盤連結", "網盤鏈接")
AFFILIATIONS = ("机构", "機構", "Affiliations")
LEAD_PHRASE = ("导语", "導語", "Lead")
AUDIO = ("音频", "音頻", "音訊", "Audio")
FROM = ("from", "来自", "來自")  # before the names of a radio line

KNOWN_FIELDS = frozenset((*TITLE, *AUTHORS, *LINK, *DRIVE, *AFFILIATIONS, *LEAD_PHRASE))
USUAL_LABELS = (
    "代码", "代码地址", "项目", "项目地址", "项目主页", "数据集", "模型", "演示", "密码", "提取码",
    "程式碼", "代碼", "代碼地址", "專案", "項目", "項目地址", "項目主頁", "資料集", "數據集", "密碼",
    "提取碼", "Code", "Project", "Data", "Model", "Demo",
)  # fmt: skip
RADIO = "ArXiv Weekly Radiostation"


@dataclass(frozen=True, slots=True)
class Printed:
    """The words one language prints an issue with."""

    paper: str  # holds {number}
    issue: str  # holds {number}
    title: str
    authors: str
    link: str
    affiliations: str
    summary: str
    recommendation: str
    contents: str
    audio: str
    pick_from: str  # stands before the names of a radio line
    length: str  # of a recording, behind its place; holds {duration}
    bench: str
    radio_contents: str  # the 目录 line of the radio lists; holds {heading} and {lists}
    colon: str
    name_comma: str
    list_comma: str
    untitled: str  # heads the section of a paper whose title is to be filled in
    draft: str  # the banner of an issue exported with errors in it
    lead: str  # the label of a paper's phrase for the lead
    lead_of_week: str  # a lead made of such phrases; holds {papers}
    lead_of_issue: str  # the same for an issue that is no week's
    phrase_comma: str  # between phrases, in a lead and in a title
    title_bar: str  # between the publication's title and the phrases of an issue's title
    publication: str  # stands for the title of a publication that has none
    notes: str  # heads the addresses of links that cannot be followed
    others: str  # stands after the last name when names were left out
    opening: str  # titles what a narration script says before its first paper


CHINESE = Printed(
    paper="论文 {number}",
    issue="第 {number} 期",
    title="标题",
    authors="作者",
    link="论文地址",
    affiliations="机构",
    summary="摘要",
    recommendation="推荐",
    contents="目录",
    audio="音频",
    pick_from=FROM[0],
    length="（{duration}）",
    bench="备选",
    radio_contents="{heading}：{lists} 更多精选论文",
    colon="：",
    name_comma="、",
    list_comma="、",
    untitled="题目待填",
    draft="草稿：文件中还有错误，请勿发布。",
    lead="导语",
    lead_of_week="本周论文包括{papers}等。",
    lead_of_issue="本期论文包括{papers}等。",
    phrase_comma="；",
    title_bar=" | ",
    publication="论文周刊",
    notes="参考链接",
    others="等",
    opening="开场",
)
ENGLISH = Printed(
    paper="Paper {number}",
    issue="No. {number}",
    title="Title",
    authors="Authors",
    link="Link",
    affiliations="Affiliations",
    summary="Summary",
    recommendation="Recommendation",
    contents="Contents",
    audio="Audio",
    pick_from=FROM[0],
    length=" ({duration})",
    bench="Bench",
    radio_contents="{heading}: more papers in {lists}",
    colon=": ",
    name_comma=", ",
    list_comma=", ",
    untitled="Title to be filled in",
    draft="Draft: the file still holds errors, do not publish.",
    lead="Lead",
    lead_of_week="This week's papers: {papers}.",
    lead_of_issue="In this issue: {papers}.",
    phrase_comma="; ",
    title_bar=" | ",
    publication="Papers of the week",
    notes="Links",
    others="et al.",
    opening="Opening",
)
UNTITLED = frozenset({CHINESE.untitled, ENGLISH.untitled})  # no titles yet


def printed(language: str) -> Printed:
    """The words of a publication's `language`: English where it is `en`, else Chinese."""
    return ENGLISH if language.lower().startswith("en") else CHINESE
