"""Japanese words of subjects: particles, joint designations, pronouns and bare titles."""

import re
from functools import lru_cache

from pledgegraph.extract.rules import load_grammar

JOIN = r"(?:と|、|及び|および|並びに|ならびに|や|・|の)"
PARTICLE = (
    r"(?:など|ら|等|たち|とも|自身|全体)?(?:[（(][^（()）]{0,24}[)）])?(?:は(?!じめ)|が(?!ら)|も(?!っ)|では|としては|としても|といたしまして(?:は|も)|こそ|からも?は?、"
    r"|から(?:は|も)|から(?=[^、。]{0,80}(?:旨|述べ|発言|表明|説明|要請|求め|提案|伝え|申し入れ)(?!られ))"
    r"|においても|においては)(?:また|共に|ともに|同日|さらに)?"
)
TOPIC = re.compile(r"([^、。「」]{1,24}?)(?<!で)(?<!に)(?<!と)は(?!じめ|かる|っき)")


@lru_cache(maxsize=1)
def things() -> re.Pattern[str]:
    """Return the pattern of topics that are things, at the end of a phrase."""
    return re.compile(rf"(?:{load_grammar('ja').words['things']})$")


OWNER = re.compile(
    r"による|の(?:対日)?防衛義務|の「?(?:揺るぎない|強固な|確固たる|鉄壁の|固い|強い|断固たる)*(?:コミットメント|約束|決意|公約|誓約|関与)"
)


SUMMIT = re.compile(
    r"(?:[（(][^（()）]{1,12}[)）])?(?:首脳|外相|閣僚|財務相)?(?:会議|会合|理事会|総会)(?=は|が|で)"
)
CABINET = (
    "首相",
    "総理",
    "外相",
    "防衛相",
    "大臣",
    "財務相",
    "外務省",
    "官房長官",
    "副長官",
    "相",
)
POLITE = re.compile(
    r"(?<!として)(?<!としてい)(?<!とされてい)(?<!そう)(?<!とのこと)(?<!という)(?:ます|です|ません|ました)。?$"
)
TOGETHER = re.compile(r"(?:両国|両政府|[2-4三](?:か|カ|ヶ)国)?間?で(?![のはもあす])")
PAPER = re.compile(r"共同(?:声明|宣言|文書|コミュニケ)")
REACH = 500
"""How many characters before its predicate a subject is looked for."""


@lru_cache(maxsize=1)
def subject_patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Return what follows an actor as subject, what joins two, and the pronouns."""
    words = load_grammar("ja").words
    agents = f"(?:{words['agents']})"
    joint, same, first = (words[name] for name in ("joint", "same", "first"))
    bracket = r"(?:[（(][^（()）]{0,24}[)）])?"
    after = (
        rf"{bracket}(?:の?(?:新|前|次期|両)?{agents}){{0,3}}"
        r"(?:の?[一-龥ァ-ヶー・]{2,12}(?:氏|首相|大統領|外相|国防相|大臣|国連大使|大使|報道官|長官|議長|会長"
        rf"|社長|知事|市長|代表|書記長|総裁|CEO))?{PARTICLE}"
        r"|の[^、。「」は]{0,14}?(?:訪問|訪日|訪米|訪中|歴訪|会談|出席)(?:が|は)"
    )
    pronoun = (
        r"(?<![一-龥ァ-ヶー])"
        rf"(?:(?P<joint>(?:[日米英中韓豪印露仏独]{{2,3}})?(?:{joint}))|(?P<same>{same})|(?P<first>{first})"
        r"|(?P<home>政府|内閣|与党|官房長官)|(?P<title>首相|総理|外相|大統領|国家主席|主席|国防相|防衛相"
        r"|外務省|国防省|財務相|報道官|外務報道官|大臣|知事|市長|社長|会長|事務総長|長官|中銀|中央銀行"
        r"|委員長|総裁|国王|党首|代表|[一-龥]{1,4}(?:知事|市長|町長)|県|府(?=は|が)|県側|県知事"
        r"|[一-龥]{2,6}官房(?:副)?長官|[一-龥]{2,5}(?:経済産業|経産|総務|法務|厚生労働|厚労|農林水産|農|国土交通|国交|環境|文部科学|文科|防衛|デジタル)(?:副?大臣|相)"
        r"|[一-龥]{1,4}氏|[ァ-ヶー]{2,10}氏))"
        rf"(?:政府|首脳|の?{agents}|の[一-龥ァ-ヶー・]{{2,20}}(?:社長|会長|大臣|長官|氏|CEO|代表|報道官|局長|審議官|次官|本部長|参事官|大使))?"
        r"(?:は|が|も|こそ|では|には|によると|によれば|としては|としても|といたしまして(?:は|も)|として、|の(?=(?:揺るぎ|コミット))|[、,])"
    )
    plural = rf"{bracket}(?:の?{agents}){{0,2}}{JOIN}"
    return re.compile(after), re.compile(plural), re.compile(pronoun)
