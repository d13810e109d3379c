"""The words that say what happened, and the closed classes that the events' grammar rests on.

`triggers.tsv` holds a line for each verb or noun and what must follow it. Territorial and combat types are ours
(READING.md); the others are PLOVER's (Open Event Data Alliance 2023), in lower case.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Literal, cast, get_args

from msgspec import Struct

Part = Literal[
    "verb",
    "noun",
    "adjective",
    "armed",
    "tried",
    "moved",
    "done",
    "official",
    "undergone",
    "stated",
    "drawn",
    "crowd",
    "lawful",
    "denied",
]
# "~4" in the table: behind the word, up to four words of any kind; "~4," also over commas
ANY_WORDS = re.compile(r"~(\d+)(,?)")
# "blamed Mr. Malok for": a title's full stop is part of the word, also where a pattern's words have none
ONE_WORD = re.compile(r"(\[\\w[^\]]*\]\+)\\s\+")
TITLED = r"(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|St)\."

GROUND = frozenset("advance regain capture withdraw attack repel strike contested".split())

BE = frozenset("is are was were be been being am 're gets got".split())
HAVE = frozenset("has have had having 've".split())
MODAL = frozenset("will would may might could should can shall must cannot ca wo 'll 'd won't can't".split())
NEGATION = frozenset("not n't never no nor neither without hardly barely none".split())
DO = frozenset("do does did".split())
ADVERB = frozenset(
    "also then still again further now just soon even already yet both all since always often today yesterday "
    "once later first ever twice meanwhile thus partially about earlier and/or tonight".split()
)
# "continued to shell": it happened. All other infinitives are wishes, purposes or plans.
CARRIED_OUT = frozenset(
    "continue continues continued continuing begin begins began begun beginning start starts started starting "
    "manage manages managed proceed proceeded proceeds helped appear appears appeared seem seems seemed went "
    "forced keep keeps kept resume resumes resumed moved compelled use used using fight fighting fought "
    "undertake claim claims claimed claiming prioritize prioritizes prioritized prioritise prioritised".split()
)
# "prompting police to impose a curfew": it happened, and whoever stands between did it.
CAUSED = frozenset(
    "prompting prompted prompts forcing forced causing caused leading led allowing allowed allows "
    "enabling enabled compelling compelled pushing".split()
)
# Adjectives among the light verbs' participles: "continued Ukrainian strikes".
STEADY = frozenset("continued renewed increased intensified sustained staged".split())
# Who is freed, held or brought to safety.
PEOPLE = re.compile(
    r"\b(?:hostages?|prisoners?|detainees?|captives?|m[ae]n|wom[ae]n|people|civilians|soldiers?|insurgents|militants|"
    r"members?|"
    r"journalists?|activists?|children|students?|workers?|residents|refugees|migrants|leaders?|he|she|they|who)\b|"
    r"[A-Z]\w+$"
)
PEOPLE_NAMED = re.compile(
    r"\b(?:hostages?|prisoners?|detainees?|captives?|men|women|soldiers|insurgents|militants|journalists?|activists?|"
    r"students|residents|refugees|migrants|professors|suspects?|protesters|passengers|crew|workers|"
    r"[A-Z]\w+ and [A-Z]\w+)\b"
)
# "issued an ultimatum": verbs that add nothing to what is said or promised
UTTERING = frozenset(
    "issue issues issued issuing make makes made making deliver delivers delivered send sends sent repeat repeats "
    "repeated reiterate reiterated renew renewed launch launched".split()
)
# Who travels on business of state.
OFFICIAL = re.compile(
    r"\b(?:[Pp]resident|[Mm]inister|[Ss]ecretary|Prince|King|Queen|[Cc]hancellor|[Ee]nvoys?|[Dd]elegations?|[Pp]ope|"
    r"[Pp]remier|"
    r"[Aa]mbassador|[Ll]eaders?|[Nn]egotiators?|[Dd]iplomats?|[Mm]ediators?|General|Gen\.|[Gg]overnor|[Mm]ayor|"
    r"[Ii]nspectors|"
    r"[Ss]enators?|[Mm]onarch|king|chief|commissioner|representatives?|he|she)\b"
)
# "died in the missile strikes", "casualties from shelling": what they died of happened.
CASUALTIES = frozenset(
    "died dead killed killing deaths death wounded injured injuries casualties damage damaged destroyed fatalities "
    "losses lost rescued bloodied survived survivors injuring wounding displaced".split()
)
HELD = frozenset("held conducted launched carried staged mounted perpetrated".split())
# Who protests when they surround, disrupt or stream.
CROWD = re.compile(
    r"\b(?:protest[eo]rs?|demonstrators?|activists?|marchers?|campaigners?|strikers?|teachers?|students?|workers?|"
    r"nurses|farmers|"
    r"supporters?|crowds?|hundreds|thousands|dozens|scores|people|residents|mourners|opponents|truckers|drivers|miners|"
    r"villagers|youths?|rioters?|mob|(?:school)?children|speakers|women|families|unions?|critics|fans|members|exiles|opponents|Muslims|"
    r"Palestinians|\w+-Americans)\b",
    re.I,
)
# Who holds, searches and orders by law.
LAW = re.compile(
    r"\b(?:[Pp]olice|[Oo]fficers?|[Dd]eput(?:y|ies)|[Aa]uthorities|"
    r"(?:[Ii]mmigration|[Pp]rison|[Bb]order|[Ss]ecurity|[Jj]ail)\s+officials?|FBI|[Aa]gents?|[Tt]roopers?|[Ss]heriffs?|"
    r"[Pp]rosecutors?|[Cc]ourts?|"
    r"[Jj]udges?|[Tt]ribunal|[Cc]ustoms|[Dd]etectives?|[Gg]uards?|[Jj]ury|[Ii]nvestigators|[Mm]agistrates?|"
    r"[Jj]ustices?|marshals|"
    r"[Pp]olice(?:man|men|woman)|[Gg]endarmes|[Rr]egulators?|commission|government|soldiers|troops|army|military)\b",
    re.I,
)
TROOPS = re.compile(
    r"\b(?:forces?|troops?|soldiers?|servicem[ae]n|personnel|units?|elements?|brigades?|battalions?|regiments?|"
    r"divisions?|army|armies|paratroopers|commandos|marines|fighters|mercenaries|reserves|reservists|reinforcements|"
    r"conscripts|"
    r"equipment|tanks?|vehicles|convoys?|columns?|artillery|warships?|ships|vessels|jets|warplanes|aircraft|"
    r"helicopters|"
    r"systems|missiles|BTGs?|police|guards?|fleet|detachments?)\b"
)
LIGHT = frozenset(
    "conduct conducts conducted conducting launch launches launched launching carry carries carried carrying "
    "mount mounts mounted mounting continue continues continued continuing resume resumes resumed resuming make "
    "makes made making intensify intensifies intensified intensifying increase increased perform performed stage "
    "stages staged staging commence commenced begin began begun start started wage waged waging undertake "
    "undertook undertaken undertaking press pressed pressing pursue pursued commit commits committed committing "
    "send sent sending throw threw deliver delivered unleash unleashed execute executed step stepped stepping "
    "renew renewed hold holds held holding host hosted attend attended organise organize organised organized "
    "initiate initiated sustain sustained issued issue issues issuing attempt attempts attempted attempting "
    "prioritizing prioritising prioritize prioritizes prioritized prioritise prioritised repeat repeated "
    "repeating reiterate reiterated suffer suffered inflict inflicted face faced faces engage engaged engages "
    "engaging involved participate participated join joined conclude concluded end ended open opened opens "
    "opening lead led leads leading repulse".split()
)
REPORTING = frozenset(
    "report reports reported reporting confirm confirms confirmed show shows showed describe described document "
    "record recorded on noted".split()
)
HAPPENING = frozenset(
    "occurred occurs occur continued continues continue raged rages rage began erupted erupts took broke "
    "intensified concentrated killed kills struck hit wounded injured damaged destroyed rocked caused left "
    "targeted ended resumed collapsed partially ripped tore claimed hits happened went is are was were has have "
    "had ongoing underway lasted concluded which near in at against on around between triggered sparked hitting "
    "along outside followed forced by with reported of shook shakes shocked shocks rocks kills injures wounds "
    "tears rips claimed erupts unfolded unfolds shattered destroys devastated".split()
)
# Irregular past forms of common verbs: behind a name they end its phrase ("the senator began her speech").
PAST = frozenset(
    "began became brought bought built broke caught chose came dealt drew drove fell felt fought found flew forgot "
    "froze gave got went grew heard held hid kept knew laid led lent lost made meant met paid rode rose ran sat saw "
    "sent shook sang sank slept spent spoke stood stole struck swore swept swam took taught tore told thought threw "
    "understood woke wore won wrote withdrew fled bore bled sought sold spread overtook retook foresaw sprang clung "
    "dug flung forbade forgave slid stuck stung swung wept wound strove shone shot".split()
)
# "Dar es Salaam", "Osama bin Laden": small words within names.
NAME_PARTICLES = frozenset("es al el bin ibn abu de del della der den van von la le du da di dos das ben ul ud".split())
PREPOSITIONS = frozenset(
    "in on at by to from for with against near around into of over towards toward along across inside outside "
    "within between among during under beyond behind through throughout despite amid following off onto upon "
    "about north south east west northeast northwest southeast southwest past beside beneath above below via up "
    "down".split()
)
OPENERS = frozenset(
    "that while but whereas because although though as when where if whether unless since until after before "
    "which who whom whose and or so than".split()
)
UNREAL_OPENERS = frozenset("if whether unless until lest before".split())
DETERMINERS = frozenset(
    "the a an this that these those its their his her our my your some any several many most few another each "
    "every no all both multiple various additional two three four five six seven eight nine ten dozens hundreds "
    "thousands at least more than other over nearly almost around about only such certain scores "
    "unspecified one".split()
)
COMMON_VERBS = frozenset(
    "said says say told tells think thinks thought made makes took takes put puts got went came comes knew saw "
    "seen wrote writes added believe believes believed hope hopes argue argues argued suspect suspects fear fears "
    "feel feels felt insist insists insisted allege alleges alleged claim claims claimed show shows "
    "showed shown indicate indicates suggest suggests depict depicts reveal reveals confirm confirms report reports "
    "document saying adding noting claiming arguing insisting alleging suggesting indicating showing telling warning "
    "believing fearing hoping see sees observe observes".split()
)
# "the embassy bombings killed …": what happened is nobody
DEEDS = frozenset(
    "bombing bombings blast blasts explosion explosions shooting shootings massacre massacres violence clashes riot "
    "riots crash crashes incident incidents accident siege stabbing stabbings rampage earthquake quake storm hurricane "
    "flood floods fire fires".split()
)
PRONOUNS = frozenset("he she it they we i who you".split())
ACTORS = frozenset(
    "forces force troops army armies military militaries command soldiers soldier fighters units unit brigade "
    "brigades battalion battalions regiment regiments division divisions paratroopers marines artillery aviation "
    "aircraft warplanes jets planes navy fleet police officers officer militants militant rebels rebel insurgents "
    "insurgent terrorists gunmen gunman attackers attacker assailants militia militias militiamen groups group "
    "jihadists separatists guerrillas guards government governments administration authorities ministry ministers "
    "minister president parliament council leaders leader officials official lawmakers senators diplomats "
    "residents protesters demonstrators people crowds workers students activists men man woman women mob "
    "opposition coalition alliance party court judge union servicemen personnel invaders occupiers defenders "
    "commandos crew tank tanks helicopters helicopter bomber bombers sides elements detachments company companies "
    "agents security states countries nations partners allies state country committee agency commission team "
    "teams drivers mercenaries opponents senate congress house supporters families villagers civilians youths "
    "suspects suspect prosecutors investigators experts farmers defences defenses tribesmen peshmerga squads "
    "squad saboteurs bandits pirates hitmen cartel gang gangs warship warships occupants enemy regime cabinet "
    "kingdom actions counterparts envoys envoy ambassador ministries general presidents parliaments critics "
    "rivals negotiators delegation delegations mediators observers inspectors monitors inmates prisoners refugees "
    "migrants settlers loyalists hardliners nationalists islamists extremists radicals hackers smugglers "
    "traffickers robbers burglar thieves thief driver father mother husband wife boyfriend son daughter brother "
    "brothers boy boys girl girls teenager teenagers teacher teachers nurses doctors miners unions bishops clergy "
    "monks pilgrims editors journalists candidates candidate campaigners campaign lawyers lawyer spokesman "
    "spokeswoman spokesperson chief chiefs mayor governor governors legislators deputies mps lords senator "
    "congressman republicans democrats conservatives liberals watchdog regulators regulator bank banks chancellor "
    "king queen prince premier secretary commander commanders captain admiral colonel pilots sailors crews convoy "
    "convoys fighter patrols patrol border customs firefighters rescuers veterans mourners worshippers fans "
    "supremacists neo-nazis terrorist extremist jihadist sniper snipers separatist dissident dissidents "
    "crowd exiles exile emigres immigrants deportees hostages captives relatives survivors owners players artists "
    "authors "
    "scientists scholars academics professors parents neighbors neighbours landlords tenants customers consumers "
    "voters "
    "donors investors shareholders executives employers employees staff managers directors trustees councillors "
    "councilors commissioners delegates congressmen aides advisers advisors consuls spies clerics cleric imams priests "
    "priest rabbis rabbi nuns pastors pastor cardinals archbishop bishop cadets recruits deserters defectors dealers "
    "traders truckers motorists commuters hunters fishermen seamen detectives detective deputy sheriff troopers "
    "trooper marshals constables jurors jury magistrate attorneys attorney defendants defendant plaintiffs plaintiff "
    "fugitives intruders intruder assailant vandals looters rioters marchers strikers superintendent principal dean "
    "manufacturer tribunal panel bureau "
    "department federation association syndicate league institute foundation charity charities vatican "
    "premiers mullahs warlords warlord tribes clans gunner lawmaker councilman alderman "
    "journalist activist hijackers kidnappers kidnapper assassin assassins shooter killer killers users bloggers "
    "milbloggers sources outlets passengers "
    "adviser advisor agent aide ally artist author blogger campaigner captive civilian commissioner commuter consul "
    "consumer councillor counterpart critic customer dealer defector delegate democrat demonstrator deserter diplomat "
    "director doctor donor editor employee employer executive farmer firefighter fugitive guerrilla hacker hijacker "
    "hunter immigrant inmate inspector investigator investor islamist juror landlord legislator looter loyalist "
    "manager marcher mediator mercenary migrant miner motorist mourner mp nation nationalist negotiator neighbor "
    "nurse observer opponent owner paratrooper parent passenger pilgrim pilot prisoner professor prosecutor protester "
    "protestor protestors refugee relative republican rescuer resident rioter rival robber sailor scholar scientist "
    "settler smuggler source spy student supporter supremacist survivor tenant trafficker trucker vandal veteran "
    "villager voter worker worshipper agencies alliances ambassadors cabinets captains commissions committees courts "
    "fathers judges kings mayors mothers panels parties queens secretaries sheriffs spokesmen spokeswomen sons "
    "daughters husbands wives tribunals councilmen population populations audience audiences viewers listeners "
    "moderator moderators panelist panelists contestant contestants spectators onlookers "
    "accomplice accomplices accountant actors actress adolescent adult adults adversaries adversary advocate "
    "advocates alumni analyst analysts astronaut astronauts athlete athletes attendant attendants auditor auditors "
    "aunt bailiff burglars cabbie cashier caucus celebrities celebrity chef citizen citizens classmate classmates "
    "clerk clerks colleague colleagues comedian congregation conscript consortium constable constituent "
    "constituents consultant convict convicts cop cops couple couples cousin culprit culprits dad detachment "
    "detainee detainees electorate electrician enemies engineer engineers evangelical evangelicals faction factions "
    "family fan felon fiance fiancee foe foes friend friends front-runner girlfriend girlfriends graduate graduates "
    "grandson historian hostage imam incumbent inspectorate janitor junta kid kids lieutenant lifeguard magistrates "
    "marshal mechanic midwife missionaries missionary mom monarchy monk musician musicians neighbour nephew niece "
    "nomads nominee nun occupier operative operatives paramedic paramedics parolee passerby patriarch pedestrian "
    "perpetrator perpetrators physician physicians poet poets pope proponent proponents pupil pupils quarterback "
    "referee referees roommate roommates sergeant shepherd skeptics solicitor somebody someone sponsor sponsors "
    "stewardess subcommittee superdelegates surgeon surgeons technician teen teens thug thugs twins uncle "
    "undersheriff visitor visitors volunteer volunteers waitress warden wardens widow witness witnesses".split()
)
# who does things where a verb says so; beside a form in -s they make no verb of it ("school shootings")
BODIES = frozenset(
    "actor airline airlines anchor authority babies baby band bloc board boards brewery business businesses camp "
    "champion channel church churches cities city club clubs coach coaches college colleges confederation "
    "conglomerate corporal corporation corporations counties county departments directorate districts factory "
    "female females firm firms hopeful hospital hospitals host hosts hotel hotels individual individuals infant "
    "inquiry justice justices library lobby magazine majority male males marine minority movement municipality "
    "museum museums network networks newspaper ngo non-profit nonprofit office offices organisation organisations "
    "organization organizations others patient patients person persons province provinces recruit registry republic "
    "restaurant restaurants school schools senior seniors star stars startup station steward store stores supplier "
    "suppliers town towns tutor twin universities university utilities utility victim victims village villages "
    "watchdogs website".split()
)
WEAPONS = frozenset(
    "truck car van missile missiles drone drones rocket rockets shell shells strike strikes attack attacks airstrike "
    "airstrikes "
    "bomb bombs uavs uav shaheds shelling fire assault assaults grenade grenades mortars".split()
)
TITLES = re.compile(
    r"(?:^|.*\s)(?:President|Minister|Chancellor|Secretary(?:[- ]General)?|Spokes\w+|Head|Advis[eo]r|Mayor|Governor|"
    r"Ambassador|General|Colonel|Major|Captain|Lieutenant|Admiral|Sergeant|King|Prince|Princess|Queen|Chief|Chair\w*|"
    r"Director|Senator|Sen\.|Gov\.|Rep\.|Gen\.|Col\.|Judge|Justice|Pope|Sheikh|Leader|leader|Premier|Speaker|Envoy|"
    r"Dr\.?|Mr\.?|"
    r"Mrs\.?|Ms\.?|Sir|Lord|candidate|nominee|rival|spokes\w+|Commander|Representative|Deputy|Envoy|Congress\w+)\s+"
)


# Killing by these is fighting; by anybody else it is an assault.
ARMED = re.compile(
    r"\b(?:bombers?|gunm[ae]n|militants?|rebels?|terrorists?|fighters|troops|soldiers|forces|army|military|insurgents?|"
    r"airstrikes?|warplanes|jihadists|attackers?|snipers?|artillery|tanks?|tank crew|separatists|"
    r"militia(?:men)?|drones?)\b",
    re.I,
)


# Without a place only these make a fight of "attacked" and "struck": politicians and players attack as well.
MARTIAL = re.compile(
    r"\b(?:forces|troops|army|armies|military|navy|soldiers?|missiles?|drones?|rockets?|bomb\w*|rebels?|militants?|"
    r"militias?|gun\w*|weapons?|artillery|shell(?:s|ed|ing)|wounded|airstrikes?|air strikes?|warplanes?|insurgents?|"
    r"fighters|positions|frontline|front line|offensive|brigades?|battalions?|ammunition|terrorists?|"
    r"grenades?|aircraft|"
    r"jets?|war|police|gas|explosi\w+|ceasefire|defen[cs]es?|killed|killing|assaults?|invasion|occup\w+|"
    r"shot|shooting|stabb\w+|knife|knives|dead|died|deaths?|victims?|injur\w+|hostages?|murder\w*|suspects?|"
    r"chemical|conflicts?|arson|casualties|convoys?|ambush\w*|civilians)\b",
    re.I,
)


class Trigger(Struct, frozen=True):
    """One line of the table: the type, whether verb or noun, and what must follow the word."""

    type: str
    part: Part
    follows: re.Pattern[str] | None


@cache
def triggers() -> dict[str, tuple[Trigger, ...]]:
    """Lower-case word -> its lines in the table's order; nouns first, unless the form is only a verb's."""
    table: dict[str, list[Trigger]] = {}
    lines = files("sayso.read.events").joinpath("triggers.tsv").read_text(encoding="utf-8").splitlines()
    for line in lines:
        if not line or line.startswith("#"):
            continue
        kind, part, words, follows = (*line.split("\t"), "")[:4]
        follows = ONE_WORD.sub(rf"(?:\1|{TITLED})\\s+", ANY_WORDS.sub(_any_words, follows))
        trigger = Trigger(kind, _part(part), re.compile(follows) if follows else None)
        for word in words.split():
            table.setdefault(word, []).append(trigger)
    return {
        word: tuple(found if word.endswith(("ed", "ing")) else sorted(found, key=lambda line: line.part != "noun"))
        for word, found in table.items()
    }


def _any_words(found: re.Match[str]) -> str:
    last = r"[^\s.;:!?]" if found.group(2) else r"[^\s.,;:!?]"
    return rf"\s*(?:(?:[^\s;:!?]*{last}|(?:[A-Z]\.)+|{TITLED})\s+){{0,{found.group(1)}}}"


def _part(word: str) -> Part:
    if word not in get_args(Part):
        raise ValueError(f"triggers.tsv: {word} is none of {get_args(Part)}")
    return cast(Part, word)
