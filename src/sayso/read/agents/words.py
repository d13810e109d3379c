"""The nouns by which a phrase shows what kind of agent it names."""

from __future__ import annotations

import re


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Heads of names of organisations, as they stand within capitalised names.
ORGANISATION = _words(
    "ministry ministries government administration agency army navy force forces staff headquarters command "
    "council committee commission court courts office service services institute institution university academy "
    "college school centre center centres centers foundation fund group company corporation corp inc ltd llc plc "
    "bank union party "
    "parliament duma senate congress assembly rada cabinet bureau board authority authorities department "
    "secretariat embassy consulate mission directorate intelligence police guard guards corps brigade battalion "
    "regiment division legion fleet navy network association federation confederation alliance league "
    "organisation organization initiative project news press media agency radio tv television channel times post "
    "herald tribune journal gazette courier dispatch observer ledger record telegraph guardian mirror chronicle "
    "review economist independent pravda wire house kremlin pentagon nato energy airlines airways airport oblast "
    "region municipality city prosecutor prosecutor's inspectorate registry treasury watch international watchdog "
    "club lab laboratory society trust syndicate chamber reserve exchange tribunal forum coalition bloc campaign "
    "hospital museum church patriarchate mosque hub operator holding industries systems"
)
# Last words of companies' and clubs' names that no list of organs holds.
COMPANY = _words(
    "shipping motors records foods pharma pharmaceuticals pharmaceutical mining machine productions studios studio "
    "entertainment pictures software technologies technology capital ventures stores markets steel oil gas petroleum "
    "power electric electronics energy chemical chemicals labs semiconductor semiconductors aerospace airlines "
    "airways rail railways railway insurance financial securities investments realty properties hotels resorts "
    "restaurants coffee beverages brewing breweries tobacco telecom telecommunications wireless mobile networks "
    "interactive games athletic rovers wanderers inc inc. corp corp. co co. ltd ltd. llc plc ag gmbh sa nv spa "
    "group holdings holding partners brands retail foods farms logistics transport freight bancorp trust "
    "management solutions systems services industries enterprises laboratories therapeutics biotech biosciences "
    "robotics dynamics avionics shipyards shipbuilding metals minerals resources media publishing publications books "
    "company corporation bank airline fc afc lines savings loan loans partnership"
)
# What the law adds to a company's name and nobody says, without full stops; LEGAL has what may be a name's as well.
LAW = _words("inc corp co cos bros ltd llc llp plc lp ag gmbh sa nv spa")
LEGAL = LAW | _words("company corporation group holdings partnership")
_LAWFUL = r" (?:Corp|Inc|Cos?|Ltd|PLC|LLC|(?<=Loan )Association)\b"
LAWFUL = re.compile(_LAWFUL)  # a text without it names no company so, which most find out sooner
# "Milton Roy Corp.", "Harlow Grove Mining & Timber Co.": what "Milton Roy" is elsewhere in the text.
COMPANY_NAMED = re.compile(
    r"(?<![\w.-])(?<!\w['’])(?P<name>[A-Z][\w’'-]++ [A-Z][\w’'-]+)"
    rf"(?: (?:{'|'.join(sorted(word.capitalize() for word in COMPANY if word.isalpha()))}))?"
    r"(?:(?: [A-Z][\w’'-]+){0,2} (?:&|&amp;|amp)(?: [A-Z][\w’'-]+){0,2})?"
    rf"(?: U\.[SKN]\.)?,?{_LAWFUL}"
)
# "The oil giant Exal Mobil": what follows is the firm, unless it begins as a person's name does ("jazz giant Miles").
FIRM_NAMED = re.compile(
    r"\b(?:company|firm|corporation|conglomerate|retailer|manufacturer|carmaker|automaker|chipmaker|airline|bank|giant|"
    r"insurer|grocer|chain|utility|drugmaker|subsidiary|shipbuilder|brokerage|carrier|thrift|startup)\s+"
    r"(?P<name>[A-Z][\w’'-]+ [A-Z][\w-]+)"
)
# "Analysts at the Institute": the body speaks.
BODY_PEOPLE = _words(
    "analysts analyst experts expert researchers researcher forecasters economists monitors scientists"
)
PEOPLE_PLURAL = _words(
    "officials sources diplomats people persons witnesses residents prisoners defectors captives medics pilots "
    "sailors veterans refugees experts analysts soldiers troops forces "
    "authorities lawmakers aides advisers advisors insiders executives traders shipowners captains engineers "
    "doctors activists journalists reporters milbloggers bloggers commentators observers negotiators prosecutors "
    "investigators critics supporters opponents leaders ministers politicians parties members workers employees "
    "relatives families locals partners allies media channels outlets historians scholars lawyers economists "
    "researchers scientists specialists servicemen fighters commanders officers propagandists proxies "
    "collaborators separatists militants rebels protesters voters republicans democrats senators users "
    "governments countries states agencies services intelligence police military command leadership staff "
    "interviewees eyewitnesses men women"
)
PEOPLE_SINGULAR = _words(
    "official source diplomat person man woman witness resident expert analyst soldier aide adviser advisor "
    "insider executive trader shipowner captain engineer doctor activist journalist reporter milblogger blogger "
    "commentator observer negotiator prosecutor investigator critic supporter leader lawmaker worker employee "
    "relative interlocutor representative officer spokesman spokeswoman spokesperson serviceman fighter commander "
    "minister president correspondent sergeant prisoner pilot crew"
)
PEOPLE = PEOPLE_SINGULAR | PEOPLE_PLURAL
# A whole that a pronoun names: "some of them", "both of whom".
US_OR_THEM = {"whom": "them", "them": "them", "us": "us"}
SEVERAL = _words(
    "some others many several both few two three four five six seven eight nine ten dozens hundreds most all"
)
# What people cite that says nothing: "citing fears of terrorism".
GROUNDS = _words(
    "fears concerns worries doubts reasons grounds causes differences disagreements disputes tensions difficulties "
    "problems issues risks threats costs losses delays conditions circumstances conflicts allegations violations "
    "failures weaknesses irregularities challenges pressures shortages interests needs rights"
)
# What a definite noun says of the body it stands for: "the carmaker" is a company, "the force" an organ of a state.
CLASSES: dict[str, frozenset[str]] = {
    "company": _words(
        "company firm business corporation conglomerate retailer manufacturer maker carmaker automaker chipmaker "
        "airline bank lender startup start-up giant label publisher operator producer developer insurer grocer chain "
        "utility brewer drugmaker studio platform concern venture subsidiary supplier shipbuilder miner brokerage "
        "carrier thrift group owner builder provider employer investor organisation organization distributor steelmaker"
    ),
    "civic": _words(
        "organisation organization charity foundation association federation union party movement campaign coalition "
        "alliance network watchdog nonprofit non-profit ngo pac lobby society group fund body church committee militia"
    ),
    "state": _words(
        "ministry department agency service office bureau court tribunal council commission committee government "
        "administration authority embassy police force army navy military regulator parliament senate directorate "
        "body mission secretariat organisation organization watchdog command"
    ),
    "sport": _words("club team side federation franchise"),
    "media": _words(
        "newspaper paper outlet broadcaster channel network station magazine agency website publication portal daily "
        "tabloid site"
    ),
    "study": _words("institute university think-tank tank institution college school group"),
}
# Of these the nouns that mean nothing but a company: a name before them is where it sits ("the St. Louis company").
FIRMS = CLASSES["company"] - _words("group owner label platform organisation organization venture employer investor")
# What the words of a body's name say of its class.
NAMED_CLASSES: dict[str, frozenset[str]] = {
    "company": COMPANY - _words("fc afc athletic rovers wanderers media trust services group management"),
    "civic": _words(
        "union federation association foundation society coalition alliance party movement campaign network watch "
        "church fund trust league committee workers now action initiative forum"
    ),
    "state": _words(
        "ministry department agency service office bureau court tribunal council commission committee government "
        "administration authority embassy police force forces army navy military parliament senate directorate "
        "mission secretariat command staff prosecution guard guards intelligence inspectorate treasury"
    ),
    "sport": _words("fc afc athletic rovers wanderers united city club federation team"),
    "media": _words("news times post herald tribune journal gazette tv radio television press media magazine daily"),
    "study": _words("institute university college school centre center academy studies"),
}
BODY_NOUNS = frozenset().union(*CLASSES.values())
# Documents that only carry the words of whoever issued them.
VEHICLES = _words(
    "statement statements release email e-mail mail post tweet tweets message announcement remarks comments speech "
    "note communique communiqué letter posting posts address"
)
# Nouns for one document, so that "the survey" is the poll.
SAME_DOCUMENT: tuple[frozenset[str], ...] = (
    _words("poll survey polling"),
    _words("report study analysis paper investigation assessment research"),
    _words("filing document lawsuit complaint suit indictment papers documents filings"),
    _words("video footage clip recording"),
)
# Nouns for somebody by what they do or are; those in -er, -or and -ist that are things are left out.
PERSON_NOUN = re.compile(
    r"(?!(?:number|letter|paper|newspaper|matter|center|order|offer|answer|power|water|computer|server|tower|river|border|"
    r"corner|quarter|chapter|poster|banner|counter|filter|charter|disaster|murder|wonder|summer|winter|weather|chamber|"
    r"layer|barrier|carrier|transfer|trailer|tanker|cover|paper|register|folder|helicopter|tender|dinner|gender|danger|"
    r"factor|sector|tractor|monitor|error|mirror|terror|horror|favor|labor|color|harbor|corridor|motor|floor|door|minor|"
    r"major|reactor|list|checklist|twist|twitter|starter|booster|cluster|member|parameter|container|drawer|ladder)$)"
    r"(?:\w{2,}(?:er|or|ist|man|woman|person|ician|arian|orian|eur|star)|\d+-year-old|resident|student|president|respondent|"
    r"correspondent|opponent|agent|client|patient|parent|defendant|assistant|accountant|consultant|migrant|immigrant|"
    r"applicant|participant|servant|merchant|informant|commandant|plaintiff|employee|refugee|nominee|appointee|trustee|"
    r"detainee|attendee|trainee|coach|chief|boss|aide|candidate|striker|captain|judge|star|diplomat|pilot|nurse|guard|"
    r"teen|victim|host|hero|champion|veteran|republican|democrat|conservative|magnate|tycoon|envoy|professor|mp|skipper|"
    r"native|widow|mogul|executive|incumbent|contender|royal|suspect|"
    r"(?:neuro)?surgeon|pundit|ace|legend|rookie|prodigy|maestro|pontiff|monarch|cleric|priest|monk|nun|playwright|poet|"
    r"chef|critic|academic|medic|paramedic|technocrat|bureaucrat|strategist|graduate|cadet|marine|astronaut|cosmonaut|"
    r"heir|heiress|duke|duchess|baroness|actress|princess|fugitive|detective|mep)$"
)
RELATIVES = _words("grandmother grandfather niece nephew uncle aunt cousin stepmother stepfather")
KIN = RELATIVES | _words("mother father wife husband daughter son sister brother widow stepson fiancee")
FEMALE = _words(
    "woman spokeswoman chairwoman actress mother wife daughter sister girl lady widow queen congresswoman businesswoman"
)
MALE = _words("man spokesman chairman actor father husband son brother boy king congressman businessman")
# Plurals of those who do something; a plural in -ers can be things too (letters, numbers, computers).
DOERS = re.compile(
    r"[a-z]{3,}(?:eers|ists|ants|ians|itants|dents|tors|ners|kers|sumers|mers|gers|yers|chers|ivers|viewers)"
)
DOCUMENT = _words(
    "document documents draft report reports statement statements letter letters footage image images imagery "
    "photo photos photographs video videos data poll polls survey surveys study studies law decree resolution "
    "memo memorandum order agreement text map maps record records filing filings post posts article articles "
    "indictment transcript communiqué communique readout dossier archive archives papers assessment assessments "
    "figures statistics calculations count evidence message messages tweet recording audio bulletin register "
    "website magazine book plan lawsuit lawsuits suit complaint complaints filing filings affidavit affidavits warrant "
    "email emails e-mail e-mails correspondence presentation presentations contract contracts invoice invoices "
    "spreadsheet spreadsheets screenshot screenshots logs diary diaries ruling rulings verdict verdicts"
)
TITLES = _words(
    "president prime minister chancellor king queen prince princess sultan emir sheikh pope patriarch archbishop "
    "cardinal bishop secretary general governor mayor wing squadron senator congressman congresswoman representative "
    "deputy vice first lady ambassador envoy commissioner director chief head chairman chairwoman chair chairperson "
    "leader speaker "
    "spokesman spokeswoman spokesperson colonel lieutenant major captain admiral marshal sergeant commander "
    "commander-in-chief commissioner ombudsman ombudswoman judge justice attorney professor dr mr mrs ms sir lord "
    "lady dame analyst expert adviser advisor journalist blogger milblogger editor reporter correspondent "
    "minister-president premier dictator propagandist oligarch billionaire businessman tycoon co-founder founder "
    "moderator anchor host presenter filmmaker actor actress singer rapper comedian "
    "administrator coordinator superintendent comptroller treasurer councillor councilman councilwoman alderman "
    "sheriff trooper detective inspector pastor reverend rabbi imam manager goalie quarterback midfielder pitcher "
    "ceo coo cfo cto cio mp mep owner author historian economist political opposition former acting "
    "ex-president ex-minister interim "
    "outgoing newly-elected senior junior foreign defence defense interior justice finance energy economy culture "
    "health digital transformation european us uk un eu nato state head boss coach activist lawyer human rights "
    "gen gen. lt lt. col col. maj maj. capt capt. sgt sgt. adm adm. sen sen. rep rep. gov gov. prof prof. mr. "
    "mrs. ms. dr. cllr observer radio technology military police press secretary of the and for national security "
    "policy affairs council deputy-head radio-technology war security parliament parliamentary foreign-policy "
    "affairs special presidential kremlin white house home constable attorney-general"
)
# "Presidents Leonid Kuchma and Boris Yeltsin".
TITLES_OF_SEVERAL = _words(
    "presidents ministers senators sens governors govs representatives reps chancellors premiers secretaries generals "
    "judges mayors ambassadors congressmen congresswomen professors lawmakers democrats republicans commissioners "
    "councilmen councilwomen councillors councilors supervisors justices attorneys detectives deputies trustees"
)
# What somebody belongs to, said before a name: "Republican Ana Holt".
AFFILIATIONS = _words("republican democrat democratic")
# Words that open a sentence and no name.
STARTERS = frozenset(
    (
        "the a an in on at by to for from of and but or as if it its he she his her they their we our this that "
        "these those there after before since while when where who what why how according meanwhile however "
        "earlier later previously also both all some many most no not one two three four five six seven eight "
        "nine ten source sources quote quotes details background updated photo read more follow support example "
        "monday tuesday wednesday thursday friday saturday sunday january february march april may june july "
        "august september october november december yet still now then even only just such so thus hence indeed "
        "perhaps maybe again once soon today yesterday tonight here although though because unless until whereas "
        "whether despite under over between among with without within during through throughout across against "
        "about above below behind beyond besides instead rather nor either neither other others another each every "
        "few several many much more most less least last next first second third asked speaking citing quoting "
        "will would could should can may might must did does do is are was were has have had let another anyone "
        "everyone someone nobody yes well oh out up down off back never always often sometimes never nearly almost "
        "like unlike given per via including excluding early late recently finally eventually initially originally "
        "additionally moreover furthermore nevertheless nonetheless otherwise therefore similarly separately likewise"
    ).split()
)
# Words of titles that by themselves name nobody: "the state".
NOBODYS = _words(
    "state house council press security parliament technology radio war policy affairs home energy economy culture "
    "health justice defence defense interior finance rights opposition military police european us uk un eu nato"
)
# Offices that one person holds at a time, so that "the Home Secretary" is whoever the text calls so.
OFFICES = _words(
    "president minister chancellor secretary governor mayor premier ambassador commissioner speaker king queen pope "
    "chairman chairwoman chair director chief general constable prince princess ombudsman envoy"
)
# What tells one such office from another.
PORTFOLIOS = _words(
    "prime vice deputy foreign defence defense interior home finance justice energy health culture economy first "
    "press transport education environment trade national attorney treasury"
)
PARTICLES = _words("de da di du del der den van von al el bin ibn abu la le dos das ter ten y af ul ad")
OFFICE = re.compile(
    r"\b((?:vice |deputy )?president|prime minister|chancellor|king|queen|pope|"
    r"(?:deputy )?(?:foreign|defen[cs]e|interior|home|finance|justice|energy|health|culture|economy|education|"
    r"transport|trade|environment|treasury|press) "
    r"(?:minister|secretary)|minister|governor|mayor|ambassador|spokes(?:man|woman|person)|"
    r"chief of staff|commander(?:-in-chief)?|head|chief|director|secretary general|secretary|leader|"
    r"chair(?:man|woman|person)?|general|colonel|captain|sergeant|major|lieutenant|analyst|expert|adviser|"
    r"advisor|official|envoy|commissioner|ombudsman|prosecutor|judge|lawyer|senator|lawmaker|deputy|mp|"
    r"negotiator|engineer|professor|historian|economist|journalist|blogger|editor|soldier|pilot|owner|founder|"
    r"ceo|doctor|activist|resident)s?\b",
    re.I,
)
HONORIFIC = re.compile(
    rf"(?:{OFFICE.pattern}|mr|mrs|ms|dr|sir|dame|lady|lord|gen|lt|col|maj|capt|sgt|adm|sen|rep|gov|prof)\.?", re.I
)
ARTICLE = re.compile(r"^(?:the|an?|this|that|these|those)\s+", re.I)
ARTICLE_OR_OWNER = re.compile(
    r"^(?:the|an?|one(?!\s+(?:of|in)\b)(?=\s+[A-Za-z]+\s)|this|that|these|those|its|his|her|their)\s+", re.I
)
