"""What a new library begins with."""

_SETTINGS_ZH = """\
# 有这个文件的文件夹就是一个文库。下面每一项都可以不写；以 # 开头的行只是示例。

# title = "7 Papers & Radios"        # 这份周报的名字
# link = "https://example.org/weekly"  # 读者在哪里看到它
id = "{id}"  # 各期在订阅里靠它认出；定了就不要改
language = "zh"                      # 用中文（zh）还是英文（en）排印
timezone = "Asia/Shanghai"           # 编辑部的时区，「本周」由它决定
# week_turns = "Mon 00:00"           # 每周从什么时候算起，如 "Sun 20:00"
# authors = 2                        # 作者栏写几位，其余写作「等」；0 表示全部写出
# labels = ["视频", "讲解"]            # 论文标题下除常见标签（代码、项目地址……）之外还会用到的标签

# [radio]
# heading = "ArXiv Weekly Radiostation"  # 电台一节的标题
# lists = ["NLP", "CV", "ML"]            # 电台的几个榜单
# length = 10                            # 每个榜单几篇；0 表示不限
# known = ["Yann LeCun"]                 # 读者熟悉的作者：括号里先写他们，否则写第一和最后一位
# from = "from"                          # 括号里人名前面的词
# audio = "音频"                          # 录音一行的标签
# categories = { ML = ["cs.LG", "stat.ML"] }  # 每个榜单从 arXiv 的哪些分类里选

# [feed]
# length = 20                            # 订阅（RSS、Atom）里放最近几期；0 表示全部

# [check]
# off = ["caption-missing"]              # digest check 不查的规则
# spacing = "wide"                       # 汉字与英文、数字之间：wide 空一格，tight 不空，any 不管

# [wechat]
# theme = "plain"                        # 公众号文章的样式：plain、ink、bright、library
"""

_SETTINGS_EN = """\
# A folder with this file in it is a library. Every line may go; those that begin with # are examples.

# title = "7 Papers & Radios"        # the name of this weekly
# link = "https://example.org/weekly"  # where its readers find it
id = "{id}"  # by this subscribers' programs know each issue; leave it as it is
language = "en"                      # printed in English (en) or Chinese (zh)
timezone = "UTC"                     # the editor's; it decides which week is this week
# week_turns = "Mon 00:00"           # when the desk's week begins, for example "Sun 20:00"
# authors = 2                        # names before "et al."; 0 names everybody
# labels = ["Video", "Talk"]         # labels under a paper's heading besides Code, Project and the like

# [radio]
# heading = "ArXiv Weekly Radiostation"
# lists = ["NLP", "CV", "ML"]
# length = 10                        # papers in each list; 0: any
# known = ["Yann LeCun"]             # authors your readers know: a pick is "from" them, else first and last
# from = "from"                      # stands before those names
# audio = "Audio"                    # the label of a recording
# categories = { ML = ["cs.LG", "stat.ML"] }  # arXiv's, from which a list is picked

# [feed]
# length = 20                        # issues in a feed (RSS, Atom); 0: all of them

# [check]
# off = ["caption-missing"]          # rules that `digest check` leaves out
# spacing = "wide"                   # between 汉字 and Latin: wide, tight or any

# [wechat]
# theme = "plain"                    # of articles for WeChat: plain, ink, bright, library
"""

_IGNORED = """\
out/
.digest/
audio/*.mp3
"""

# Git may not touch a byte of the editor's files. A clone that knows no driver `digest` merges as git does.
_ATTRIBUTES = """\
issues/*.md -text merge=digest
papers/*.json text eol=lf
"""


def new_id() -> str:
    """What no other publication has."""
    import uuid  # noqa: PLC0415 - once in a library's life

    return str(uuid.uuid4())


def texts(language: str) -> dict[str, str]:
    """The first files of a library by their names; `digest.toml` last, for it makes the folder a library."""
    settings = _SETTINGS_EN if language.startswith("en") else _SETTINGS_ZH
    return {
        ".gitignore": _IGNORED,
        ".gitattributes": _ATTRIBUTES,
        "digest.toml": settings.replace("{id}", new_id()),
    }
