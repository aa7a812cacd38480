//! Guesses which columns of an unknown table hold what, from their names and contents, for the user to confirm.
//! Knows formats only by their lists of columns.

use super::cells::{self, Count, trimmed};
use super::column_map::ColumnMap;
use super::columns::{Col, ROLE, letters, position};
use super::dates;
use super::format::Format;
use crate::model::country;
use crate::name_table;

/// Names that columns of a role have in tables of many makers, without blanks and underscores. The first that fits wins.
const NAMES: &[(Col, &[&str])] = &[
    (
        Col::Id,
        &[
            "eventid",
            "eventidcnty",
            "incidentid",
            "id",
            "recordid",
            "uid",
            "caseid",
            "casenumber",
            "incidentno",
            "refno",
        ],
    ),
    (
        Col::Start,
        &[
            "date",
            "eventdate",
            "incidentdate",
            "datestart",
            "startdate",
            "dateofincident",
            "dateofevent",
            "dateofattack",
            "attackdate",
            "datefrom",
            "occurredon",
            "occurred",
            "dateoccurred",
            "dateofdeath",
            "datum",
            "fecha",
            "data",
            "tarih",
            "дата",
            "التاريخ",
            "strikedate",
        ],
    ),
    (Col::End, &["dateend", "enddate", "dateto"]),
    (Col::Year, &["year", "iyear", "eventyear", "incidentyear", "reportedyear", "año", "jahr"]),
    (Col::Month, &["month", "imonth", "eventmonth", "incidentmonth", "reportedmonth", "mes", "monat"]),
    (Col::Day, &["day", "iday", "eventday", "incidentday", "tag"]),
    (
        Col::Place,
        &[
            "place",
            "location",
            "city",
            "town",
            "village",
            "locality",
            "placename",
            "locationname",
            "site",
            "locationofincident",
            "citytown",
            "settlement",
            "municipality",
            "municipio",
            "ort",
            "lieu",
            "lugar",
            "camp",
        ],
    ),
    (Col::Within1, &["district", "admin2", "adm2", "county", "adminlevel2", "cityorcounty", "lga"]),
    (
        Col::Within2,
        &["province", "state", "provstate", "admin1", "adm1", "region", "governorate", "adminlevel1", "department"],
    ),
    (Col::Country, &["country", "countryname", "countrytxt", "nation", "land", "pays", "pais", "país"]),
    (Col::Latitude, &["latitude", "lat", "ycoord", "y", "gpslatitude", "latitud"]),
    (Col::Longitude, &["longitude", "lon", "lng", "long", "xcoord", "x", "gpslongitude", "longitud"]),
    (
        Col::Best,
        &[
            "killed",
            "fatalities",
            "deaths",
            "dead",
            "nkilled",
            "nkill",
            "ndead",
            "totalkilled",
            "deathtoll",
            "toll",
            "numberkilled",
            "numberofdead",
            "numberofdeaths",
            "peoplekilled",
            "totaldeaths",
            "fatalitiestotal",
            "victims",
            "totalfatalities",
            "deathstotal",
            "muertos",
            "morts",
            "tote",
        ],
    ),
    (
        Col::Low,
        &["killedmin", "minkilled", "minimumkilled", "deathsmin", "mindeaths", "fatalitiesmin", "minfatalities", "low"],
    ),
    (
        Col::High,
        &[
            "killedmax",
            "maxkilled",
            "maximumkilled",
            "deathsmax",
            "maxdeaths",
            "fatalitiesmax",
            "maxfatalities",
            "high",
        ],
    ),
    (
        Col::Injured,
        &[
            "injured",
            "wounded",
            "ninjured",
            "nwounded",
            "nwound",
            "totalinjured",
            "totalwounded",
            "injuries",
            "numberinjured",
            "peopleinjured",
            "heridos",
            "blesses",
            "blessés",
            "verletzte",
        ],
    ),
    (
        Col::EventType,
        &[
            "attacktype",
            "eventtype",
            "incidenttype",
            "typeofincident",
            "typeofattack",
            "typeofevent",
            "subeventtype",
            "type",
            "kind",
            "category",
            "attacktype1",
            "method",
        ],
    ),
    (
        Col::A2,
        &[
            "perpetrator",
            "group",
            "attacker",
            "responsible",
            "gname",
            "perpetratorgroup",
            "groupname",
            "actor",
            "belligerent",
        ],
    ),
    (Col::A3, &["target", "victim", "target1", "targetname", "targeted"]),
    (Col::A, &["actor1", "sidea", "actora"]),
    (Col::B, &["actor2", "sideb", "actorb"]),
    (
        Col::Text,
        &[
            "summary",
            "description",
            "notes",
            "text",
            "details",
            "narrative",
            "incidentdescription",
            "comments",
            "remarks",
            "event",
        ],
    ),
    (Col::Sources, &["source", "sources", "scite1", "reference", "references", "citation"]),
];
/// Parts of names of columns that count the dead.
const KILLED: [&str; 8] = ["kill", "dead", "death", "fatal", "died", "martyr", "muert", "mort"];
/// Records looked at.
pub(super) const ROWS: usize = 64;

