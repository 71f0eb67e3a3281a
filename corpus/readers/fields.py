"""What a posting's columns are called: the names of each field, and how well a name fits one."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple, get_args

from rapidfuzz import fuzz, process

Field = Literal[
    "title",
    "employer",
    "description",
    "place",
    "locality",
    "region",
    "country",
    "remote",
    "employment",
    "pay",
    "pay_minimum",
    "pay_maximum",
    "currency",
    "pay_unit",
    "posted",
    "closes",
    "skills",
    "identifier",
    "url",
    "board",
    "first_seen",
    "last_seen",
    "seen",
]
FIELDS: tuple[Field, ...] = get_args(Field)


def words(listed: str) -> frozenset[str]:
    """The words of a list that is written as a line."""
    return frozenset(listed.split())


SURE, USUAL, WEAK, VAGUE = 1.0, 0.8, 0.65, 0.5
"""How far a name alone tells a field: nothing else is called so, few things are, much is.

A weak name tells the field where no other column does.
"""

# Names as exports write them, letters and digits alone, accents left out: schema.org's own first,
# then those of JobSpy, the LinkedIn, Glassdoor, Indeed and Naukri sets on Kaggle, Adzuna, JSearch,
# USAJobs, New York City's open data, Greenhouse, Lever, Ashby, Workable and SmartRecruiters, then
# those that people choose, in English, German, French, Spanish, Portuguese, Dutch and Italian.
NAMES: Mapping[Field, Mapping[float, str]] = {
    "title": {
        SURE: (
            "jobtitle businesstitle positiontitle postingtitle jobpostingtitle vacancytitle "
            "jobname vacancyname openrole openposition roletitle positionname jobrole "
            "requisitiontitle requisitionname officialtitle offertitle jobheadline vacancy "
            "listingheadline listingtitle jobposition advertisedtitle offeredposition "
            "stellenbezeichnung stellentitel jobtitel berufsbezeichnung stelle tatigkeit beruf "
            "intituleduposte intituleposte titreduposte intitule titreposte "
            "intitulededuposte nomduposte puesto puestodetrabajo nombredelpuesto titulodelpuesto "
            "vacante vaga cargo titulodavaga nomedavaga functietitel functienaam vacaturetitel "
            "vacature mansione posizione titoloannuncio posizionelavorativa jobbtitel tittel "
            "stillingstittel stilling nazwastanowiska stanowisko yrkesroll "
            "rubrik stillingsbetegnelse 職種 求人名 職位 职位 职位名称 岗位"
        ),
        USUAL: (
            "title position role designation text headline jobs function poste titre "
            "titulo titolo titel functie funcao rolle occupation opening opportunity gig "
            "openings job"
        ),
        VAGUE: "name what offer heading subject profession annonce offre oferta bezeichnung",
    },
    "employer": {
        SURE: (
            "hiringorganizationname hiringorganization company companyname employer employername "
            "organization organisation organizationname hiringcompany companydisplayname firm "
            "firmname organisationname businessname agency hiringagency hiringcompanyname "
            "employingorganization recruitingcompany nameofcompany nameofemployer advertiser "
            "advertisername arbeitgeber unternehmen firma firmenname unternehmensname betrieb "
            "entreprise societe employeur nomdelentreprise nomentreprise raisonsociale empresa "
            "nombredelaempresa nombreempresa nomeempresa nomedaempresa empleador empregador "
            "empresacontratante bedrijf bedrijfsnaam werkgever azienda datoredilavoro "
            "nomeazienda societa arbetsgivare foretag arbeidsgiver virksomhed firmanavn "
            "pracodawca nazwafirmy 会社名 企業名 公司 公司名称"
        ),
        USUAL: "org client hirer startup who customer recruiter business compania",
        WEAK: "brand banner trust nhstrust hospital einrichtung",
        VAGUE: "name department account institution",
    },
    "description": {
        SURE: (
            "description jobdescription jobdescriptiontext descriptionhtml descriptionplain "
            "descriptiontext fulldescription jobsummary jobdetails jobdesc jobtext adtext "
            "jobadtext advertisementtext vacancytext roledescription positiondescription "
            "aboutthejob abouttherole jd qualificationsummary jobbody listingbody "
            "stellenbeschreibung aufgaben beschreibung jobbeschreibung stellentext "
            "aufgabenbeschreibung descriptionduposte descriptifduposte descriptif missions "
            "descripcion descripciondelpuesto descricao descricaodavaga vacaturetekst "
            "functieomschrijving omschrijving descrizione beskrivelse beskrivning opis annonstext "
            "仕事内容 职位描述"
        ),
        USUAL: "content summary details duties responsibilities about body overview",
        VAGUE: "text profile info resume blurb contenu inhalt html",
    },
    "place": {
        SURE: (
            "joblocation location locationtext locationname joblocationtext "
            "candidaterequiredlocation worklocation formattedlocation locationdisplayname "
            "categorieslocation locations joblocations officelocation primarylocation "
            "positionlocation positionlocationlocationname dutystation dutylocation workplace "
            "workplaceaddress placeofwork jobplace arbeitsort einsatzort standort dienstort "
            "lieudetravail lieu localisation localisationduposte lugardetrabajo ubicacion lugar "
            "localdetrabalho localizacao standplaats werklocatie locatie sede sededilavoro luogo "
            "luogodilavoro arbeidssted arbetsort ort 勤務地 工作地点"
        ),
        USUAL: (
            "jobgeo where basedin worksite area office offices place geo jobarea base branch "
            "postcodetown campus werkplek"
        ),
        VAGUE: "site address station market localidade",
    },
    "locality": {
        SURE: (
            "joblocationaddressaddresslocality addresslocality locationcity city locality jobcity "
            "town citytown cityortown towncity townorcity municipality workcity "
            "stadt ville ciudad localidad cidade municipio plaats stad gemeente citta comune "
            "commune suburb kommune poststed miasto"
        ),
        USUAL: "metro metroarea",
    },
    "region": {
        SURE: (
            "joblocationaddressaddressregion addressregion locationregion locationstate region "
            "province jobstate stateprovince provinceorstate bundesland departement estado "
            "provincia uf comunidadautonoma provincie regione regiao jobregion usstate fylke"
        ),
        USUAL: "state county land",
    },
    "country": {
        SURE: (
            "joblocationaddressaddresscountry addresscountry locationcountry country jobcountry "
            "countrycode countryname pays pais paese nation staat landescode"
        ),
        USUAL: "land",
    },
    "remote": {
        SURE: (
            "joblocationtype remotepolicy workplacetype workarrangement workmode remote isremote "
            "remoteallowed remotework jobisremote workfromhome remoteeligible remoteok "
            "remotefriendly remoteoption remotestatus worksetting workmodel wfh remotetype "
            "locationtype onsiteremote remotehybrid homeoffice remotearbeit teletravail "
            "teletrabajo teletrabalho modalidaddetrabajo thuiswerken thuiswerk telelavoro "
            "smartworking arbeitsmodell hybrid telework teleworkeligible"
        ),
        USUAL: (
            "modalidad modalidade workstyle workplace workingmodel workingpattern arrangement "
            "modalita"
        ),
        VAGUE: "type worktype jobtype mode",
    },
    "employment": {
        SURE: (
            "employmenttype jobtype formattedworktype worktype jobemploymenttype contracttype "
            "categoriescommitment jobschedule scheduletype fulltimeparttimeindicator "
            "contracttime positionschedulename positionschedule typeofemployment typeofcontract "
            "employmentstatus workschedule positiontype engagementtype hourstype worktime "
            "vertragsart beschaftigungsart anstellungsart arbeitszeit arbeitszeitmodell "
            "anstellungsverhaltnis typedecontrat typecontrat contrat tempsdetravail "
            "tipodecontrato tipocontrato jornada jornadalaboral contrato dienstverband "
            "contractvorm soortdienstverband contratto tipodicontratto tipocontratto "
            "regimedecontratacao vinculo ansettelsesform umowa stillingstype anstallningsform "
            "rodzajumowy 雇用形態 omfattning ftpt fulltimeparttime parttimefulltime "
            "arbeitsverhaltnis"
        ),
        USUAL: (
            "commitment contract schedule employment regime tenure engagement workingpattern "
            "arbeitsmodell"
        ),
        VAGUE: "type hours status",
    },
    "pay": {
        SURE: (
            "basesalary salary salaryrange salarytext pay payrange compensation salaryestimate "
            "jobsalary wage payrate salarystring compensationcompensationtiersummary "
            "remuneration compensationrange comprange totalcompensation totalcomp salaryband "
            "payband salaryoffered offeredsalary wages annualsalary salarydisplay hourlyrate "
            "dayrate gehalt lohn verdienst vergutung gehaltsspanne jahresgehalt stundenlohn "
            "entgelt salaire remunerationannuelle salairebrut fourchettedesalaire salario "
            "sueldo retribucion rangosalarial faixasalarial remuneracao salaris salarisindicatie "
            "loon beloning retribuzione stipendio ral compenso lonn lon wynagrodzenie ctc 給与 "
            "薪资 薪水"
        ),
        USUAL: "comp package salarypackage rate howmuch earnings money bezahlung",
        VAGUE: "amount",
    },
    "pay_minimum": {
        SURE: (
            "basesalaryvalueminvalue basesalaryminvalue minamount minsalary salarymin "
            "minimumsalary salaryminimum jobminsalary salaryrangefrom salaryfrom salaryrangemin "
            "minpay paymin positionremunerationminimumrange minimumrange gehaltab"
        ),
        VAGUE: "min minimum from low",
    },
    "pay_maximum": {
        SURE: (
            "basesalaryvaluemaxvalue basesalarymaxvalue maxamount maxsalary salarymax "
            "maximumsalary salarymaximum jobmaxsalary salaryrangeto salaryto salaryrangemax "
            "maxpay paymax positionremunerationmaximumrange maximumrange"
        ),
        VAGUE: "max maximum to high",
    },
    "currency": {
        SURE: (
            "basesalarycurrency currency salarycurrency paycurrency currencycode "
            "jobsalarycurrency salaryrangecurrency salarycurrencycode wahrung devise moneda "
            "moeda valuta waluta"
        ),
        USUAL: "cur ccy curr",
    },
    "pay_unit": {
        SURE: (
            "basesalaryvalueunittext interval payperiod salaryperiod salaryfrequency salaryunit "
            "salaryinterval payfrequency jobsalaryperiod salaryrangeinterval payunit unittext "
            "positionremunerationrateintervalcode rateintervalcode paybasis salarytype paytype "
            "salarybasis wageunit wageunitofpay payschedule gehaltszeitraum"
        ),
        USUAL: "per period frequency unit",
        VAGUE: "basis",
    },
    "posted": {
        SURE: (
            "dateposted posteddate postedat publishedat jobpostedatdatetimeutc listedtime "
            "originallistedtime publicationdate firstpublished releaseddate postingdate postdate "
            "publisheddate postedon datelisted listedon listeddate datepublished "
            "publishedon advertisedon dateadvertised dateopened opendate openingdate "
            "publicationstartdate listedat whenposted listingdate advertdate "
            "veroffentlichtam veroffentlichungsdatum veroffentlicht eingestelltam "
            "datedepublication publiele datepublication dateparution fechadepublicacion "
            "fechapublicacion publicadoel publicadoem publicadaem datadepublicacao geplaatstop "
            "publicatiedatum plaatsingsdatum pubblicatoil datadipubblicazione datapubblicazione "
            "publisert datapublikacji postedtime publicerad "
            "datadodania publiceringsdatum 掲載日 "
            "发布日期"
        ),
        USUAL: (
            "posted published listed date createdat created dateadded addedon opens opened open "
            "online onlineseit datum fecha data pubdate creationdate datecreated erstelltam when"
        ),
        VAGUE: "updatedat updated day timestamp added",
    },
    "closes": {
        SURE: (
            "validthrough expirationdate closingdate applicationdeadline deadline "
            "postuntil joboffererexpirationdatetimeutc closeson closes applyby applybefore "
            "validuntil openuntil lastdatetoapply applicationclosedate closedate targetclosedate "
            "expirydate expireson expiresat enddateofposting applicationend bewerbungsfrist "
            "bewerbungsschluss datelimite datelimitedecandidature datedecloture "
            "fechalimite fechadecierre cierre prazo prazodecandidatura datalimite sluitingsdatum "
            "reageervoor scadenza datascadenza soknadsfrist frist sistaansokningsdag 応募締切"
        ),
        USUAL: "expires expiry closing expiration expired dateclosed",
        VAGUE: "until enddate",
    },
    "skills": {
        SURE: (
            "skills requiredskills jobskills keyskills skillsrequired skillsdesc technologies "
            "techstack skillset mustha mustaves musthaveskills skilltags "
            "kenntnisse fahigkeiten anforderungsprofil competences competencesrequises "
            "competencias habilidades aptitudes vaardigheden competenze competenzerichieste "
            "kompetencer umiejetnosci technologie"
        ),
        USUAL: "tags keywords stack tools tech musthave competencies skill",
        VAGUE: "requirements requisitos requisiti eisen anforderungen qualifications needs",
    },
    "identifier": {
        SURE: (
            "identifiervalue identifier jobid postingid jobpostingid requisitionid reqid "
            "externalid requisitionnumber reqnumber vacancyid vacancyreference jobreference "
            "jobnumber vacancyannouncementnumber announcementnumber jobrequisitionid refnumber "
            "positionid jobcode uniqid listingid listingref referenznummer stellennummer "
            "kennziffer reference referencia referentie vacaturenummer riferimento codigo "
            "jobref vacancyref adid advertid referenz refnr kennung chiffre referencenumber "
            "referensnummer referencenr numerodereference"
        ),
        USUAL: "id ref req requisition uid uuid guid key number reqno",
        VAGUE: "code no",
    },
    "url": {
        SURE: (
            "url joburl jobpostingurl hostedurl absoluteurl postingurl joblink applyurl "
            "jobapplylink redirecturl applicationurl positionuri permalink externalurl "
            "applylink applicationlink listingurl adurl vacancyurl canonicalurl weblink "
            "enlace lien url de lannonce stellenlink bewerbungslink lienannonce"
        ),
        USUAL: "link sourceurl href uri applyhere apply joburldirect webpage collegamento lenke",
        VAGUE: "source website web page",
    },
    "board": {
        SURE: "board jobboard jobsite sourcesite jobportal sourcename portal postingsource",
        USUAL: (
            "source platform plattform publisher via channel origin jobpublisher foundon quelle "
            "fonte"
        ),
        VAGUE: "site website feed",
    },
    "first_seen": {
        SURE: "firstseen firstseenat firstseendate seenfirst firstobserved firstscraped",
    },
    "last_seen": {SURE: "lastseen lastseenat lastseendate seenlast lastobserved lastscraped"},
    "seen": {
        SURE: (
            "collectedat collected scrapedat scraped scrapedate scrapetime crawledat crawled "
            "crawldate crawltimestamp fetchedat fetched fetchdate retrievedat retrieved "
            "retrievaldate snapshot snapshotdate snapshotday asof asofdate extractedat "
            "extractiondate extractdate harvestedat ingestedat downloadedat datescraped "
            "datecollected datecrawled scrapetimestamp capturedat abgerufenam observedat "
            "datecaptured accessed dateaccessed"
        ),
    },
}  # fmt: skip

WORDY_TITLES = frozenset(NAMES["title"][USUAL].split()) | frozenset(NAMES["title"][VAGUE].split())
"""Names of a title that other tables give to other things."""

SHORT_FOR: Mapping[str, str] = {
    "ttl": "title", "co": "company", "nm": "name", "loc": "location", "locn": "location",
    "cty": "city", "st": "state", "sal": "salary", "comp": "compensation", "lo": "low",
    "hi": "high", "mn": "min", "mx": "max", "pst": "posted", "dt": "date", "no": "number",
    "nbr": "number", "num": "number", "nr": "number", "emp": "employment", "typ": "type",
    "desc": "description", "descr": "description", "org": "organization", "cur": "currency",
    "ccy": "currency", "curr": "currency", "amt": "amount", "freq": "frequency", "ctry": "country",
    "cntry": "country", "ref": "reference", "pos": "position", "cmpny": "company",
    "req": "requisition", "pub": "published", "vac": "vacancy", "ident": "identifier",
    "skl": "skills", "emplr": "employer", "src": "source", "cat": "category", "sched": "schedule",
    "rmt": "remote", "lnk": "link", "exp": "expiry", "prd": "period",
}  # fmt: skip

_NOISE = words(
    "job jobs posting postings vacancy listing offer opening requisition advert ad position role "
    "posn stellen stelle jobposting the of de la le les du des der die das dem del el os o a da do "
    "di van het een en for in on at is text raw value name label display str string formatted full "
    "original plain html info details field stated matchedobjectdescriptor attributes fields "
    "s l d und et y e delle dello della dei"
)
_WHOSE = words(
    "company employer organization organisation firm hq headquarters headquarter agency recruiter "
    "parent empresa entreprise unternehmen firma bedrijf azienda companies contact user person "
    "advertiser poster hirer candidate team category industry client customer employee"
)
_DENIED = words(
    "url link id ids logo size rating ratings count industry website email emails phone score "
    "revenue founded reviews confidence flag slug image photo hash uuid lat lon latitude longitude "
    "method predicted applicants views batch year family level function group code index "
    "percentile median mean average usd_ratio residence ratio start birth hire interview hired "
    "verified source currency type zip postal postcode plz postleitzahl cp current previous "
    "desired expected education experience degree"
)
_PAY = words(
    "pay salary wage wages compensation remuneration basesalary base gehalt lohn salaire salario "
    "sueldo salaris loon retribuzione stipendio ral lonn rate earnings income"
)
_PAIRS: tuple[tuple[Field, frozenset[str]], ...] = (
    (
        "pay_minimum",
        words("min minimum from low lower start floor least von ab minimo desde vanaf"),
    ),
    (
        "pay_maximum",
        words("max maximum to high upper end ceiling top most bis maximo hasta ate tot"),
    ),
    ("currency", words("currency wahrung devise moneda moeda valuta")),
    (
        "pay_unit",
        words("period per unit frequency interval basis cycle type schedule"),
    ),
)
_WITHIN_PAY = _PAY | _NOISE | words("range amount annual yearly hourly gross brut bruto")
_CURRENCIES = words("usd eur gbp cad aud nzd chf inr brl pln sek nok dkk jpy sgd zar mxn")
_RAREST_FUZZY = 88


class Name(NamedTuple):
    """How far a column's name tells a field: from 0 to 1, and in what words."""

    score: float
    why: str


