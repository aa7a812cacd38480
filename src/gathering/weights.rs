//! What each fact is worth when two articles are held against each other, in units of log odds.
//!
//! Fitted by logistic regression to the development parts of the Gun Violence articles and ECB+ (`.ci/fit-weights`). Articles
//! with days of publication and without have weights of their own: without, only words, names and places decide.

/// Weights of words and places.
#[derive(Debug, Clone, Copy)]
pub struct Weights {
    /// Before anything is known.
    pub base: f32,
    /// All words alike.
    pub alike: f32,
    /// The root of that.
    pub alike_root: f32,
    /// The root of how alike single names and numbers are.
    pub named_root: f32,
    /// The root of how alike names of several words are.
    pub names_root: f32,
    /// A name that few articles have.
    pub name_rare: f32,
    /// A name that some articles have.
    pub name_seldom: f32,
    /// Each rare name, up to four.
    pub name_count: f32,
    /// How short the shorter one is.
    pub short: f32,
    /// The same place.
    pub place_same: f32,
    /// One names the place of the other.
    pub place_named: f32,
    /// Neighbouring places.
    pub place_near: f32,
    /// Other places.
    pub place_other: f32,
    /// Places far apart.
    pub place_far: f32,
    /// No place known.
    pub place_unknown: f32,
}

/// Of articles that both have a day of publication.
pub const DATED: Weights = Weights {
    base: -1.85,
    alike: 2.38,
    alike_root: 2.44,
    named_root: 4.76,
    names_root: -1.16,
    name_rare: 1.62,
    name_seldom: 1.05,
    name_count: 0.54,
    short: -0.17,
    place_same: -0.98,
    place_named: -1.29,
    place_near: -1.07,
    place_other: -1.55,
    place_far: -2.61,
    place_unknown: -1.1,
};

/// Of articles that do not both have a day of publication.
pub const UNDATED: Weights = Weights {
    base: -4.85,
    alike: 5.56,
    alike_root: 2.5,
    named_root: 6.68,
    names_root: 0.36,
    name_rare: 0.31,
    name_seldom: 0.49,
    name_count: 0.46,
    short: 0.54,
    place_same: -2.03,
    place_named: -2.26,
    place_near: -0.97,
    place_other: -2.07,
    place_far: -3.13,
    place_unknown: -2.24,
};

/// Both incidents on the same day, where publication is unknown.
pub const UNDATED_SAME_DAY: f32 = 3.96;
/// Both incidents on the same day.
pub const DAY_SAME: f32 = 0.16;
/// On days that follow each other.
pub const DAY_NEXT: f32 = -1.56;
/// One names the day of the other.
pub const DAY_AMONG: f32 = 0.17;
/// On other days, each reported within days.
pub const DAY_FRESH: f32 = -3.69;
/// On days up to ten apart, one of them looked back at.
pub const DAY_10: f32 = -0.57;
/// Up to sixty apart.
pub const DAY_60: f32 = -2.37;
/// Further apart.
pub const DAY_MORE: f32 = -2.54;
/// The day of one incident is unknown, and both name some day.
pub const DAY_SHARED: f32 = 1.1;
/// The day of one incident is unknown.
pub const DAY_UNKNOWN: f32 = -1.61;
/// Published within a day.
pub const GAP_1: f32 = 0.49;
/// Within four days.
pub const GAP_4: f32 = -0.42;
/// Within two weeks.
pub const GAP_14: f32 = -0.86;
/// Within two months.
pub const GAP_60: f32 = -2.51;
/// Further apart.
pub const GAP_MORE: f32 = -3.25;
/// The same number of dead, the same above two in addition, one apart, further apart.
pub const KILLED: [f32; 4] = [1.29, 2.14, -0.05, 0.88];
/// The same number of injured, the same above two in addition, one apart, further apart.
pub const INJURED: [f32; 4] = [-0.43, 0.99, -1.3, -1.93];
