//! What a figure is: who counted, what happened to them, whole or part. Also the figure while it is read.

use super::quantity::CountPhrase;
use crate::model::Grade;
use crate::model::incident::words;
use crate::model::{Party, Qualifier};
use crate::reading::span::TextSpan;
use serde::{Deserialize, Serialize};

words! {
    /// What happened to those counted.
    Harm {
        /// They died.
        Killed = "killed",
        /// They were injured.
        Injured = "injured",
        /// They are missing.
        Missing = "missing",
        /// They were arrested, captured or held.
        Detained = "detained",
        /// They were sent to prison.
        Jailed = "jailed",
        /// They were kidnapped or taken hostage.
        Kidnapped = "kidnapped",
        /// Killed or injured; the text does not part them.
        Casualties = "casualties",
    }
}

words! {
    /// Whether a figure is the whole number.
    FigureExtent {
        /// The text says that it is: "the death toll".
        Total = "total",
        /// It stands alone.
        Open = "open",
        /// It adds to another: "another three".
        More = "more",
        /// It is part of another: "three of them children".
        Part = "part",
    }
}

/// A part of a figure: "including three children", "170 Afghans and 13 Americans".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FigurePart {
    /// Its words.
    pub span: TextSpan,
    /// Its number.
    pub count: u32,
    /// Its qualifier.
    pub qualifier: Qualifier,
    /// The noun counted.
    pub whom: Option<TextSpan>,
}

/// A figure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CasualtyFigure {
    /// What happened to those counted.
    pub harm: Harm,
    /// The number as printed, or the sum of its parts; `None` for "dozens" and other plurals without one.
    pub count: Option<u32>,
    /// The least number that the words allow; `None` if open.
    pub min: Option<u32>,
    /// The greatest number that the words allow; `None` if open.
    pub max: Option<u32>,
    /// How the number is qualified.
    pub qualifier: Qualifier,
    /// Whom it counts; `None` if the text does not say ("20 dead").
    pub party: Option<Party>,
    /// The noun counted, with its adjectives.
    pub whom: Option<TextSpan>,
    /// Its parts.
    pub parts: Vec<FigurePart>,
    /// Whether it is the whole.
    pub extent: FigureExtent,
    /// Whether the sentence says that it is not so: "Reports that 12 people were killed are false".
    pub denied: bool,
    /// Whether it is told as what had been before: "four days after a bombing killed 41 people".
    pub earlier: bool,
}

impl CasualtyFigure {
    /// Whether the text prints its parts only ("170 Afghans and 13 Americans"), so that the number is their sum.
    pub fn is_sum(&self) -> bool {
        let sum = || self.parts.iter().map(|part| part.count).fold(0, u32::saturating_add);
        let begins_with_part = self.parts.first().is_some_and(|part| part.whom == self.whom);
        self.parts.len() > 1 && begins_with_part && self.count.is_none_or(|count| count == sum())
    }
}

/// A figure while it is read: the count and what happened.
#[derive(Debug, Clone)]
pub struct FigureHit {
    /// The count.
    pub quantity: CountPhrase,
    /// What happened to those counted.
    pub harm: Harm,
    /// The first and the token after the last of the words of harm.
    pub cue: (usize, usize),
    /// The rule that tied them.
    pub rule: &'static str,
    /// How far it can be trusted.
    pub grade: Grade,
    /// Whether it is the whole.
    pub extent: FigureExtent,
    /// Its parts.
    pub parts: Vec<CountPhrase>,
    /// Whether the parts make the whole, and are not just named among it.
    pub sum: bool,
}
