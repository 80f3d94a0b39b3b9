"""What forwarding adds comes off, the claim stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.library import LIBRARY, read_corpus
from corpus.text import normalise, read_text

CLAIMS = [normalise(debunk.claim) for debunk in read_corpus([LIBRARY]).debunks]
BEFORE = [
    "",
    "早安！",
    "大家好，",
    "聽說",
    "听说：",
    "网传",
    "請問",
    "【非常重要】",
    "转发：",
    "Is it true that ",
    "紧急通知！！\n",
    "據說",
    "🔥 ",
]
AFTER = [
    "",
    "，是真的嗎",
    " 真的假的？",
    "\n請轉發給您的親朋好友",
    "。請大家廣為分享，謝謝！",
    "，求證",
    "🙏\n晚安",
    "！快轉告家人朋友！",
    " 这是谣言吗？",
]


@pytest.mark.parametrize(
    "text",
    [
        "早安",
        "大家早安！祝各位平安健康🌞",
        "請轉發給您身邊的親朋好友",
        "這是真的嗎？",
        "真的吗",
        "真的假的",
        "请问这是谣言吗？",
        "请转发给家人！！！",
        "多多分享，功德无量",
        "谢谢",
        "阿彌陀佛🙏",
        "please forward this to all your friends and family!",
        "Is this true?",
        "Good morning everyone!",
        "🙏🙏🙏",
        "！！！",
        "",
        "求证",
        "誰的群組多，相互轉發一下",
        "看这个",
        "【非常重要】【非常重要】请转贴",
        "hello",
    ],
)
def test_a_message_of_boilerplate_alone_has_no_body(text: str) -> None:
    assert read_text(text).body == ""
    assert read_text(text).pieces == ()


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("喝热柠檬水真的能防癌吗", "喝热柠檬水真的能防癌吗"),
        ("聽說吃香蕉會中風，是真的嗎？", "吃香蕉会中风"),
        ("请问微波炉加热的饭有毒吗？", "微波炉加热的饭有毒吗?"),
        ("网传：喝酒能杀死新冠病毒", "喝酒能杀死新冠病毒"),
        ("Is it true that lemon water cures cancer?", "lemon water cures cancer?"),
        ("分享会计师考试的秘诀", "分享会计师考试的秘诀"),
        ("转账给陌生人会被骗吗", "转帐给陌生人会被骗吗"),
        ("感谢祭品牌在网上骗人", "感谢祭品牌在网上骗人"),
        ("假的是真的吗", "假的是真的吗"),
        ("有人跳樓的影片是真的嗎", "有人跳楼的影片"),
        ("醋能軟化血管，這個說法是真的嗎", "醋能软化血管"),
        ("网传的视频是真的", "网传的视频是真的"),
        ("吃柿子不能喝優酪乳，會中毒，快轉告親友！", "吃柿子不能喝优酪乳,会中毒"),
        ("@小明 你看 (shocked) 手機會爆炸", "你看手机会爆炸"),
        ("某某卫视的微博视频被删除了", "某某卫视的微博视频被删除了"),
        ("收到影片連結千萬不要點開", "收到影片连结千万不要点开"),
        ("刚收到影片说喝醋会死人", "喝醋会死人"),
        ("听说过喝醋会死人吗", "听说过喝醋会死人吗"),
        ("网上说明书写着喝醋会死人", "网上说明书写着喝醋会死人"),
        ("网络传播的照片是合成的", "网络传播的照片是合成的"),
        ("大家早安 喝醋會死人 請轉發", "喝醋会死人"),
        ("#飲用水裡有塑膠微粒會致癌# L某某新闻的微博视频", "饮用水里有塑胶微粒会致癌"),
    ],
)
def test_the_claim_stays_when_its_wrapping_comes_off(text: str, body: str) -> None:
    assert read_text(text).body == body


@given(st.sampled_from(BEFORE), st.sampled_from(CLAIMS), st.sampled_from(AFTER))
def test_a_wrapped_claim_of_the_library_is_read_as_the_claim(before: str, claim: str, after: str) -> None:
    body = read_text(before + claim + after).body.replace('"', "")
    plain = read_text(claim).body.replace('"', "")
    assert plain.strip("。?!,") in body
    assert len(body) <= len(plain) + 3


def test_no_claim_of_the_library_is_boilerplate() -> None:
    lost = [claim for claim in CLAIMS if len(read_text(claim).body) < 0.6 * len(claim)]
    assert lost == []