def names(column: str) -> Mapping[Field, Name]:
    """The fields that a column's name may stand for."""
    return _names(column)


def key(column: str) -> str:
    """A column's name as it is compared: its letters and digits, without case or accents."""
    return "".join(tokens(column))


@lru_cache(maxsize=4096)
def tokens(column: str) -> tuple[str, ...]:
    """The words of a column's name, what stands in brackets left out where more is said."""
    outside = re.sub(r"\([^()]*\)|\[[^\[\]]*\]", " ", column)
    spelt = outside if re.search(r"\w", outside) else column
    parted = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ", spelt)
    folded = unicodedata.normalize("NFKD", parted.replace("ß", "ss").replace("ø", "o"))
    plain = "".join(letter for letter in folded.lower() if not unicodedata.combining(letter))
    return tuple(re.findall(r"[^\W_]+", plain))


@lru_cache(maxsize=4096)
def _names(column: str) -> Mapping[Field, Name]:
    told: dict[Field, Name] = {}
    for field, name in _candidates(column):
        if field not in told or name.score > told[field].score:
            told[field] = name
    return told


def _candidates(column: str) -> Iterator[tuple[Field, Name]]:
    said_so = tokens(column)
    parted = (part for word in said_so for part in _unglued(word))
    spelt = tuple(SHORT_FOR.get(word, word) for word in parted)
    for said in dict.fromkeys((said_so, spelt)):
        yield from _exact("".join(said), 1.0, "its name")
        core = tuple(word for word in said if word not in _NOISE)
        if core and core != said:
            yield from _exact("".join(core), 0.93, "its name")
        yield from _pair(said)
        yield from _parts(column, said)
    yield from _similar("".join(said_so))