/// What is proposed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Proposal {
    /// The name of the format that the columns make.
    pub(super) format: &'static str,
    pub(super) columns: ColumnMap,
}

/// Columns that hold what is needed to open a table as a data set, from its header and first rows. `None` if they are not
/// found.
pub(super) fn propose(names: &[String], rows: &[Vec<String>]) -> Option<Proposal> {
    let table = Looked { names, rows };
    let published = Format::ALL.iter().filter(|format| !format.hints().is_empty());
    let published = published.filter(|format| format.hints().iter().all(|name| position(names, name).is_some()));
    let published: Vec<Format> = published.copied().collect();
    // A table of a publisher without one of its columns would be read by other rules than his.
    let is_cut = |format: &Format| {
        let required = format.required();
        required.iter().filter(|name| position(names, name).is_some()).count() * 2 > required.len()
    };
    let any = || table.of_any().filter(|_| !published.iter().any(is_cut));
    published.iter().find_map(|format| table.of_published(*format)).or_else(any)
}

struct Looked<'t> {
    names: &'t [String],
    rows: &'t [Vec<String>],
}

impl Looked<'_> {
    /// The columns that make the table one of a publisher: those that it calls otherwise.
    fn of_published(&self, format: Format) -> Option<Proposal> {
        let mut pairs = Vec::new();
        for (col, known) in format.columns() {
            // What further parties are differs between the lists.
            if matches!(col, Col::A2 | Col::A3) || known.iter().any(|name| position(self.names, name).is_some()) {
                continue;
            }
            // The roles of the parties differ between the lists.
            let roles: &[Col] = match col {
                Col::A => &[Col::A, Col::A2],
                Col::B => &[Col::B, Col::A3],
                Col::Within1 => &[Col::Within1, Col::Within2],
                other => std::slice::from_ref(other),
            };
            let taken = |at: &usize| pairs.iter().any(|(_, column)| *column == self.names[*at]);
            if let Some(at) = roles.iter().find_map(|role| self.named(*role)).filter(|at| !taken(at)) {
                pairs.push((known[0].to_owned(), self.names[at].clone()));
            }
        }
        let is_known =
            |name: &&str| position(self.names, name).is_some() || pairs.iter().any(|(known, _)| known == name);
        let whole = format.required().iter().all(is_known);
        (whole && !pairs.is_empty()).then(|| Proposal { format: format.name(), columns: pairs.into_iter().collect() })
    }

    /// The columns that make it a table of incidents: a date, and at least two of a place, a figure, a party, a text.
    fn of_any(&self) -> Option<Proposal> {
        let mut found: Vec<(Col, usize)> = Vec::new();
        for (col, _) in NAMES {
            let free = |at: &usize| found.iter().all(|(_, taken)| taken != at);
            let at = self.named(*col).filter(free).or_else(|| self.held(*col).filter(free));
            found.extend(at.map(|at| (*col, at)));
        }
        let has = |cols: &[Col]| cols.iter().any(|col| found.iter().any(|(of, _)| of == col));
        if has(&[Col::Start]) {
            found.retain(|(col, _)| !matches!(col, Col::Year | Col::Month | Col::Day));
        } else if !has(&[Col::Year]) {
            return None;
        }
        let others: [&[Col]; 4] = [
            &[Col::Place, Col::Country, Col::Latitude, Col::Within1, Col::Within2],
            &[Col::Best, Col::Low, Col::Injured],
            &[Col::A, Col::A2, Col::A3, Col::EventType],
            &[Col::Text, Col::Sources],
        ];
        if others.iter().filter(|cols| cols.iter().any(|col| found.iter().any(|(of, _)| of == col))).count() < 2 {
            return None;
        }
        let format = Format::AnyTable;
        let role = |col: Col| format.columns().iter().find(|(of, _)| *of == col).map(|(_, names)| names[0]);
        let pair =
            |(col, at): (Col, usize)| Some((role(col)?.trim_start_matches(ROLE).to_owned(), self.names[at].clone()));
        Some(Proposal { format: format.name(), columns: found.into_iter().filter_map(pair).collect() })
    }

    /// The column that is named like a role and holds what it should.
    fn named(&self, col: Col) -> Option<usize> {
        let (_, known) = NAMES.iter().find(|(of, _)| *of == col)?;
        let called = |name: &str| self.names.iter().position(|n| letters(n).eq(letters(name)));
        known.iter().filter_map(|name| called(name)).find(|at| self.fits(col, *at))
    }

    /// The column that holds what a role should, whatever its name.
    fn held(&self, col: Col) -> Option<usize> {
        let all = 0..self.names.len();
        let mut all = all.filter(|at| !self.names[*at].trim().is_empty() && self.cells(*at).count() > 0);
        match col {
            Col::Start => all.find(|at| self.cells(*at).all(|cell| cell.len() > 5 && is_day(cell))),
            Col::Best => all.find(|at| {
                let words = self.names[*at].split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase);
                words.into_iter().any(|word| KILLED.iter().any(|part| word.contains(part))) && self.fits(col, *at)
            }),
            Col::Country => all.find(|at| self.cells(*at).all(|cell| cell.len() > 3 && is_country(cell))),
            Col::Text => {
                let average = |at: usize| self.cells(at).map(str::len).sum::<usize>() / self.cells(at).count();
                all.filter(|at| average(*at) > 60).max_by_key(|at| average(*at))
            }
            _ => None,
        }
    }

    /// The filled cells of a column.
    fn cells(&self, at: usize) -> impl Iterator<Item = &str> {
        let cells = self.rows.iter().filter_map(move |row| row.get(at)).map(|cell| cell.trim());
        cells.filter(|cell| !trimmed(cell.as_bytes()).is_empty())
    }

    /// Whether most cells of a column hold what a role should.
    fn fits(&self, col: Col, at: usize) -> bool {
        let is: fn(&str) -> bool = match col {
            Col::Start | Col::End => is_day,
            Col::Year => |cell| cells::code(cell.as_bytes()).is_some_and(|year| (1900..2100).contains(&year)),
            Col::Day => |cell| cells::code(cell.as_bytes()).is_some_and(|day| (0..=31).contains(&day)),
            Col::Latitude => |cell| cells::degrees(cell.as_bytes(), 90.0).is_some(),
            Col::Longitude => |cell| cells::degrees(cell.as_bytes(), 180.0).is_some(),
            Col::Best | Col::Low | Col::High | Col::Injured => |cell| {
                matches!(cells::count(cell.as_bytes(), cells::Dots::Doubtful), Ok(Count::Whole(n)) if n < 1_000_000)
                    || cell.starts_with("-9")
            },
            _ => |_| true,
        };
        let (all, right) = self.cells(at).fold((0, 0), |(all, right), cell| (all + 1, right + usize::from(is(cell))));
        all == 0 || right * 10 >= all * 8
    }
}

