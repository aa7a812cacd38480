//! The formats that are known: by which columns they are recognised, and what each column is to a record.
//!
//! Columns are found by name, in any order and any case, with others between them. The names are those of the
//! releases and of what tools made of them (see the codebooks of UCDP GED, ACLED and GTD).

/// What a column is to a record. A file's format, or the nearest one, is told by all of them; of GED's sources the
/// office, day, headline and number, and GTD's related incidents, nothing more is made yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Col {
    Id,
    /// First or only day.
    Start,
    End,
    DatePrecision,
    Year,
    Month,
    Day,
    /// Whether it lasted longer than a day, and until when.
    Extended,
    Resolution,
    ApproxDate,
    /// The most exact place, and what holds it, the smaller first.
    Place,
    Within1,
    Within2,
    Within3,
    Country,
    CountryCode,
    Latitude,
    Longitude,
    PlacePrecision,
    Low,
    Best,
    High,
    /// The attackers' share of the figure before.
    BestAttackers,
    Injured,
    InjuredAttackers,
    EventType,
    KindGroup,
    A,
    WithA,
    A2,
    A3,
    B,
    WithB,
    Suspected,
    Clarity,
    Success,
    Doubt,
    Text,
    MoreText,
    Sources,
    SourceOffice,
    SourceDate,
    SourceHeadline,
    SourceCount,
    Sources2,
    Sources3,
    DeathsA,
    DeathsB,
    DeathsCivilians,
    DeathsUnknown,
    Related,
}

/// How many columns are known.
pub(super) const COLS: usize = Col::Related as usize + 1;

/// The formats.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Format {
    Ged,
    Acled,
    Gtd,
}

impl Format {
    pub(super) const ALL: [Self; 3] = [Self::Ged, Self::Acled, Self::Gtd];

    /// Its name for people.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Ged => "UCDP GED",
            Self::Acled => "ACLED",
            Self::Gtd => "GTD",
        }
    }

    /// Without these columns it is not that format.
    pub(super) fn required(self) -> &'static [&'static str] {
        match self {
            Self::Ged => &["type_of_violence", "side_a", "side_b", "date_start", "best"],
            Self::Acled => &["event_date", "event_type", "fatalities"],
            Self::Gtd => &["attacktype1_txt", "gname", "nkill"],
        }
    }

    /// Every column that means something, with its names.
    pub(super) fn columns(self) -> &'static [(Col, &'static [&'static str])] {
        use Col as C;
        match self {
            Self::Ged => &[
                (C::Id, &["id"]),
                (C::Start, &["date_start"]),
                (C::End, &["date_end"]),
                (C::DatePrecision, &["date_prec"]),
                (C::Place, &["where_coordinates"]),
                (C::Within1, &["adm_2"]),
                (C::Within2, &["adm_1"]),
                (C::Country, &["country"]),
                (C::Latitude, &["latitude"]),
                (C::Longitude, &["longitude"]),
                (C::PlacePrecision, &["where_prec"]),
                (C::Low, &["low"]),
                (C::Best, &["best"]),
                (C::High, &["high"]),
                (C::EventType, &["type_of_violence"]),
                (C::A, &["side_a"]),
                (C::B, &["side_b"]),
                (C::Clarity, &["event_clarity"]),
                (C::Text, &["where_description"]),
                (C::Sources, &["source_article"]),
                (C::SourceOffice, &["source_office"]),
                (C::SourceDate, &["source_date"]),
                (C::SourceHeadline, &["source_headline"]),
                (C::SourceCount, &["number_of_sources"]),
                (C::DeathsA, &["deaths_a"]),
                (C::DeathsB, &["deaths_b"]),
                (C::DeathsCivilians, &["deaths_civilians"]),
                (C::DeathsUnknown, &["deaths_unknown"]),
            ],
            Self::Acled => &[
                (C::Id, &["event_id_cnty"]),
                (C::Start, &["event_date"]),
                (C::DatePrecision, &["time_precision"]),
                (C::Place, &["location"]),
                (C::Within1, &["admin3"]),
                (C::Within2, &["admin2"]),
                (C::Within3, &["admin1"]),
                (C::Country, &["country"]),
                (C::CountryCode, &["iso"]),
                (C::Latitude, &["latitude"]),
                (C::Longitude, &["longitude"]),
                (C::PlacePrecision, &["geo_precision", "geo_precis"]),
                (C::Best, &["fatalities"]),
                (C::EventType, &["sub_event_type"]),
                (C::KindGroup, &["event_type"]),
                (C::A, &["actor1"]),
                (C::WithA, &["assoc_actor_1", "ally_actor_1"]),
                (C::B, &["actor2"]),
                (C::WithB, &["assoc_actor_2", "ally_actor_2"]),
                (C::Text, &["notes"]),
                (C::Sources, &["source"]),
            ],
            Self::Gtd => &[
                (C::Id, &["eventid"]),
                (C::Year, &["iyear", "year"]),
                (C::Month, &["imonth", "month"]),
                (C::Day, &["iday", "day"]),
                (C::ApproxDate, &["approxdate"]),
                (C::Extended, &["extended"]),
                (C::Resolution, &["resolution"]),
                (C::Place, &["city"]),
                (C::Within1, &["provstate"]),
                (C::Country, &["country_txt"]),
                (C::Latitude, &["latitude"]),
                (C::Longitude, &["longitude"]),
                (C::PlacePrecision, &["specificity"]),
                (C::Best, &["nkill"]),
                (C::BestAttackers, &["nkillter"]),
                (C::Injured, &["nwound"]),
                (C::InjuredAttackers, &["nwoundte"]),
                (C::EventType, &["attacktype1_txt"]),
                (C::A, &["gname"]),
                (C::A2, &["gname2"]),
                (C::A3, &["gname3"]),
                (C::B, &["target1"]),
                (C::Suspected, &["guncertain1"]),
                (C::Success, &["success"]),
                (C::Doubt, &["doubtterr"]),
                (C::Text, &["summary"]),
                (C::MoreText, &["addnotes"]),
                (C::Sources, &["scite1"]),
                (C::Sources2, &["scite2"]),
                (C::Sources3, &["scite3"]),
                (C::Related, &["related"]),
            ],
        }
    }

    /// The columns of files that were published without a header, by their number.
    pub(super) fn without_header(fields: usize) -> Option<(Self, &'static str)> {
        match fields {
            49 => Some((Self::Ged, GED_49)),
            25 => Some((Self::Acled, ACLED_V5)),
            _ => None,
        }
    }
}

/// Releases 20.1 to 26.1.
const GED_49: &str = "id,relid,year,active_year,code_status,type_of_violence,conflict_dset_id,conflict_new_id,\
conflict_name,dyad_dset_id,dyad_new_id,dyad_name,side_a_dset_id,side_a_new_id,side_a,side_b_dset_id,side_b_new_id,\
side_b,number_of_sources,source_article,source_office,source_date,source_headline,source_original,where_prec,\
where_coordinates,where_description,adm_1,adm_2,latitude,longitude,geom_wkt,priogrid_gid,country,country_id,region,\
event_clarity,date_prec,date_start,date_end,deaths_a,deaths_b,deaths_civilians,deaths_unknown,best,high,low,gwnoa,gwnob";

/// Version 5.
const ACLED_V5: &str = "gwno,event_id_cnty,event_id_no_cnty,event_date,year,time_precision,event_type,actor1,\
ally_actor_1,inter1,actor2,ally_actor_2,inter2,interaction,country,admin1,admin2,admin3,location,latitude,longitude,\
geo_precis,source,notes,fatalities";
