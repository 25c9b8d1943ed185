"""What is in an address only to tell who passed it on."""

from digestcli.checks.addresses import host_of

_ANYWHERE = frozenset(
    {
        "fbclid", "gclid", "gclsrc", "dclid", "wbraid", "gbraid", "msclkid", "yclid", "twclid", "ttclid",
        "igshid", "mc_cid", "mc_eid", "_hsenc", "_hsmi", "mkt_tok", "vero_id", "oly_enc_id", "spm",
        "spm_id_from", "share_token", "share_source", "share_medium", "share_plat", "share_tag",
        "share_session_id",
    }
)  # fmt: skip
_AT: dict[str, frozenset[str]] = {
    "mp.weixin.qq.com": frozenset(
        {
            "chksm", "scene", "srcid", "from", "isappinstalled", "sharer_sharetime", "sharer_shareid",
            "sharer_shareinfo", "sharer_shareinfo_first", "sessionid", "clicktime", "enterid", "ascene",
            "subscene", "exportkey", "pass_ticket", "wx_header", "version", "lang", "nettype", "devicetype",
            "poc_token", "fontgear", "mpshare", "forceh5", "xtrack", "key", "uin", "countrycode",
        }
    ),
    "bilibili.com": frozenset({"vd_source", "share_from", "from", "seid", "from_source", "bbid", "unique_k"}),
    "zhihu.com": frozenset({"utm_psn", "share_code", "from", "invite_code"}),
    "x.com": frozenset({"s", "t", "ref_src", "ref_url"}),
    "twitter.com": frozenset({"s", "t", "ref_src", "ref_url"}),
    "youtube.com": frozenset({"si", "feature", "pp"}),
    "youtu.be": frozenset({"si", "feature"}),
    "medium.com": frozenset({"source"}),
    "weibo.com": frozenset({"from", "wm", "sourceType", "luicode", "lfid"}),
    "douban.com": frozenset({"from", "_i", "dt_dapp", "dt_platform"}),
}  # fmt: skip


def untracked(url: str) -> str:
    """`url` without what tracks, every other letter of it as it was."""
    whole, mark, fragment = url.partition("#")
    before, question, query = whole.partition("?")
    if not question or "&amp;" in query:
        return url
    names = _ANYWHERE | _at(host_of(url))
    parts = query.split("&")
    kept = [part for part in parts if not _is_tracking(part.partition("=")[0], names)]
    if len(kept) == len(parts):
        return url
    return before + (f"?{'&'.join(kept)}" if kept else "") + mark + fragment


def _is_tracking(name: str, names: frozenset[str]) -> bool:
    return name in names or name.lower().startswith("utm_")


def _at(host: str) -> frozenset[str]:
    """What a site itself adds."""
    return next(
        (names for site, names in _AT.items() if host == site or host.endswith(f".{site}")), frozenset()
    )