fn is_country(cell: &str) -> bool {
    country::named(cell).is_some() || name_table::country(cell).is_some()
}

fn is_day(cell: &str) -> bool {
    dates::is_day(cell.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn proposed(text: &str) -> Option<String> {
        let mut lines = text.lines().map(|line| line.split('|').map(str::to_owned).collect::<Vec<_>>());
        let names = lines.next().unwrap();
        propose(&names, &lines.collect::<Vec<_>>()).map(|p| format!("{}: {}", p.format, p.columns))
    }

    #[test]
    fn columns_are_guessed_by_name_and_content() {
        for (table, wanted) in [
            ("Day|Town|n_dead\n3 May 2024|Sorrel|4\n", Some("date=Day,place=Town,killed=n_dead")),
            (
                "Incident Date|Reported Year|Number Dead|Lat|Lon\n2024-05-03|2024|4|1.5|2\n",
                Some("date=Incident Date,latitude=Lat,longitude=Lon,killed=Number Dead"),
            ),
            (
                "year|month|location|killed\n2024|5|Sorrel|4\n",
                Some("year=year,month=month,place=location,killed=killed"),
            ),
            (
                "when|where|how many people were killed\n2024-05-03|Kenya|4\n",
                Some("date=when,country=where,killed=how many people were killed"),
            ),
            (
                "cuándo|dónde|n_dead\n2024-05-03|Afganistán|4\n2024-05-03|Türkei|4\n",
                Some("date=cuándo,country=dónde,killed=n_dead"),
            ),
            ("date|close|volume\n2024-05-03|4|7\n", None),
            ("name|age\nA|4\n", None),
        ] {
            let wanted = wanted.map(|columns| format!("a table of incidents: {columns}"));
            assert_eq!(proposed(table), wanted, "{table}");
        }
    }

    #[test]
    fn a_renamed_table_of_a_publisher_is_known_by_what_it_kept() {
        let gtd = "eventid|Year|Month|Day|Country|state|city|AttackType|Killed|Wounded|Target|Group\n\
                   201603090001|2016|3|9|Kestrania|Tarn|Ondel|Bombing|7|12|Gate|Lantern\n";
        assert_eq!(
            proposed(gtd).unwrap(),
            "GTD: provstate=state,country_txt=Country,nkill=Killed,nwound=Wounded,attacktype1_txt=AttackType,gname=Group,target1=Target"
        );
    }
}
