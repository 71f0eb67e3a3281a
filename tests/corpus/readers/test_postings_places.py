"""A posting's place told by a column of towns beside one of regions."""

from corpus.readers import read

EXPORT = """Stellenbezeichnung,Unternehmen,Ort,Bundesland,Jahresgehalt
Softwareentwickler (m/w/d),Isarwerk AG,München,Bayern,70.000 €
Systemadministrator (m/w/d),Lindenhof IT GmbH,Hamburg,Hamburg,65.000 €
IT-Projektleiter (m/w/d),Kranich Software SE,Köln,Nordrhein-Westfalen,80.000 €
"""


def test_a_town_beside_its_region_is_kept() -> None:
    postings = [document.posting for document in read(EXPORT.encode(), name="s.csv").documents]
    told = [(p.job_location[0].locality, p.job_location[0].region) for p in postings if p]
    assert told == [("Munich", "BY"), ("Hamburg", "HH"), ("Cologne", "NW")]
