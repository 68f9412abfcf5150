"""Names of agencies, as they stand in datelines, in signatures and at the end of copy."""

from briefgen.lazily import lazily

# In small letters these are words: "(Spa)", "(Uni)".
_CAPITALS = r"(?-i:SITA|ANI|IANS|UNI|AA|AGI|APP|WAM|SPA|MENA|KUNA|PETRA)"
_NAMES = (
    rf"(?:{_CAPITALS}"
    r"|(?i:ITAR-TASS|TASS|ТАСС|РИА Новости|РИАН?|Интерфакс|Interfax(?:-[A-Z]\w{2, 12})?|DAPD|AP|AAP|APA|AFP|ANP|ANSA"
    r"|ATS|(?:The )?(?:Associated Press|Press Association)"
    r"|BELGA|BTA|БТА|CNA|CP|DPA|EFE|EPD|KNA|KYODO(?: NEWS)?|LUSA|NOTIMEX|NTB|NZPA|PAP?|MTI|[CČ]TK|TASR|PTI"
    r"|REUTERS?"
    r"|RITZAU|RTR|Keystone-(?:SDA|ATS)|HINA|SDA|SID|STT|FNB|BNS|TT|UPI|XINHUA|YONHAP|ANADOLU|BERNAMA|ANTARA|ADNKRONOS"
    r"|LAPRESSE|ASKANEWS"
    r"|EUROPA PRESS|T[ÉE]LAM|TANJUG|SRNA|AGERPRES|UKRINFORM|CANADIAN PRESS"
    r"|THE CANADIAN PRESS|LA PRESSE CANADIENNE|NPK"
    r"|BLOOMBERG|DOW JONES|ots|PR ?Newswire(?:-[A-Z]\w{2,12})?|Business ?Wire|CNW(?: Group)?|Globe ?Newswire"
    r"|Access(?:Wire| Newswire)|Newsfile"
    r"(?: Corp\.?)?|EQS(?:-News)?"
    r"|(?:Australian )?Associated Press|Agence France-Presse|Ag[êe]ncia (?:Lusa|Brasil)|Agencia EFE|Press Association"
    r"|БТА|УНИАН|Укринформ|Укрінформ|БЕЛТА|Казинформ|МИА|Танјуг|Срна|ΑΠΕ(?:-ΜΠΕ)?|ΚΥΠΕ"
    r"|الأناضول|رويترز|أ ?ف ?ب|فرانس برس|د ?ب ?أ|أ ?ش ?أ|كونا|وام|واس|بترا|سبأ|سانا|وفا))"
)
AGENCY = lazily(rf"{_NAMES}(?![^\W_])")
# "APA/dpa", "NTB-Reuters", "dpa/lno": one with what it was written from.
AGENCIES = lazily(rf"{AGENCY.pattern}(?:\s?[-/,+]\s?[\w.-]{{2,15}}){{0,4}}")
