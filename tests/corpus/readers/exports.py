"""Postings, and tables that are none, as people export them: each with what its columns hold."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Export:
    """A file and the column of each field that matters in it; none for a table of other things."""

    name: str
    content: str | list[Any] | dict[str, Any]
    columns: Mapping[str, str]


GERMAN = """\
Stellenbezeichnung;Arbeitgeber;Arbeitsort;Vertragsart;Gehalt von;Gehalt bis;Währung;\
Veröffentlicht am;Bewerbungsfrist;Stellenbeschreibung;Link
Softwareentwickler (m/w/d);Müller AG;Köln;Vollzeit;55.000;70.000;EUR;03.06.2025;30.06.2025;\
Sie entwickeln unsere Software.;https://jobs.example.com/1
Krankenpfleger (m/w/d);Klinikum Nord;Hamburg;Teilzeit;;;;12.06.2025;;Sie pflegen.;\
https://jobs.example.com/2
Buchhalterin;Weber & Söhne;Leipzig;Vollzeit;42.000;48.000;EUR;14.06.2025;01.07.2025;Sie buchen.;\
https://jobs.example.com/3
"""

FRENCH = """\
Intitulé du poste,Entreprise,Lieu de travail,Type de contrat,Salaire,Date de publication,\
Compétences,Télétravail,Référence
Développeur Python,Société Lumière,"Lyon, France",CDI,45 000 € par an,12/05/2025,Python|SQL,\
partiel,REF-001
Infirmière,Hôpital Sud,"Marseille, France",CDD,,28/05/2025,,non,REF-002
Comptable,Dupont SARL,"Lille, France",CDI,2 400 € par mois,30/05/2025,Sage|Excel,oui,REF-003
"""

SPANISH = """\
Puesto,Empresa,Ciudad,Provincia,Tipo de contrato,Salario mínimo,Salario máximo,\
Fecha de publicación,Descripción,Enlace
Ingeniero de datos,Datos SA,Madrid,Madrid,Indefinido,40000,50000,2025-05-02,Construir datos.,\
https://empleo.example.es/1
Camarero,Bar Sol,Sevilla,Sevilla,Temporal,1200,1400,2025-05-03,Servir mesas.,\
https://empleo.example.es/2
"""

DUTCH = """\
functietitel|bedrijf|standplaats|dienstverband|salarisindicatie|geplaatst op|sluitingsdatum|\
vacaturetekst|thuiswerken
Verpleegkundige|Zorg BV|Utrecht|Deeltijd|€ 2.800 - € 3.600 per maand|12-05-2025|30-05-2025|\
Je verzorgt patiënten.|nee
Data-analist|Cijfers NV|Rotterdam|Voltijd|€ 3.500 per maand|13-05-2025||Je analyseert.|hybride
"""

PORTUGUESE = """\
vaga;empresa_contratante;cidade;uf;país;regime;faixa_salarial;publicada_em;requisitos;modalidade
Desenvolvedor Java;Banco Azul;São Paulo;SP;Brasil;CLT;R$ 9.000 - R$ 12.000;2025-04-01;\
Java, Spring;Remoto
Analista de dados;Loja Verde;Recife;PE;Brasil;PJ;R$ 6.000;2025-04-03;SQL, Python;Presencial
"""

ITALIAN = """\
Titolo;Azienda;Sede;Contratto;Retribuzione;Pubblicato il;Scadenza;Competenze
Sviluppatore software;Rossi SpA;Milano;Tempo indeterminato;€ 35.000 - € 42.000;12/05/2025;\
30/06/2025;Java, SQL
Infermiere;Clinica Blu;Torino;Part-time;;23/05/2025;;
"""

ABBREVIATED = """\
jobttl,co_nm,loc_cty,loc_st,sal_lo,sal_hi,sal_per,pst_dt,jd,req_no,emp_typ
Sr Data Engineer,Acme Inc,Austin,TX,140000,180000,yr,2025-05-02,Build the pipes.,R-1001,FT
Nurse Practitioner,Mercy Health,Tulsa,OK,55,70,hr,2025-05-04,Care for people.,R-1002,PT
Staff Accountant,Ledger LLC,Denver,CO,70000,85000,yr,2025-05-09,Keep the books.,R-1003,FT
"""

VAGUE = """\
name,organization,type,amount,date,where,notes
Warehouse Associate,Boxes Inc,Full-time,$18/hr,2025-05-02,"Reno, NV",nights
Delivery Driver,Boxes Inc,Part-time,$21/hr,2025-05-03,"Sparks, NV",own car
HR Manager,Paper Co,Full-time,"$85,000",2025-05-04,"Reno, NV",
"""

MISLEADING = """\
position,title,company,company_location,location,salary,pay,date,link,company_url,status
1,Backend Engineer,Acme,"San Francisco, CA","Austin, TX",no,$150k - $170k,2025-05-01,\
https://x.example.com/1,https://acme.example.com,open
2,Product Designer,Bolt,"London, UK","Remote, US",yes,$120k,2025-05-02,\
https://x.example.com/2,https://bolt.example.com,open
3,Office Manager,Crate,"Berlin, Germany","Boston, MA",yes,$70k,2025-05-03,\
https://x.example.com/3,https://crate.example.com,closed
"""

SUITE = """\
requisitionTitle,orgUnit,hiringCompanyName,primaryLocation,remoteEligible,compensationMin,\
compensationMax,compensationCurrency,compensationFrequency,openDate,targetCloseDate,externalUrl,\
jobDescriptionHtml,reqNumber
Site Reliability Engineer,Platform,Northwind,"Oslo, Norway",true,700000,900000,NOK,ANNUAL,\
2025-03-01,2025-04-01,https://careers.example.com/1,<p>Run it.</p>,77-A
Payroll Specialist,Finance,Northwind,"Bergen, Norway",false,500000,600000,NOK,ANNUAL,\
2025-03-04,2025-04-04,https://careers.example.com/2,<p>Pay them.</p>,78-B
"""

JOBSPY = """\
id,site,job_url,job_url_direct,title,company,location,date_posted,job_type,salary_source,interval,\
min_amount,max_amount,currency,is_remote,job_level,job_function,listing_type,emails,description,\
company_industry,company_url,company_logo,company_addresses,company_num_employees
in-1,indeed,https://www.indeed.com/viewjob?jk=1,https://acme.example.com/1,Security Engineer,Acme,\
"Dallas, TX, US",2025-05-12,fulltime,direct_data,yearly,150000.0,190000.0,USD,False,,,,,\
**Protect** things.,Software,https://www.indeed.com/cmp/Acme,https://l.example.com/1.png,\
"1 Main St, Reno",51 to 200
li-2,linkedin,https://www.linkedin.com/jobs/view/2,,Machine Learning Engineer,Bolt,\
"Remote, US",2025-05-13,"fulltime, contract",description,hourly,60.0,80.0,USD,True,\
mid-senior level,Engineering,,jobs@bolt.example.com,Train models.,Software,\
https://www.linkedin.com/company/bolt,,,
"""

GOVERNMENT = """\
VACANCY ANNOUNCEMENT NO,OFFICIAL TITLE,HIRING AGENCY,DUTY STATION,PAY GRADE,SALARY LOW,\
SALARY HIGH,PER,OPENS,CLOSES,SCHEDULE
24-117,Civil Engineer II,Dept of Transportation,"Albany, NY",GS-12,88621,115213,Year,05/01/2025,\
05/15/2025,Full-Time
24-118,Park Ranger,Parks and Recreation,"Buffalo, NY",GS-05,18.50,24.10,Hour,05/02/2025,\
05/31/2025,Seasonal
"""

SCRAPED = """\
Job Title,Company Name,Company Link,Job Location,Listed At,Applicants,Workplace,Contract,\
Seniority Level,Job Link,About
Data Scientist,Globex,https://l.example.com/globex,"Chicago, IL",2025-05-01,25,Hybrid,Full-time,\
Mid-Senior,https://l.example.com/j/1,We are looking for a scientist who likes data.
Recruiter,Initech,https://l.example.com/initech,"Remote",2025-05-02,107,Remote,Contract,\
Associate,https://l.example.com/j/2,You will find people.
"""

FEW = """\
title,company,city
Line Cook,Diner One,Omaha
Shift Supervisor,Diner One,Lincoln
Bus Driver,City Transit,Omaha
"""

BRITISH = """\
Vacancy,Employer,Town,Salary From (£),Salary To (£),Salary Period,Date Advertised,Closing Date,\
Contract Type,Hours per week
Teaching Assistant,Hill School,Leeds,21000,23000,per annum,14/05/2025,28/05/2025,Fixed term,32
Care Worker,Sunny Homes,York,11.9,12.5,per hour,15/05/2025,29/05/2025,Permanent,37.5
"""

PLAIN_WORDS = """\
What,Who,Where,How much,When posted,Apply here,Needs
Barista,Bean There,Portland OR,$17 an hour,2025-05-05,https://bean.example.com/apply,latte art
Head of Growth,Startly,Remote,$160k-$190k,2025-05-06,https://startly.example.com/g,"SEO, ads"
"""

INDIAN = """\
Uniq Id,Crawl Timestamp,Job Title,Job Salary,Job Experience Required,Key Skills,Role Category,\
Location,Functional Area,Industry
9be6,2025-05-21 02:34:16 +0000,Sales Executive,"2,00,000 - 4,00,000 PA.",1 - 3 yrs,Sales|CRM,\
Sales,Pune,Sales,Insurance
1234,2025-05-21 02:34:17 +0000,Java Developer,Not Disclosed by Recruiter,4 - 8 yrs,Java|Spring,\
Programming,Bengaluru,IT,Software
"""

AGENCY = """\
Req #,Role,Client,Work site,Rate ($/hr),Opened,Duration,Must have
A-100,Forklift Operator,Depot One,"Memphis, TN",19.5,2025-05-01,3 months,Licence
A-101,QA Analyst,Globex,"Nashville, TN",45,2025-05-03,6 months,"Selenium, SQL"
"""

PREFIXED = """\
listing_headline,listing_advertiser,listing_area,listing_suburb,listing_salary_label,\
listing_work_type,listing_date,listing_expiry,listing_body,listing_ref,scrape_date
Registered Nurse,St Anne's,Sydney NSW,Manly,$85k - $95k + super,Full time,2025-05-01,2025-06-01,\
Join our team of nurses in a growing ward.,99001,2025-05-20
Electrician,Sparky Pty Ltd,Perth WA,Fremantle,$50 p/h,Casual,2025-05-02,2025-06-02,\
Wire houses across the metro area.,99002,2025-05-20
"""

HIRING_THREAD = [
    {
        "role": "Rust Engineer",
        "org": "Ferrous",
        "remote_ok": True,
        "locations": ["Berlin", "Remote (EU)"],
        "stack": ["Rust", "Postgres"],
        "comp": {"from": 80000, "to": 110000, "cur": "EUR", "per": "year"},
        "seen": {"first": "2025-05-01", "last": "2025-05-20"},
        "permalink": "https://news.example.com/1",
    },
    {
        "role": "Data Engineer",
        "org": "Pipes",
        "remote_ok": False,
        "locations": ["Paris"],
        "stack": ["Python"],
        "comp": None,
        "seen": {"first": "2025-05-02", "last": "2025-05-03"},
        "permalink": "https://news.example.com/2",
    },
]

USAJOBS = {
    "LanguageCode": "EN",
    "SearchResult": {
        "SearchResultCount": 1,
        "SearchResultItems": [
            {
                "MatchedObjectId": "1",
                "MatchedObjectDescriptor": {
                    "PositionID": "DE-1",
                    "PositionTitle": "IT Specialist (INFOSEC)",
                    "PositionURI": "https://www.usajobs.example.gov/1",
                    "PositionLocation": [
                        {"LocationName": "Reston, Virginia", "CountryCode": "United States"}
                    ],
                    "OrganizationName": "Geological Survey",
                    "DepartmentName": "Department of the Interior",
                    "PositionSchedule": [{"Name": "Full-time", "Code": "1"}],
                    "PositionRemuneration": [
                        {
                            "MinimumRange": "120579.0",
                            "MaximumRange": "156755.0",
                            "RateIntervalCode": "Per Year",
                        }
                    ],
                    "PublicationStartDate": "2025-05-01",
                    "ApplicationCloseDate": "2025-05-15",
                    "QualificationSummary": "You need a year of experience. " * 8,
                },
            }
        ],
    },
}

ADZUNA = {
    "count": 1,
    "results": [
        {
            "id": "42",
            "title": "Plumber",
            "company": {"display_name": "Pipe Masters"},
            "location": {"display_name": "Leeds, West Yorkshire", "area": ["UK", "Leeds"]},
            "category": {"label": "Trade", "tag": "trade-jobs"},
            "contract_type": "permanent",
            "contract_time": "full_time",
            "salary_min": 30000,
            "salary_max": 36000,
            "salary_is_predicted": "0",
            "created": "2025-05-12T09:00:00Z",
            "redirect_url": "https://www.adzuna.example.co.uk/42",
            "description": "Fix pipes.",
            "latitude": 53.8,
            "longitude": -1.5,
        }
    ],
}

POSTINGS = (
    Export(
        "german.csv",
        GERMAN,
        {
            "title": "Stellenbezeichnung",
            "employer": "Arbeitgeber",
            "place": "Arbeitsort",
            "employment": "Vertragsart",
            "pay_minimum": "Gehalt von",
            "pay_maximum": "Gehalt bis",
            "currency": "Währung",
            "posted": "Veröffentlicht am",
            "closes": "Bewerbungsfrist",
            "description": "Stellenbeschreibung",
            "url": "Link",
        },
    ),
    Export(
        "french.csv",
        FRENCH,
        {
            "title": "Intitulé du poste",
            "employer": "Entreprise",
            "place": "Lieu de travail",
            "employment": "Type de contrat",
            "pay": "Salaire",
            "posted": "Date de publication",
            "skills": "Compétences",
            "remote": "Télétravail",
            "identifier": "Référence",
        },
    ),
    Export(
        "spanish.csv",
        SPANISH,
        {
            "title": "Puesto",
            "employer": "Empresa",
            "locality": "Ciudad",
            "region": "Provincia",
            "employment": "Tipo de contrato",
            "pay_minimum": "Salario mínimo",
            "pay_maximum": "Salario máximo",
            "posted": "Fecha de publicación",
            "description": "Descripción",
            "url": "Enlace",
        },
    ),
    Export(
        "dutch.csv",
        DUTCH,
        {
            "title": "functietitel",
            "employer": "bedrijf",
            "place": "standplaats",
            "employment": "dienstverband",
            "pay": "salarisindicatie",
            "posted": "geplaatst op",
            "closes": "sluitingsdatum",
            "description": "vacaturetekst",
            "remote": "thuiswerken",
        },
    ),
    Export(
        "portuguese.csv",
        PORTUGUESE,
        {
            "title": "vaga",
            "employer": "empresa_contratante",
            "locality": "cidade",
            "region": "uf",
            "country": "país",
            "pay": "faixa_salarial",
            "posted": "publicada_em",
            "skills": "requisitos",
            "remote": "modalidade",
        },
    ),
    Export(
        "italian.csv",
        ITALIAN,
        {
            "title": "Titolo",
            "employer": "Azienda",
            "place": "Sede",
            "employment": "Contratto",
            "pay": "Retribuzione",
            "posted": "Pubblicato il",
            "closes": "Scadenza",
            "skills": "Competenze",
        },
    ),
    Export(
        "abbreviated.csv",
        ABBREVIATED,
        {
            "title": "jobttl",
            "employer": "co_nm",
            "locality": "loc_cty",
            "region": "loc_st",
            "pay_minimum": "sal_lo",
            "pay_maximum": "sal_hi",
            "pay_unit": "sal_per",
            "posted": "pst_dt",
            "description": "jd",
            "identifier": "req_no",
            "employment": "emp_typ",
        },
    ),
    Export(
        "vague.csv",
        VAGUE,
        {
            "title": "name",
            "employer": "organization",
            "employment": "type",
            "pay": "amount",
            "posted": "date",
            "place": "where",
        },
    ),
    Export(
        "misleading.csv",
        MISLEADING,
        {
            "title": "title",
            "employer": "company",
            "place": "location",
            "pay": "pay",
            "posted": "date",
            "url": "link",
        },
    ),
    Export(
        "suite.csv",
        SUITE,
        {
            "title": "requisitionTitle",
            "employer": "hiringCompanyName",
            "place": "primaryLocation",
            "remote": "remoteEligible",
            "pay_minimum": "compensationMin",
            "pay_maximum": "compensationMax",
            "currency": "compensationCurrency",
            "pay_unit": "compensationFrequency",
            "posted": "openDate",
            "closes": "targetCloseDate",
            "url": "externalUrl",
            "description": "jobDescriptionHtml",
            "identifier": "reqNumber",
        },
    ),
    Export(
        "jobspy.csv",
        JOBSPY,
        {
            "title": "title",
            "employer": "company",
            "place": "location",
            "posted": "date_posted",
            "employment": "job_type",
            "pay_unit": "interval",
            "pay_minimum": "min_amount",
            "pay_maximum": "max_amount",
            "currency": "currency",
            "remote": "is_remote",
            "description": "description",
            "url": "job_url",
            "identifier": "id",
            "board": "site",
        },
    ),
    Export(
        "government.csv",
        GOVERNMENT,
        {
            "title": "OFFICIAL TITLE",
            "employer": "HIRING AGENCY",
            "place": "DUTY STATION",
            "pay_minimum": "SALARY LOW",
            "pay_maximum": "SALARY HIGH",
            "pay_unit": "PER",
            "posted": "OPENS",
            "closes": "CLOSES",
            "employment": "SCHEDULE",
            "identifier": "VACANCY ANNOUNCEMENT NO",
        },
    ),
    Export(
        "scraped.csv",
        SCRAPED,
        {
            "title": "Job Title",
            "employer": "Company Name",
            "place": "Job Location",
            "posted": "Listed At",
            "remote": "Workplace",
            "employment": "Contract",
            "url": "Job Link",
            "description": "About",
        },
    ),
    Export("few.csv", FEW, {"title": "title", "employer": "company", "locality": "city"}),
    Export(
        "british.csv",
        BRITISH,
        {
            "title": "Vacancy",
            "employer": "Employer",
            "locality": "Town",
            "pay_minimum": "Salary From (£)",
            "pay_maximum": "Salary To (£)",
            "pay_unit": "Salary Period",
            "posted": "Date Advertised",
            "closes": "Closing Date",
            "employment": "Contract Type",
        },
    ),
    Export(
        "plain_words.csv",
        PLAIN_WORDS,
        {
            "title": "What",
            "employer": "Who",
            "place": "Where",
            "pay": "How much",
            "posted": "When posted",
            "url": "Apply here",
        },
    ),
    Export(
        "indian.csv",
        INDIAN,
        {
            "title": "Job Title",
            "pay": "Job Salary",
            "skills": "Key Skills",
            "place": "Location",
            "identifier": "Uniq Id",
            "seen": "Crawl Timestamp",
        },
    ),
    Export(
        "agency.csv",
        AGENCY,
        {
            "title": "Role",
            "employer": "Client",
            "place": "Work site",
            "pay": "Rate ($/hr)",
            "posted": "Opened",
            "identifier": "Req #",
        },
    ),
    Export(
        "prefixed.csv",
        PREFIXED,
        {
            "title": "listing_headline",
            "employer": "listing_advertiser",
            "place": "listing_area",
            "locality": "listing_suburb",
            "pay": "listing_salary_label",
            "employment": "listing_work_type",
            "posted": "listing_date",
            "closes": "listing_expiry",
            "description": "listing_body",
            "identifier": "listing_ref",
            "seen": "scrape_date",
        },
    ),
    Export(
        "hiring_thread.json",
        HIRING_THREAD,
        {
            "title": "role",
            "employer": "org",
            "remote": "remote_ok",
            "place": "locations",
            "skills": "stack",
            "pay_minimum": "comp.from",
            "pay_maximum": "comp.to",
            "currency": "comp.cur",
            "pay_unit": "comp.per",
            "first_seen": "seen.first",
            "last_seen": "seen.last",
            "url": "permalink",
        },
    ),
    Export(
        "usajobs.json",
        USAJOBS,
        {
            "title": "MatchedObjectDescriptor.PositionTitle",
            "employer": "MatchedObjectDescriptor.OrganizationName",
            "place": "MatchedObjectDescriptor.PositionLocation.LocationName",
            "pay_minimum": "MatchedObjectDescriptor.PositionRemuneration.MinimumRange",
            "pay_maximum": "MatchedObjectDescriptor.PositionRemuneration.MaximumRange",
            "pay_unit": "MatchedObjectDescriptor.PositionRemuneration.RateIntervalCode",
            "posted": "MatchedObjectDescriptor.PublicationStartDate",
            "closes": "MatchedObjectDescriptor.ApplicationCloseDate",
            "url": "MatchedObjectDescriptor.PositionURI",
            "description": "MatchedObjectDescriptor.QualificationSummary",
        },
    ),
    Export(
        "adzuna.json",
        ADZUNA,
        {
            "title": "title",
            "employer": "company.display_name",
            "place": "location.display_name",
            "pay_minimum": "salary_min",
            "pay_maximum": "salary_max",
            "posted": "created",
            "url": "redirect_url",
            "description": "description",
            "identifier": "id",
        },
    ),
)

OTHERS = (
    Export(
        "companies.csv",
        "company_id,company_name,website,hq_city,hq_state,industry_tags,one_liner,collected_at\n"
        "1,Acme,https://acme.example.com,New York,NY,AI|Sales,We sell AI.,2025-05-01\n"
        "2,Bolt,https://bolt.example.com,Boston,MA,Bio,We grow cells.,2025-05-01\n",
        {},
    ),
    Export(
        "wages.csv",
        "AREA_TITLE,OCC_CODE,OCC_TITLE,TOT_EMP,H_MEAN,A_MEAN,A_MEDIAN\n"
        "Ohio,15-1252,Software Developers,40120,51.2,106500,104200\n"
        "Texas,15-1252,Software Developers,140320,58.7,122000,120700\n",
        {},
    ),
    Export(
        "employees.csv",
        "employee_id,full_name,job_title,department,company,salary,hire_date,city\n"
        "1,Ada Byron,Data Analyst,Finance,Acme,70000,2021-04-01,Leeds\n"
        "2,Bo Lee,HR Manager,People,Acme,82000,2019-09-12,York\n",
        {},
    ),
    Export(
        "contacts.csv",
        "first_name,last_name,title,company,city,email,linkedin_url\n"
        "Ada,Byron,VP Sales,Acme,Leeds,ada@example.com,https://l.example.com/ada\n"
        "Bo,Lee,Software Engineer,Bolt,York,bo@example.com,https://l.example.com/bo\n",
        {},
    ),
    Export(
        "events.csv",
        "title,organization,location,date,url,description\n"
        "Spring Fair,City Council,Leeds,2025-05-01,https://e.example.com/1,Music and food.\n"
        "Open Day,Hill School,York,2025-05-08,https://e.example.com/2,See the labs.\n",
        {},
    ),
    Export(
        "news.csv",
        "title,source,published,url,summary\n"
        "Hiring slows,The Daily,2025-05-01,https://n.example.com/1,Fewer jobs in May.\n"
        "Engineers wanted,The Post,2025-05-02,https://n.example.com/2,Firms look for more.\n",
        {},
    ),
    Export(
        "survey.csv",
        "timestamp,company,level,title,totalyearlycompensation,location,yearsofexperience,"
        "yearsatcompany,gender\n"
        "6/7/2017 11:33:27,Oracle,L3,Product Manager,127000,Redwood City,1.5,1.5,\n"
        "6/10/2017 17:11:29,eBay,SE 2,Software Engineer,100000,San Francisco,5,3,Male\n",
        {},
    ),
    Export(
        "products.csv",
        "title,brand,price,currency,url,description,sku\n"
        "Desk lamp,Lux,$25.00,USD,https://s.example.com/1,A lamp for desks.,L-1\n"
        "Chair,Sit,$125.00,USD,https://s.example.com/2,A chair.,C-1\n",
        {},
    ),
    Export(
        "vacancies_by_month.csv",
        "month,occupation,region,vacancies,median_salary\n"
        "2025-01,Nurse,North,1200,35000\n2025-02,Nurse,North,1260,35100\n"
        "2025-01,Driver,North,800,28000\n",
        {},
    ),
    Export(
        "courses.json",
        [
            {"title": "Python for Engineers", "provider": "Uni", "price": 40, "skills": ["Python"]},
            {"title": "Nursing Basics", "provider": "Clinic", "price": 20, "skills": ["Care"]},
        ],
        {},
    ),
    Export(
        "homes.csv",
        "title,agent,city,price,listed,url,description\n"
        "Two-bed flat,Move Ltd,Leeds,250000,2025-05-01,https://h.example.com/1,Near the park.\n"
        "Cottage,Nest,York,410000,2025-05-02,https://h.example.com/2,With a garden.\n",
        {},
    ),
    Export(
        "pay_survey.csv",
        "work_year,experience_level,employment_type,job_title,salary,salary_currency,"
        "salary_in_usd,employee_residence,remote_ratio,company_location,company_size\n"
        "2023,SE,FT,Data Scientist,80000,EUR,85847,ES,100,ES,L\n"
        "2023,MI,CT,ML Engineer,30000,USD,30000,US,100,US,S\n",
        {},
    ),
)
