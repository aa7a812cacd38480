//! The facts by which two articles are held against each other.

/// A fact on two articles. Those without a number are there or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Fact {
    /// Before anything is known.
    Base,
    /// How alike all words are.
    Alike,
    /// The root of that.
    AlikeRoot,
    /// The root of how alike single names and numbers are.
    NamedRoot,
    /// The root of how alike names of several words are.
    NamesRoot,
    /// Both have a name that few articles have.
    NameRare,
    /// Both have a name that some articles have.
    NameSeldom,
    /// How many such names both have, up to four.
    NameCount,
    /// How short the shorter one is.
    Short,
    /// The same place.
    PlaceSame,
    /// One names the place of the other.
    PlaceNamed,
    /// Neighbouring places.
    PlaceNear,
    /// Other places.
    PlaceOther,
    /// Places far apart.
    PlaceFar,
    /// The place of one is unknown.
    PlaceUnknown,
    /// Ways in which one incident cannot have been done, such as a bombing and a stabbing.
    KindOther,
    /// The same day.
    DaySame,
    /// Days that follow each other.
    DayNext,
    /// One names the day of the other.
    DayAmong,
    /// Other days, each reported within days.
    DayFresh,
    /// Days up to ten apart, one of them looked back at.
    Day10,
    /// Days up to sixty apart.
    Day60,
    /// Days further apart.
    DayMore,
    /// The day of one is unknown, and both name some day.
    DayShared,
    /// The day of one is unknown.
    DayUnknown,
    /// Published within a day.
    Gap1,
    /// Published within four days.
    Gap4,
    /// Published within two weeks.
    Gap14,
    /// Published within two months.
    Gap60,
    /// Published further apart.
    GapMore,
    /// The same number of dead.
    KilledSame,
    /// The same, above two.
    KilledSameMany,
    /// Numbers one apart.
    KilledOne,
    /// Numbers further apart.
    KilledOther,
    /// The same number of injured.
    InjuredSame,
    /// The same, above two.
    InjuredSameMany,
    /// Numbers one apart.
    InjuredOne,
    /// Numbers further apart.
    InjuredOther,
}
