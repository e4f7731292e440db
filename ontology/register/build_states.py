"""Babel's CLDR to `cldr.yaml`: the plain names of all states in the register's four languages.

`python -m pledgegraph.ontology.register.build_states` writes the file beside this module;
`--check` writes nothing and exits 1 where the file is not what this Babel would give. Babel is
needed for nothing else, so reading the register never imports this module.
"""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import babel
from babel import Locale

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

OUTPUT: Final = Path(__file__).with_name("cldr.yaml")

# The register's languages and the CLDR locales whose names they take, in this order. Hong Kong
# writes many names otherwise than Taiwan (沙特/沙地阿拉伯, 紐西蘭/新西蘭): both are Traditional.
LOCALES: Final[Mapping[str, tuple[str, ...]]] = {
    "en": ("en",),
    "zh-Hans": ("zh_Hans",),
    "zh-Hant": ("zh_Hant", "zh_Hant_HK"),
    "ja": ("ja",),
}

# ISO 3166-1 alpha-2 and alpha-3 of the 193 members of the United Nations, then Kosovo, Palestine,
# Taiwan and the Vatican. Kosovo has no ISO code; XK and XKX are the user-assigned ones in use.
_CODES: Final = """
AD AND  AE ARE  AF AFG  AG ATG  AL ALB  AM ARM  AO AGO  AR ARG  AT AUT  AU AUS  AZ AZE  BA BIH
BB BRB  BD BGD  BE BEL  BF BFA  BG BGR  BH BHR  BI BDI  BJ BEN  BN BRN  BO BOL  BR BRA  BS BHS
BT BTN  BW BWA  BY BLR  BZ BLZ  CA CAN  CD COD  CF CAF  CG COG  CH CHE  CI CIV  CL CHL  CM CMR
CN CHN  CO COL  CR CRI  CU CUB  CV CPV  CY CYP  CZ CZE  DE DEU  DJ DJI  DK DNK  DM DMA  DO DOM
DZ DZA  EC ECU  EE EST  EG EGY  ER ERI  ES ESP  ET ETH  FI FIN  FJ FJI  FM FSM  FR FRA  GA GAB
GB GBR  GD GRD  GE GEO  GH GHA  GM GMB  GN GIN  GQ GNQ  GR GRC  GT GTM  GW GNB  GY GUY  HN HND
HR HRV  HT HTI  HU HUN  ID IDN  IE IRL  IL ISR  IN IND  IQ IRQ  IR IRN  IS ISL  IT ITA  JM JAM
JO JOR  JP JPN  KE KEN  KG KGZ  KH KHM  KI KIR  KM COM  KN KNA  KP PRK  KR KOR  KW KWT  KZ KAZ
LA LAO  LB LBN  LC LCA  LI LIE  LK LKA  LR LBR  LS LSO  LT LTU  LU LUX  LV LVA  LY LBY  MA MAR
MC MCO  MD MDA  ME MNE  MG MDG  MH MHL  MK MKD  ML MLI  MM MMR  MN MNG  MR MRT  MT MLT  MU MUS
MV MDV  MW MWI  MX MEX  MY MYS  MZ MOZ  NA NAM  NE NER  NG NGA  NI NIC  NL NLD  NO NOR  NP NPL
NR NRU  NZ NZL  OM OMN  PA PAN  PE PER  PG PNG  PH PHL  PK PAK  PL POL  PT PRT  PW PLW  PY PRY
QA QAT  RO ROU  RS SRB  RU RUS  RW RWA  SA SAU  SB SLB  SC SYC  SD SDN  SE SWE  SG SGP  SI SVN
SK SVK  SL SLE  SM SMR  SN SEN  SO SOM  SR SUR  SS SSD  ST STP  SV SLV  SY SYR  SZ SWZ  TD TCD
TG TGO  TH THA  TJ TJK  TL TLS  TM TKM  TN TUN  TO TON  TR TUR  TT TTO  TV TUV  TZ TZA  UA UKR
UG UGA  US USA  UY URY  UZ UZB  VC VCT  VE VEN  VN VNM  VU VUT  WS WSM  YE YEM  ZA ZAF  ZM ZMB
ZW ZWE
PS PSE  TW TWN  VA VAT  XK XKX
"""

