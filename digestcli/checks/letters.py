"""Which characters the rules on typography speak of, each as what stands between the brackets of a regex."""

HAN = "々〇\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
LATIN = "A-Za-z0-9\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f"  # letters and digits
PAUSES = "，。、；：？！"
OPENING = "（「『《【〔〖"
CLOSING = "）」』》】〕〗"
FULL = PAUSES + OPENING + CLOSING  # full-width marks; “” ‘’ — … are shared with Western text

WIDE = str.maketrans(",;:!?()", "，；：！？（）")
