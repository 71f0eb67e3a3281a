"""More tables as people export them, kept apart from those that the mapping was first tried on."""

# ruff: noqa: E501  (rows are as long as exports make them)

from tests.corpus.readers.exports import Export

POSTINGS = (
    Export(
        "kaggle_ai_jobs.csv",
        (
            "job_id,job_title,salary_usd,salary_currency,experience_level,employment_type,company_location,company_size,employee_residence,remote_ratio,required_skills,education_required,years_experience,industry,posting_date,application_deadline,job_description_length,benefits_score,company_name\n"
            'AI1,AI Research Scientist,90376,USD,SE,CT,China,M,China,50,"Tableau, '
            'PyTorch",Bachelor,9,Automotive,2024-10-18,2024-11-07,1076,5.9,Smart Analytics\n'
            'AI2,AI Software Engineer,61895,USD,EN,CT,Canada,M,Ireland,100,"Deep Learning, '
            'AWS",Master,1,Media,2024-11-20,2025-01-11,1268,5.2,TechCorp Inc\n'
        ),
        {
            "title": "job_title",
            "employer": "company_name",
            "pay": "salary_usd",
            "currency": "salary_currency",
            "employment": "employment_type",
            "skills": "required_skills",
            "posted": "posting_date",
            "closes": "application_deadline",
            "identifier": "job_id",
        },
    ),
    Export(
        "glassdoor.csv",
        (
            ",Job Title,Salary Estimate,Job Description,Rating,Company "
            "Name,Location,Headquarters,Size,Founded,Type of "
            "ownership,Industry,Sector,Revenue,Competitors\n"
            '0,Data Scientist,$53K-$91K (Glassdoor est.),"We want a data scientist who does many '
            'things for us in our team.",3.8,Tecolote Research,"Albuquerque, NM","Goleta, CA",501 '
            "to 1000 employees,1973,Company - Private,Aerospace,Aerospace,$50 to $100 million "
            "(USD),-1\n"
        ),
        {
            "title": "Job Title",
            "pay": "Salary Estimate",
            "description": "Job Description",
            "employer": "Company Name",
            "place": "Location",
        },
    ),
    Export(
        "linkedin_kaggle.csv",
        (
            "job_id,company_name,title,description,max_salary,pay_period,location,company_id,views,med_salary,min_salary,formatted_work_type,applies,original_listed_time,remote_allowed,job_posting_url,application_url,application_type,expiry,closed_time,formatted_experience_level,skills_desc,listed_time,posting_domain,sponsored,work_type,currency,compensation_type\n"
            '921716,Corcoran Sawyer Smith,Marketing Coordinator,"Job description A leading real '
            "estate firm in New Jersey is seeking an administrative Marketing "
            'Coordinator",20.0,HOURLY,"Princeton, '
            'NJ",2774458.0,20.0,,17.0,Full-time,2.0,1713397508000.0,,https://www.linkedin.com/jobs/view/921716/,,ComplexOnsiteApply,1715989508000.0,,,Requirements,1713397508000.0,,0,FULL_TIME,USD,BASE_SALARY\n'
            '1829192,,Mental Health Therapist,"At Aspen Therapy and Wellness , we are committed to '
            'serving clients",50.0,HOURLY,"Fort Collins, '
            'CO",,1.0,,30.0,Full-time,,1712858000000.0,,https://www.linkedin.com/jobs/view/1829192/,,ComplexOnsiteApply,1715450000000.0,,,,1712858000000.0,,0,FULL_TIME,USD,BASE_SALARY\n'
        ),
        {
            "title": "title",
            "employer": "company_name",
            "description": "description",
            "pay_minimum": "min_salary",
            "pay_maximum": "max_salary",
            "pay_unit": "pay_period",
            "place": "location",
            "url": "job_posting_url",
            "currency": "currency",
            "identifier": "job_id",
            "closes": "expiry",
        },
    ),
    Export(
        "nyc_open.csv",
        (
            "Job ID,Agency,Posting Type,# Of Positions,Business Title,Civil Service Title,Title "
            "Classification,Title Code No,Level,Job Category,Full-Time/Part-Time indicator,Career "
            "Level,Salary Range From,Salary Range To,Salary Frequency,Work Location,Division/Work "
            "Unit,Job Description,Minimum Qual Requirements,Preferred Skills,Additional "
            "Information,To Apply,Hours/Shift,Work Location 1,Recruitment Contact,Residency "
            "Requirement,Posting Date,Post Until,Posting Updated,Process Date\n"
            "424339,DEPT OF HEALTH,External,1,City Seasonal Aide,SEASONAL "
            "AIDE,Non-Competitive-5,91406,0,Health,F,Student,15.0,15.0,Hourly,42-09 28th "
            'Street,Pest Control,"Assist in pest control tasks around the city and do many other '
            'things as well.",Requirements,,,,,,,,12/19/2019,,12/19/2019,03/03/2020\n'
            "424340,DEPT OF ENVIRONMENT,Internal,1,Project Manager,CIVIL "
            "ENGINEER,Competitive-1,20215,0,Engineering,F,Experienced,65000.0,90000.0,Annual,59-17 "
            'Junction Blvd,Eng,"Manages projects for the department and its many '
            'consultants.",Requirements,Excel,,,,,,,12/29/2019,13-JUN-2020,12/19/2019,03/03/2020\n'
        ),
        {
            "title": "Business Title",
            "employer": "Agency",
            "pay_minimum": "Salary Range From",
            "pay_maximum": "Salary Range To",
            "pay_unit": "Salary Frequency",
            "place": "Work Location",
            "description": "Job Description",
            "posted": "Posting Date",
            "closes": "Post Until",
            "identifier": "Job ID",
            "employment": "Full-Time/Part-Time indicator",
        },
    ),
    Export(
        "fake_jobs.csv",
        (
            "job_id,title,location,department,salary_range,company_profile,description,requirements,benefits,telecommuting,has_company_logo,has_questions,employment_type,required_experience,required_education,industry,function,fraudulent\n"
            '1,Marketing Intern,"US, NY, New York",Marketing,,We\'re Food52,"Food52, a '
            'fast-growing, James Beard Award-winning online food community",Experience with '
            "content,,0,1,0,Other,Internship,,,Marketing,0\n"
            '2,Customer Service - Cloud Video Production,"NZ, , Auckland",Success,20000-28000,90 '
            'Seconds,"Organised - Focused - Vibrant - Awesome! Do you have a passion",What we '
            "expect,What you get,0,1,0,Full-time,Not Applicable,,Marketing,Customer Service,0\n"
        ),
        {
            "title": "title",
            "place": "location",
            "pay": "salary_range",
            "description": "description",
            "employment": "employment_type",
            "identifier": "job_id",
        },
    ),
    Export(
        "remoteok.json",
        [
            {
                "slug": "x",
                "id": "1",
                "epoch": 1746000000,
                "date": "2025-05-01T00:00:00+00:00",
                "company": "Acme",
                "company_logo": "https://x/l.png",
                "position": "Backend Engineer",
                "tags": ["dev", "go"],
                "description": "<p>Long text about the job that goes on.</p>",
                "location": "Worldwide",
                "salary_min": 60000,
                "salary_max": 90000,
                "url": "https://remoteok.com/1",
                "apply_url": "https://remoteok.com/1/apply",
            },
            {
                "slug": "x",
                "id": "2",
                "epoch": 1746000000,
                "date": "2025-05-01T00:00:00+00:00",
                "company": "Acme",
                "company_logo": "https://x/l.png",
                "position": "Site Engineer",
                "tags": ["dev", "go"],
                "description": "<p>Long text about the job that goes on.</p>",
                "location": "Worldwide",
                "salary_min": 60000,
                "salary_max": 90000,
                "url": "https://remoteok.com/2",
                "apply_url": "https://remoteok.com/1/apply",
            },
        ],
        {
            "title": "position",
            "employer": "company",
            "posted": "date",
            "skills": "tags",
            "place": "location",
            "pay_minimum": "salary_min",
            "pay_maximum": "salary_max",
            "url": "url",
            "description": "description",
            "identifier": "id",
        },
    ),
    Export(
        "himalayas.json",
        {
            "comments": "x",
            "totalCount": 2,
            "jobs": [
                {
                    "title": "Data Analyst",
                    "excerpt": "short",
                    "companyName": "Bolt",
                    "companyLogo": "https://c/l.png",
                    "employmentType": "Full Time",
                    "minSalary": 50000,
                    "maxSalary": 70000,
                    "seniority": ["Mid-level"],
                    "currency": "USD",
                    "locationRestrictions": ["United States"],
                    "timezoneRestrictions": [-5, -6],
                    "categories": ["Data"],
                    "parentCategories": ["Data"],
                    "description": "<h3>x</h3> long prose that is a description",
                    "pubDate": 1746000000,
                    "expiryDate": 1748000000,
                    "applicationLink": "https://himalayas.app/1",
                    "guid": "https://himalayas.app/1",
                }
            ],
        },
        {
            "title": "title",
            "employer": "companyName",
            "employment": "employmentType",
            "pay_minimum": "minSalary",
            "pay_maximum": "maxSalary",
            "currency": "currency",
            "posted": "pubDate",
            "closes": "expiryDate",
            "url": "applicationLink",
            "description": "description",
        },
    ),
    Export(
        "jsearch.json",
        {
            "status": "OK",
            "data": [
                {
                    "job_id": "abc",
                    "employer_name": "Acme",
                    "employer_logo": None,
                    "employer_website": "https://a.com",
                    "job_publisher": "LinkedIn",
                    "job_employment_type": "FULLTIME",
                    "job_title": "Node Developer",
                    "job_apply_link": "https://l.com/1",
                    "job_description": "We want you to develop with node and many more.",
                    "job_is_remote": False,
                    "job_posted_at_timestamp": 1746000000,
                    "job_posted_at_datetime_utc": "2025-04-30T08:00:00.000Z",
                    "job_location": "Austin, TX",
                    "job_city": "Austin",
                    "job_state": "TX",
                    "job_country": "US",
                    "job_latitude": 30.2,
                    "job_min_salary": 100000,
                    "job_max_salary": 120000,
                    "job_salary_period": "YEAR",
                    "job_benefits": None,
                }
            ],
        },
        {
            "title": "job_title",
            "employer": "employer_name",
            "employment": "job_employment_type",
            "url": "job_apply_link",
            "description": "job_description",
            "remote": "job_is_remote",
            "posted": "job_posted_at_datetime_utc",
            "place": "job_location",
            "locality": "job_city",
            "region": "job_state",
            "country": "job_country",
            "pay_minimum": "job_min_salary",
            "pay_maximum": "job_max_salary",
            "pay_unit": "job_salary_period",
            "board": "job_publisher",
            "identifier": "job_id",
        },
    ),
    Export(
        "greenhouse.json",
        {
            "jobs": [
                {
                    "absolute_url": "https://boards.greenhouse.io/acme/jobs/1",
                    "data_compliance": [{"type": "gdpr", "requires_consent": False}],
                    "internal_job_id": 11,
                    "location": {"name": "New York, NY"},
                    "metadata": [
                        {"id": 1, "name": "Level", "value": "Senior", "value_type": "single_select"}
                    ],
                    "id": 1,
                    "updated_at": "2025-05-02T10:00:00-04:00",
                    "requisition_id": "R1",
                    "title": "Staff Engineer",
                    "company_name": "Acme",
                    "first_published": "2025-05-01T10:00:00-04:00",
                    "content": "&lt;p&gt;Build things for people&lt;/p&gt;",
                    "departments": [
                        {"id": 2, "name": "Engineering", "child_ids": [], "parent_id": None}
                    ],
                    "offices": [
                        {
                            "id": 3,
                            "name": "NYC",
                            "location": "New York, NY, US",
                            "child_ids": [],
                            "parent_id": None,
                        }
                    ],
                }
            ],
            "meta": {"total": 1},
        },
        {
            "title": "title",
            "employer": "company_name",
            "place": "location.name",
            "posted": "first_published",
            "url": "absolute_url",
            "description": "content",
        },
    ),
    Export(
        "lever.json",
        [
            {
                "additional": "<p>x</p>",
                "additionalPlain": "x",
                "categories": {
                    "commitment": "Full-time",
                    "department": "Eng",
                    "location": "Berlin",
                    "team": "Core",
                    "allLocations": ["Berlin", "Remote"],
                },
                "createdAt": 1746000000000,
                "descriptionPlain": "We build things together and much more.",
                "description": "<div>We build things together and much more.</div>",
                "id": "u-1",
                "lists": [{"text": "You will", "content": "<li>a</li>"}],
                "text": "Site Reliability Engineer",
                "country": "DE",
                "workplaceType": "hybrid",
                "opening": "",
                "salaryRange": {
                    "min": 70000,
                    "max": 90000,
                    "currency": "EUR",
                    "interval": "per-year-salary",
                },
                "hostedUrl": "https://jobs.lever.co/acme/u-1",
                "applyUrl": "https://jobs.lever.co/acme/u-1/apply",
            }
        ],
        {
            "title": "text",
            "place": "categories.location",
            "posted": "createdAt",
            "employment": "categories.commitment",
            "remote": "workplaceType",
            "country": "country",
            "pay_minimum": "salaryRange.min",
            "pay_maximum": "salaryRange.max",
            "currency": "salaryRange.currency",
            "pay_unit": "salaryRange.interval",
            "url": "hostedUrl",
            "identifier": "id",
        },
    ),
    Export(
        "ashby.json",
        {
            "apiVersion": "1",
            "jobs": [
                {
                    "id": "a1",
                    "title": "Product Manager",
                    "department": "Product",
                    "team": "Growth",
                    "employmentType": "FullTime",
                    "location": "London",
                    "secondaryLocations": [
                        {
                            "location": "Paris",
                            "address": {"postalAddress": {"addressLocality": "Paris"}},
                        }
                    ],
                    "publishedAt": "2025-05-01T00:00:00.000+00:00",
                    "isListed": True,
                    "isRemote": False,
                    "workplaceType": "Hybrid",
                    "address": {
                        "postalAddress": {
                            "addressRegion": "England",
                            "addressCountry": "United Kingdom",
                            "addressLocality": "London",
                        }
                    },
                    "jobUrl": "https://jobs.ashbyhq.com/acme/a1",
                    "applyUrl": "https://jobs.ashbyhq.com/acme/a1/application",
                    "descriptionHtml": "<p>d</p>",
                    "descriptionPlain": "Own the product and grow it well.",
                    "compensation": {
                        "compensationTierSummary": "£90K – £120K • Offers Equity",
                        "scrapeableCompensationSalarySummary": "£90K - £120K",
                    },
                }
            ],
        },
        {
            "title": "title",
            "place": "location",
            "employment": "employmentType",
            "posted": "publishedAt",
            "url": "jobUrl",
            "pay": "compensation.compensationTierSummary",
            "identifier": "id",
        },
    ),
    Export(
        "workable_xls.csv",
        (
            "Job,Department,Company,Workplace type,City,Country code,Employment "
            "type,Salary,Published,Applications,Shortlink,Full description\n"
            "Backend Developer,Engineering,Foo "
            "Ltd,remote,Athens,GR,full_time,€40k-€50k,2025-04-02,33,https://apply.w.com/j/1,We do "
            "many things here.\n"
            "Office Manager,Ops,Foo "
            "Ltd,on_site,Athens,GR,part_time,,2025-04-05,12,https://apply.w.com/j/2,Keep the office "
            "tidy.\n"
        ),
        {
            "title": "Job",
            "employer": "Company",
            "remote": "Workplace type",
            "locality": "City",
            "country": "Country code",
            "employment": "Employment type",
            "pay": "Salary",
            "posted": "Published",
            "url": "Shortlink",
            "description": "Full description",
        },
    ),
    Export(
        "norwegian.csv",
        (
            "Stillingstittel;Arbeidsgiver;Arbeidssted;Stillingstype;Publisert;Søknadsfrist;Lenke\n"
            "Sykepleier;Oslo Kommune;Oslo;Fast;01.05.2025;20.05.2025;https://n.no/1\n"
            "Lærer;Bergen Skole;Bergen;Vikariat;02.05.2025;21.05.2025;https://n.no/2\n"
        ),
        {
            "title": "Stillingstittel",
            "employer": "Arbeidsgiver",
            "place": "Arbeidssted",
            "employment": "Stillingstype",
            "posted": "Publisert",
            "closes": "Søknadsfrist",
            "url": "Lenke",
        },
    ),
    Export(
        "french2.csv",
        (
            "poste;société;ville;code_postal;département;salaire_min;salaire_max;contrat;date_creation;description_offre;url_offre;experience;secteur\n"
            "Chef de projet;Alpha;Nantes;44000;44;38000;45000;CDI;2025-03-02T10:00:00Z;Vous pilotez "
            "des projets.;https://f.fr/1;2 ans;BTP\n"
            "Soudeur;Beta;Brest;29200;29;24000;28000;Intérim;2025-03-03T10:00:00Z;Vous "
            "soudez.;https://f.fr/2;1 an;Industrie\n"
        ),
        {
            "title": "poste",
            "employer": "société",
            "locality": "ville",
            "pay_minimum": "salaire_min",
            "pay_maximum": "salaire_max",
            "employment": "contrat",
            "posted": "date_creation",
            "description": "description_offre",
            "url": "url_offre",
        },
    ),
    Export(
        "german2.csv",
        (
            "Referenz|Jobtitel|Firma|PLZ|Ort|Bundesland|Land|Jahresgehalt "
            "(EUR)|Homeoffice|Arbeitszeit|Eingestellt am|Anforderungen\n"
            "A1|Senior Java Entwickler|Nord "
            "GmbH|20095|Hamburg|HH|DE|65000|ja|Vollzeit|2025-02-01|Java, Spring\n"
            "A2|Vertriebsleiter|Süd AG|80331|München|BY|DE|80000|nein|Vollzeit|2025-02-03|Vertrieb, "
            "Excel\n"
        ),
        {
            "identifier": "Referenz",
            "title": "Jobtitel",
            "employer": "Firma",
            "place": "Ort",
            "region": "Bundesland",
            "country": "Land",
            "pay": "Jahresgehalt (EUR)",
            "remote": "Homeoffice",
            "employment": "Arbeitszeit",
            "posted": "Eingestellt am",
            "skills": "Anforderungen",
        },
    ),
    Export(
        "spanish2.csv",
        (
            "titulo_oferta,nombre_empresa,ubicacion,modalidad,salario_mensual,fecha,link,habilidades\n"
            'Analista contable,Conta SAS,"Bogotá, Colombia",Presencial,$ '
            "2.500.000,2025-04-04,https://c.co/1,Excel|SAP\n"
            'Desarrollador React,Web SAS,"Medellín, Colombia",Remoto,$ '
            "7.000.000,2025-04-06,https://c.co/2,React|JS\n"
        ),
        {
            "title": "titulo_oferta",
            "employer": "nombre_empresa",
            "place": "ubicacion",
            "remote": "modalidad",
            "pay": "salario_mensual",
            "posted": "fecha",
            "url": "link",
            "skills": "habilidades",
        },
    ),
    Export(
        "weird_caps.csv",
        (
            "JOB_NM,EMPLR,WORK_CITY,WORK_STATE,WAGE_FROM,WAGE_TO,WAGE_UNIT,POST_DT,EXPIRE_DT,SRC,JOB_URL,FT_PT\n"
            "Machinist,Tool Co,Dayton,OH,22,28,Hour,20250501,20250601,INDEED,https://i.com/1,FT\n"
            "Welder,Steel Co,Toledo,OH,25,32,Hour,20250502,20250602,MONSTER,https://m.com/2,FT\n"
        ),
        {
            "title": "JOB_NM",
            "employer": "EMPLR",
            "locality": "WORK_CITY",
            "region": "WORK_STATE",
            "pay_minimum": "WAGE_FROM",
            "pay_maximum": "WAGE_TO",
            "pay_unit": "WAGE_UNIT",
            "posted": "POST_DT",
            "closes": "EXPIRE_DT",
            "board": "SRC",
            "url": "JOB_URL",
            "employment": "FT_PT",
        },
    ),
    Export(
        "notes_table.csv",
        (
            "Opportunity,Team at,Base,Comp (k),Level,Added on,Where to look\n"
            "ML Engineer,DeepCo,London,90-120,Senior,2025-05-01,https://d.co/1\n"
            "Data Engineer,WideCo,Remote,80-100,Mid,2025-05-02,https://w.co/1\n"
        ),
        {"title": "Opportunity", "pay": "Comp (k)", "posted": "Added on", "url": "Where to look"},
    ),
    Export(
        "freelance.csv",
        (
            "gig,poster,day_rate_gbp,starts,ends,remote?,posted_ago,link\n"
            "UX Researcher,Agency A,400,2025-06-01,2025-09-01,yes,2 days ago,https://g.com/1\n"
            "Copywriter,Agency B,250,2025-06-10,2025-07-01,no,5 days ago,https://g.com/2\n"
        ),
        {
            "title": "gig",
            "pay": "day_rate_gbp",
            "remote": "remote?",
            "posted": "posted_ago",
            "url": "link",
        },
    ),
    Export(
        "hr.csv",
        (
            "Requisition,Position Title,Business Unit,Hiring Manager,Work "
            "Location,City,State,Employment Status,Pay Range Minimum,Pay Range Maximum,Pay "
            "Frequency,Date Opened,Target Fill Date,External Posting URL,Job Summary\n"
            "R1,Data Steward,IT,Ada B,HQ Building,Austin,TX,Regular Full "
            "Time,52000,61000,Annually,05/14/2025,06/30/2025,https://c.org/1,Keeps the data in "
            "order across many departments.\n"
            "R2,HVAC Technician,Facilities,Bo L,Plant "
            "2,Waco,TX,Temporary,22.5,25,Hourly,05/15/2025,06/30/2025,https://c.org/2,Keeps the air "
            "cool in every one of our buildings.\n"
        ),
        {
            "title": "Position Title",
            "pay_minimum": "Pay Range Minimum",
            "pay_maximum": "Pay Range Maximum",
            "pay_unit": "Pay Frequency",
            "posted": "Date Opened",
            "url": "External Posting URL",
            "description": "Job Summary",
            "locality": "City",
            "region": "State",
            "employment": "Employment Status",
        },
    ),
    Export(
        "snake.csv",
        (
            "vacancy_id;position_name;org_name;addr_city;addr_country_code;is_remote_ok;salary_text;published_ts;tech_tags;source_site\n"
            "1;Frontend Developer;Blue "
            "Ltd;Dublin;IE;true;€60k–€75k;2025-06-01T10:00:00Z;React,TypeScript;irishjobs\n"
            "2;Data Analyst;Red Ltd;Cork;IE;false;;2025-06-02T10:00:00Z;SQL,Excel;irishjobs\n"
        ),
        {
            "identifier": "vacancy_id",
            "title": "position_name",
            "employer": "org_name",
            "locality": "addr_city",
            "country": "addr_country_code",
            "remote": "is_remote_ok",
            "pay": "salary_text",
            "posted": "published_ts",
            "skills": "tech_tags",
            "board": "source_site",
        },
    ),
    Export(
        "nested.json",
        {
            "results": [
                {
                    "headline": "Nurse",
                    "advertiser": {"id": 5, "name": "Care Co", "industry": "Health"},
                    "place": {"label": "Leeds", "region": "Yorkshire", "country": "GB"},
                    "remuneration": {
                        "from": 28000,
                        "to": 32000,
                        "currency": "GBP",
                        "interval": "annual",
                    },
                    "dates": {"published": "2025-05-01", "expires": "2025-06-01"},
                    "links": {"self": "https://x.uk/1"},
                    "work": {"type": "Full time", "mode": "On-site"},
                    "body": "Care for patients in a large hospital in the north of England.",
                },
                {
                    "headline": "Porter",
                    "advertiser": {"id": 6, "name": "Hospital Trust", "industry": "Health"},
                    "place": {"label": "York", "region": "Yorkshire", "country": "GB"},
                    "remuneration": {
                        "from": 22000,
                        "to": 23000,
                        "currency": "GBP",
                        "interval": "annual",
                    },
                    "dates": {"published": "2025-05-02", "expires": "2025-06-02"},
                    "links": {"self": "https://x.uk/2"},
                    "work": {"type": "Part time", "mode": "On-site"},
                    "body": "Move patients around a large hospital in the north of England.",
                },
            ]
        },
        {
            "title": "headline",
            "employer": "advertiser.name",
            "pay_minimum": "remuneration.from",
            "pay_maximum": "remuneration.to",
            "currency": "remuneration.currency",
            "pay_unit": "remuneration.interval",
            "posted": "dates.published",
            "closes": "dates.expires",
            "employment": "work.type",
            "remote": "work.mode",
            "description": "body",
            "url": "links.self",
        },
    ),
    Export(
        "short.csv",
        (
            "Job,Org,Loc,Pay,Date\n"
            "Baker,Bread Co,Ghent,€15/h,2025-01-02\n"
            "Miller,Mill Co,Bruges,€17/h,2025-01-03\n"
        ),
        {"title": "Job", "employer": "Org", "place": "Loc", "pay": "Pay", "posted": "Date"},
    ),
    Export(
        "xing.csv",
        (
            "Titel,Unternehmen,Ort,Gehaltsspanne,Beschäftigungsart,Remote-Option,Datum,Quelle,URL\n"
            'Senior Data Engineer,Acme GmbH,"Berlin, Deutschland",70.000 – 90.000 '
            "€,Vollzeit,Hybrid,01.05.2025,StepStone,https://s.de/1\n"
            "Werkstudent Marketing,Blau AG,München,,Teilzeit,Vor "
            "Ort,03.05.2025,Indeed,https://i.de/2\n"
        ),
        {
            "title": "Titel",
            "employer": "Unternehmen",
            "place": "Ort",
            "pay": "Gehaltsspanne",
            "employment": "Beschäftigungsart",
            "remote": "Remote-Option",
            "posted": "Datum",
            "board": "Quelle",
            "url": "URL",
        },
    ),
    Export(
        "job_id_only.csv",
        (
            "post_id,role,employer,min,max,ccy,per,where,when,mode,must_haves,nice_to_haves,lvl\n"
            '1,SRE,Acme,90000,120000,USD,year,"Denver, CO",2025-04-01,remote,"Go, K8s",Rust,senior\n'
            '2,Analyst,Bolt,40,50,USD,hour,"Boise, ID",2025-04-02,onsite,SQL,,junior\n'
        ),
        {
            "identifier": "post_id",
            "title": "role",
            "employer": "employer",
            "pay_minimum": "min",
            "pay_maximum": "max",
            "currency": "ccy",
            "pay_unit": "per",
            "place": "where",
            "posted": "when",
            "remote": "mode",
            "skills": "must_haves",
        },
    ),
    Export(
        "swedish.csv",
        (
            "yrkesroll;arbetsgivare;kommun;anställningsform;lön;publicerad;sista "
            "ansökningsdag;annonstext\n"
            "Sjuksköterska;Region Skåne;Lund;Heltid;35 000 kr/mån;2025-05-01;2025-05-31;Du arbetar "
            "med patienter.\n"
            "Utvecklare;Kod AB;Malmö;Heltid;50 000 kr/mån;2025-05-02;2025-05-31;Du bygger system.\n"
        ),
        {
            "title": "yrkesroll",
            "employer": "arbetsgivare",
            "locality": "kommun",
            "employment": "anställningsform",
            "pay": "lön",
            "posted": "publicerad",
            "closes": "sista ansökningsdag",
            "description": "annonstext",
        },
    ),
    Export(
        "polish.csv",
        (
            "Stanowisko;Firma;Miasto;Wynagrodzenie;Rodzaj umowy;Data dodania;Link\n"
            "Programista Java;Kod Sp. z o.o.;Kraków;15 000 - 20 000 PLN;umowa o "
            "pracę;2025-05-01;https://p.pl/1\n"
            "Księgowa;Biuro SA;Łódź;8 000 PLN;umowa zlecenie;2025-05-02;https://p.pl/2\n"
        ),
        {
            "title": "Stanowisko",
            "employer": "Firma",
            "locality": "Miasto",
            "pay": "Wynagrodzenie",
            "employment": "Rodzaj umowy",
            "posted": "Data dodania",
            "url": "Link",
        },
    ),
    Export(
        "tricky.csv",
        (
            "id,status,type,category,name,company_id,company,location_id,location,salary_id,annual_pay_usd,description_length,description,created,modified,author\n"
            '11,open,job,IT,Cloud Architect,7,Acme,3,"Reno, NV",9,150000,2000,Design clouds and '
            "more for the many customers we have in the region.,2025-05-01,2025-05-09,bot\n"
            '12,open,job,HR,People Partner,8,Bolt,4,"Provo, UT",10,98000,1800,Partner with people '
            "of all kinds through the whole of their career.,2025-05-02,2025-05-09,bot\n"
        ),
        {
            "identifier": "id",
            "title": "name",
            "employer": "company",
            "place": "location",
            "pay": "annual_pay_usd",
            "description": "description",
            "posted": "created",
        },
    ),
    Export(
        "japanese.csv",
        "職種,会社名,勤務地,給与,雇用形態,掲載日\nソフトウェアエンジニア,株式会社A,東京都,年収600万円,正社員,2025-05-01\n",
        {
            "title": "職種",
            "employer": "会社名",
            "place": "勤務地",
            "pay": "給与",
            "posted": "掲載日",
        },
    ),
)