def _unglued(word: str) -> tuple[str, ...]:
    """A word apart from the "job" that is written onto it, unless it has a name so."""
    is_glued = word.startswith("job") and len(word) > 4 and word not in _BY_NAME
    return ("job", word[3:]) if is_glued else (word,)


def _exact(name: str, share: float, why: str) -> Iterator[tuple[Field, Name]]:
    for field, strength, rank in _BY_NAME.get(name, ()):
        yield field, Name(strength * share - rank / 10_000, why)


def _pair(named: Sequence[str]) -> Iterator[tuple[Field, Name]]:
    """A word for pay beside one for a bound, a currency or a period, in either order."""
    if not _PAY & set(named):
        return
    if all(word in _WITHIN_PAY or word in _CURRENCIES for word in named):
        yield "pay", Name(0.9, "words of its name")
    for field, second in _PAIRS:
        rest = [word for word in named if word not in second and word not in _WITHIN_PAY]
        if second & set(named) and len(rest) <= 1 and not _DENIED - {"currency"} & set(rest):
            yield field, Name(0.95 - 0.15 * len(rest), "words of its name")


def _parts(column: str, named: Sequence[str]) -> Iterator[tuple[Field, Name]]:
    """A name that begins or ends with a field's, such as "hiring company" or a path's last key."""
    last = tokens(column.rsplit(".", 1)[-1]) if "." in column else ()
    for size in range(len(named) - 1, 0, -1):
        for part, rest in ((named[-size:], named[:-size]), (named[:size], named[size:])):
            strays = [word for word in rest if word not in _NOISE]
            if _DENIED & set(strays):
                continue
            share = 0.9 if part == last else 0.72 + 0.18 * size / len(named)
            for field, name in _exact("".join(part), share, "part of its name"):
                if _leaves_room(field, strays):
                    yield field, name


def _leaves_room(field: Field, strays: Sequence[str]) -> bool:
    """Whether what else stands in a name can be said of a field.

    A company's city is no posting's, and a company's profile no company.
    """
    if field == "employer":
        return not any(word in _BY_NAME for word in strays)
    return not _WHOSE & set(strays)


def _similar(name: str) -> Iterator[tuple[Field, Name]]:
    if len(name) < 5 or name in _BY_NAME:
        return
    near = process.extractOne(name, _LONG_NAMES, scorer=fuzz.ratio, score_cutoff=_RAREST_FUZZY)
    if near:
        yield from _exact(near[0], 0.85, f"its name, as {near[0]!r}")


_BY_NAME: Mapping[str, Sequence[tuple[Field, float, int]]]


def _by_name() -> dict[str, list[tuple[Field, float, int]]]:
    found: dict[str, list[tuple[Field, float, int]]] = {}
    for field, strengths in NAMES.items():
        rank = 0
        for strength, listed in strengths.items():
            for name in listed.split():
                found.setdefault(name, []).append((field, strength, rank))
                rank += 1
    return found


_BY_NAME = _by_name()
_LONG_NAMES = [name for name in _BY_NAME if len(name) >= 6]
