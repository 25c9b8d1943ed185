"""The words around the issues, in the languages a publication may have."""

from digestcli.values import dataclass


@dataclass(frozen=True, slots=True)
class Wording:
    home: str
    archive: str
    search: str
    feeds: str
    about: str
    skip: str  # to the page's own words
    before: str
    after: str
    latest: str
    recent: str
    all_issues: str
    undated: str
    papers: tuple[str, ...]  # for one and for more, each holds {number}
    issues: tuple[str, ...]  # the same
    category: str
    categories: str
    more_authors: str  # holds {number}
    published: str  # on arXiv
    comment: str
    journal: str
    license: str
    abstract: str
    in_issue: str  # before the issue a section is from
    signed: str  # holds {name}
    namesakes: str
    query: str
    hint: str
    needs_script: str
    searching: str
    found: str  # holds {number}
    nothing: str
    lost: str
    lost_hint: str
    about_words: str  # holds {issues} and {papers}, as they are counted
    facts_from: str
    radio: str
    podcast: str
    hear: str  # before the recordings of an issue
    listen: str  # leads to a recording's page
    download: str
    chapters: str
    transcript: str
    all_recordings: str
    recordings: tuple[str, ...]  # for one and for more, each holds {number}
    colon: str


CHINESE = Wording(
    home="首页",
    archive="往期",
    search="搜索",
    feeds="订阅",
    about="关于",
    skip="跳到正文",
    before="上一期",
    after="下一期",
    latest="最新一期",
    recent="近期",
    all_issues="全部往期",
    undated="未注明日期",
    papers=("{number} 篇论文",),
    issues=("{number} 期",),
    category="分类",
    categories="分类",
    more_authors="另外 {number} 位",
    published="首次发布",
    comment="作者附注",
    journal="发表于",
    license="许可",
    abstract="原文摘要",
    in_issue="见于",
    signed="{name} 署名的论文",
    namesakes="按署名汇集；同名者未必是同一个人。",
    query="搜索标题、作者、摘要和推荐",
    hint="逐字匹配；几个词以空格隔开，都要出现。",
    needs_script="搜索在浏览器里进行，需要启用 JavaScript；也可以从往期里翻找。",
    searching="正在搜索……",
    found="找到 {number} 处",
    nothing="没有找到。",
    lost="没有这个页面",
    lost_hint="地址可能有误，或者页面已经改名。",
    about_words="这里收录了 {issues}，共 {papers}。",
    facts_from="论文的标题、作者和原文摘要来自 arXiv。",
    radio="电台",
    podcast="播客",
    hear="收听",
    listen="章节与文字稿",
    download="下载录音",
    chapters="章节",
    transcript="文字稿",
    all_recordings="全部录音",
    recordings=("{number} 段录音",),
    colon="：",
)
ENGLISH = Wording(
    home="Home",
    archive="Archive",
    search="Search",
    feeds="Feeds",
    about="About",
    skip="Skip to the text",
    before="Previous issue",
    after="Next issue",
    latest="Latest issue",
    recent="Recent issues",
    all_issues="All issues",
    undated="Undated",
    papers=("{number} paper", "{number} papers"),
    issues=("{number} issue", "{number} issues"),
    category="Category",
    categories="Categories",
    more_authors="{number} more",
    published="First submitted",
    comment="Comment",
    journal="Journal",
    license="License",
    abstract="Abstract",
    in_issue="In",
    signed="Papers signed {name}",
    namesakes="Gathered by name; namesakes may be different people.",
    query="Search titles, authors, summaries and recommendations",
    hint="Exact matching; separate several words by blanks, all of them must occur.",
    needs_script="Searching runs in your browser and needs JavaScript; the archive lists every issue.",
    searching="Searching…",
    found="{number} found",
    nothing="Nothing found.",
    lost="There is no such page",
    lost_hint="The address may be mistyped, or the page was renamed.",
    about_words="Here are {issues} with {papers}.",
    facts_from="Titles, authors and abstracts are arXiv's.",
    radio="Radio",
    podcast="Podcast",
    hear="Listen",
    listen="Chapters and transcript",
    download="Download",
    chapters="Chapters",
    transcript="Transcript",
    all_recordings="All recordings",
    recordings=("{number} recording", "{number} recordings"),
    colon=": ",
)


def wording(language: str) -> Wording:
    """The words for a publication's `language`: English where it is `en`, else Chinese."""
    return ENGLISH if language.lower().startswith("en") else CHINESE