OTHERS = (
    Export(
        "grants.csv",
        (
            "title,agency,posted_date,close_date,award_floor,award_ceiling,url\n"
            "Rural Health Grant,HHS,2025-01-01,2025-03-01,10000,50000,https://g.gov/1\n"
            "Arts Fund,NEA,2025-01-02,2025-03-01,5000,20000,https://g.gov/2\n"
        ),
        {},
    ),
    Export(
        "tenders.csv",
        (
            "Title,Buyer,Published,Closing,Value,Description,Link\n"
            "Road repair,City Council,2025-01-01,2025-02-01,£100000,Repair the "
            "road.,https://t.uk/1\n"
            "Cleaning services,NHS,2025-01-01,2025-02-01,£50000,Clean wards.,https://t.uk/2\n"
        ),
        {},
    ),
    Export(
        "articles.json",
        [
            {
                "title": "How to hire engineers",
                "author": "A",
                "url": "https://x.com/1",
                "date": "2025-01-01",
                "tags": ["hiring"],
            },
            {
                "title": "The best managers",
                "author": "B",
                "url": "https://x.com/2",
                "date": "2025-01-02",
                "tags": ["work"],
            },
        ],
        {},
    ),
    Export(
        "staff.csv",
        (
            "Name,Title,Department,Location,Email,Phone\n"
            "Ada Byron,Software Engineer,IT,Leeds,ada@x.com,123\n"
            "Bo Lee,Manager,HR,York,bo@x.com,124\n"
        ),
        {},
    ),
    Export(
        "bls.csv",
        (
            "series_id,occupation,year,employment,annual_mean_wage,area\n"
            "X1,Software developers,2023,1500,120000,Ohio\n"
            "X2,Nurses,2023,2500,80000,Ohio\n"
        ),
        {},
    ),
    Export(
        "applications.csv",
        "company,contact,round,outcome\nAcme,Ada,1,rejected\nBolt,Bo,2,offer\n",
        {},
    ),
    Export(
        "skills_by_role.csv",
        "role,skill,mentions,share\nData Engineer,SQL,120,0.4\nData Engineer,Python,150,0.5\n",
        {},
    ),
    Export(
        "postings_index.csv",
        (
            "date,country,postings_index,new_postings_index\n"
            "2025-01-01,US,100.1,99\n"
            "2025-01-02,US,100.2,98\n"
        ),
        {},
    ),
    Export(
        "resumes.csv",
        (
            "candidate,current_title,current_company,location,skills,linkedin\n"
            "Ada,Engineer,Acme,Leeds,Python|Go,https://l.com/a\n"
            "Bo,Analyst,Bolt,York,SQL,https://l.com/b\n"
        ),
        {},
    ),
    Export(
        "hotels.csv",
        (
            "name,city,country,price_per_night,rating,url,description\n"
            "Grand,Leeds,GB,£120,4.5,https://h.uk/1,A hotel in the city with many rooms.\n"
            "Inn,York,GB,£80,4.1,https://h.uk/2,A small inn.\n"
        ),
        {},
    ),
    Export(
        "patents.csv",
        (
            "title,assignee,inventor,filed,url,abstract\n"
            "Joint compound,Acme,Ada,2020-01-01,https://p.us/1,A compound for joints.\n"
            "Bearing,Bolt,Bo,2020-01-02,https://p.us/2,A bearing.\n"
        ),
        {},
    ),
    Export(
        "layoffs.csv",
        (
            "company,location,industry,total_laid_off,percentage_laid_off,date,stage,country,funds_raised\n"
            "Acme,SF,Retail,100,0.1,2023-01-01,Series B,US,100\n"
        ),
        {},
    ),
    Export(
        "salaries_org.csv",
        (
            "Agency,Title,Name,Salary,Year\n"
            "Parks,Ranger,Ada B,50000,2023\n"
            "Police,Officer,Bo L,60000,2023\n"
        ),
        {},
    ),
    Export(
        "projects.csv",
        (
            "title,client,budget,deadline,status\n"
            "Website,Acme,$5000,2025-05-01,open\n"
            "Logo,Bolt,$300,2025-06-01,open\n"
        ),
        {},
    ),
    Export(
        "occupations.csv",
        (
            "code,title,description,median_pay,education,growth\n"
            "15-1252,Software Developers,They design software of all kinds for all "
            "people.,$120000,Bachelor,17%\n"
        ),
        {},
    ),
    Export("volumes.csv", "employer,postings,share,rank\nAcme,120,0.1,1\nBolt,90,0.08,2\n", {}),
)
