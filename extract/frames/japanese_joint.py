"""Japanese agreements to all who agree: AはBと会談し、…で合意した is said of both."""

import re

from pledgegraph.extract.frames.japanese_actors import actors_in
from pledgegraph.extract.frames.japanese_subjects import Subject
from pledgegraph.extract.reading import Reading

_WITH = re.compile(
    r"(?:側|政府|両?[一-龥]{0,3}(?:首相|大統領|外相|主席|国王|長官|大臣|国防相|総理|氏))?(?:[（(][^（()）]{0,20}[)）])?"
    r"(?:の[^、。「」とに]{1,24}[長相官席領王使氏表])?と(?:の間で|の(?:首脳|外相)?(?:会談|協議)[でにの]|[^、。「」]{0,24}(?:会談|協議|会見|懇談|話し合)|、|[^、。「」とにを]{0,6}(?:合意|一致)|(?=[^、。「」]{0,40}(?:ことで|ことに|[でに])(?:合意|一致)))"
)


def joined_by(reading: Reading, subject: Subject, end: int) -> tuple[str, ...]:
    """Return the subject of an agreement and whom it is made with, if the sentence names them.

    Args:
        reading: The document's reading.
        subject: The agreement's subject.
        end: Where its cue begins.
    """
    found = list(subject.actors)
    for mention in actors_in(reading, subject.end, end):
        if len(mention.actors) == 1 and _WITH.match(reading.folded, mention.end, end + 12):
            found.extend(mention.actors)
    return tuple(dict.fromkeys(found))
