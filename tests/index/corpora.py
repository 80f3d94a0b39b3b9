"""Debunks of our own writing for tests."""

from __future__ import annotations

from corpus.debunk import Debunk, Verdict

CLAIMS = (
    ("lemon", "喝热柠檬水可以杀死癌细胞", "没有证据表明热柠檬水能治疗癌症，癌症患者应当接受正规治疗。"),
    ("wuyang", "武阳市明天起全面封城，超市只开两小时", "武阳市政府说没有封城的安排，超市照常营业。"),
    ("ghost", "夜里收到陌生号码来电不要接，一接话费就被扣光", "接听来电不会扣费，运营商没有这样的收费方式。"),
    ("garlic", "大蒜泡酒喝三个月能根治高血压", "大蒜不能代替降压药，停药有中风的危险。"),
    ("microwave", "微波爐加熱的食物會致癌", "微波只使水分子振動，不會讓食物產生輻射。"),
    ("atm", "在提款机上倒着输入密码会自动报警", "银行没有这样的功能。"),
    ("bread", "面包不会发霉是因为加了防腐剂甲醛", "检测没有发现甲醛。"),
    ("school", "青岭县的小学下周开始每天上课十小时", "教育局没有发过这样的通知。"),
    (
        "vaccine",
        "Drinking bleach protects you from the virus",
        "Bleach is poisonous and protects from nothing.",
    ),
    (
        "moon",
        "The moon landing was filmed in a studio in Nevada",
        "Rocks from the moon prove that it was not.",
    ),
)


def debunk(name: str, claim: str, summary: str = "", variants: tuple[str, ...] = ()) -> Debunk:
    """A debunk with a made-up address."""
    return Debunk(
        id=name,
        claim=claim,
        verdict=Verdict.FALSE,
        summary=summary,
        variants=variants,
        url=f"https://example.org/checks/{name}",
        publisher="Example",
        lang="zh-Hans",
    )


def debunks() -> list[Debunk]:
    """Ten debunks about different claims."""
    return [debunk(name, claim, summary) for name, claim, summary in CLAIMS]