_BRACKETED: Final = re.compile(r"^(?P<name>[^(]+?)\s*\((?P<other>[^()]+)\)$")


def read_codes() -> dict[str, str]:
    """Return the alpha-2 to alpha-3 codes of the states of the register."""
    codes = _CODES.split()
    return dict(zip(codes[::2], codes[1::2], strict=True))


def vary_spelling(name: str) -> Iterator[str]:
    """Yield a CLDR name as texts write it: the name itself and what its signs abbreviate.

    English: "St. Kitts & Nevis" is also "Saint Kitts and Nevis", "Côte d’Ivoire" has a straight
    apostrophe on most keyboards, "Myanmar (Burma)" is two names, "Congo - Kinshasa" has a hyphen.
    Chinese: 刚果（金） has narrow brackets in news text, and there the bracket tells the two apart.
    Japanese: コンゴ民主共和国(キンシャサ) is the name with a gloss that no text repeats.
    """
    bracketed = _BRACKETED.match(name)
    if bracketed:
        yield bracketed["name"]
        if bracketed["other"] in {"Burma", "ビルマ"}:
            yield bracketed["other"]
        return
    yield name
    plain = name.replace(" & ", " and ").replace("’", "'").replace(" - ", "-")
    plain = plain.replace("（", "(").replace("）", ")")
    for form in (plain, re.sub(r"^St\. ", "Saint ", plain)):
        if form != name:
            yield form


def read_names(alpha2: str) -> dict[str, list[str]]:
    """Return the names of one state per language of the register, without repeats.

    Raises:
        LookupError: A CLDR locale has no name for the state.
    """
    names: dict[str, list[str]] = {}
    for language, locales in LOCALES.items():
        found: dict[str, None] = {}
        for locale in locales:
            name = Locale.parse(locale).territories.get(alpha2)
            if not name:
                msg = f"CLDR locale {locale}: no name for territory {alpha2}"
                raise LookupError(msg)
            found.update(dict.fromkeys(vary_spelling(name)))
        names[language] = list(found)
    return names


def render() -> str:
    """Return the text of `cldr.yaml`: one entry a state, by id."""
    lines = [
        "# Written by build_states.py: do not edit. Names by hand stand in states.yaml.",
        f"# Source: Unicode CLDR (Unicode License v3) as in Babel {babel.__version__}.",
    ]
    for alpha2, alpha3 in sorted(read_codes().items(), key=lambda pair: pair[1]):
        lines.append(f"- id: {alpha3}")
        names = read_names(alpha2)
        parts = [f"{key}: [{', '.join(map(_quote, names[key]))}]" for key in LOCALES]
        lines.append(f"  names: {{{', '.join(parts)}}}")
    return "\n".join(lines) + "\n"


def _quote(name: str) -> str:
    """Quote a name that YAML would otherwise not read as this text."""
    if re.search(r"[^\w .()（）・・’-]", name):
        return '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return name


def read_version(text: str) -> str:
    """Return the Babel version that a `cldr.yaml` names as its source, or an empty string."""
    found = re.search(r"as in Babel (\S+?)\.?$", text, flags=re.MULTILINE)
    return found[1] if found else ""


def main(arguments: Sequence[str] | None = None) -> int:
    """Write or check `cldr.yaml`; return 1 where a check finds a difference, else 0."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--check", action="store_true", help="compare only, write nothing")
    parser.add_argument(
        "--output", type=Path, default=OUTPUT, help="the file (default: %(default)s)"
    )
    options = parser.parse_args(arguments)
    path: Path = options.output
    wanted = render()
    if not options.check:
        path.write_text(wanted, encoding="utf-8", newline="\n")
        sys.stdout.write(f"{path}: written\n")
        return 0
    found = path.read_text(encoding="utf-8") if path.exists() else ""
    if found == wanted:
        sys.stdout.write(f"{path}: up to date\n")
        return 0
    written_with = read_version(found) or "none"
    sys.stdout.write(
        f"{path}: differs from CLDR in Babel {babel.__version__} (file: Babel {written_with});"
        " run without --check to write it anew\n"
    )
    return 1


if __name__ == "__main__":
    sys.exit(main())
